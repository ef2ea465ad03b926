import { SheetUnreadable } from './row.ts';

const MAX_FILE = 50_000_000;

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean =>
  signature.every((byte, i) => bytes[i] === byte);

/** First bytes of binary files that are no spreadsheet: PDF, PNG, JPEG, GIF, RAR, 7z, gzip. */
const SIGNATURES = [
  [0x25, 0x50, 0x44, 0x46],
  [0x89, 0x50, 0x4e, 0x47],
  [0xff, 0xd8, 0xff],
  [0x47, 0x49, 0x46, 0x38],
  [0x52, 0x61, 0x72, 0x21],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x1f, 0x8b],
] as const;

/** Detects the format by the content; names of files are unreliable. Throws `SheetUnreadable` for other formats. */
export function detectFormat(bytes: Uint8Array): 'xlsx' | 'csv' {
  if (bytes.length === 0) throw new SheetUnreadable('file_empty');
  if (bytes.length > MAX_FILE) throw new SheetUnreadable('file_too_large', { limit: MAX_FILE / 1e6 });
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'xlsx';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const encrypted = buffer.includes(Buffer.from('EncryptedPackage', 'utf16le'));
    throw new SheetUnreadable(encrypted ? 'workbook_encrypted' : 'xls');
  }
  if (SIGNATURES.some((signature) => startsWith(bytes, ...signature)))
    throw new SheetUnreadable('not_a_spreadsheet');
  const first = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
  if (first === '' && bytes.length <= 200) throw new SheetUnreadable('file_empty');
  // Some systems export a web page under the name of a spreadsheet.
  if (first.startsWith('<')) throw new SheetUnreadable('web_page');
  if (/^[{[]/.test(first)) throw new SheetUnreadable('not_a_spreadsheet');
  return 'csv';
}
