import { CsvError, parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import type { Grid } from './grid.ts';
import { SheetUnreadable } from './row.ts';

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Decodes UTF-8 with or without a byte order mark, UTF-16 with one, else GB 18030, which includes GBK. */
const decodeText = (bytes: Uint8Array): string => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return iconv.decode(buffer, 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return iconv.decode(buffer, 'utf-16be');
  if (isUtf8(bytes)) return iconv.decode(buffer, 'utf-8');
  const text = iconv.decode(buffer, 'gb18030');
  if (text.includes('\ufffd')) throw new SheetUnreadable('encoding_unknown');
  return text;
};

/** The delimiter: the one that occurs most often in the first lines. */
const delimiterOf = (text: string): string => {
  const start = text.slice(0, 4_000);
  const count = (delimiter: string) => start.split(delimiter).length;
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
};

/** Reads the sheet of a `.csv` file, at most `limit` rows. Throws `SheetUnreadable`. */
export function readCsv(bytes: Uint8Array, limit: number): Grid {
  const text = decodeText(bytes);
  if (text.includes('\0')) throw new SheetUnreadable('not_a_spreadsheet');
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      // ="5117…" has quotes inside an unquoted cell.
      relax_quotes: true,
      max_record_size: 1_000_000,
      to: limit,
    });
    return { rows: rows.map((row) => row.map((cell) => cell.trim() || null)), filled: new Set() };
  } catch (error) {
    if (error instanceof CsvError)
      throw new SheetUnreadable('csv_malformed', { line: Number(error.lines ?? 0) });
    throw error;
  }
}
