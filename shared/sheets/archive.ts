import { inflateRawSync } from 'node:zlib';
import { SheetUnreadable } from './row.ts';

const MAX_ENTRIES = 2_000;
/** In bytes: more than a sheet of 100,000 rows needs. Nothing larger reaches a parser. */
const MAX_INFLATED = 200_000_000;

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_SIZE = 22;
const ENTRY_SIZE = 46;
const LOCAL_SIZE = 30;

interface Entry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** The offset of the end record: the last one, before a comment of at most 65,535 bytes. */
const endOfDirectory = (bytes: Buffer): number => {
  const first = Math.max(0, bytes.length - END_SIZE - 0xffff);
  for (let at = bytes.length - END_SIZE; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw new SheetUnreadable('archive_broken');
};

const entriesOf = (bytes: Buffer): Entry[] => {
  const end = endOfDirectory(bytes);
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new SheetUnreadable('archive_too_large', { limit: MAX_INFLATED / 1e6 });
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let i = 0; i < count; i += 1) {
    if (bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) throw new SheetUnreadable('archive_broken');
    const nameLength = bytes.readUInt16LE(at + 28);
    entries.push({
      name: bytes.toString('utf8', at + ENTRY_SIZE, at + ENTRY_SIZE + nameLength),
      encrypted: (bytes.readUInt16LE(at + 8) & 1) === 1,
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      size: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += ENTRY_SIZE + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return entries;
};

/** Inflates an entry up to the size that the directory declares: a wrong size is an error. */
const inflateEntry = (bytes: Buffer, { method, packed, size, offset }: Entry): Buffer => {
  const start = offset + LOCAL_SIZE + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const body = bytes.subarray(start, start + packed);
  if (method === 0) return body;
  if (method !== 8) throw new SheetUnreadable('archive_broken');
  // One buffer for the whole entry, and some bytes more to detect the end.
  return size === 0 ? Buffer.alloc(0) : inflateRawSync(body, { maxOutputLength: size, chunkSize: size + 64 });
};

/**
 * Returns the inflated XML parts of a workbook's archive by their paths. Throws `SheetUnreadable` before inflating more
 * than `limit` bytes in all, and for archives that are broken or encrypted.
 */
export function unpack(file: Uint8Array, limit = MAX_INFLATED): Map<string, Buffer> {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const parts = new Map<string, Buffer>();
  try {
    const entries = entriesOf(bytes);
    if (entries.some(({ encrypted }) => encrypted)) throw new SheetUnreadable('workbook_encrypted');
    const wanted = entries.filter(
      ({ name }) => /\.(xml|rels|bin)$/.test(name) && !name.includes('printerSettings'),
    );
    const total = wanted.reduce((sum, { size }) => sum + size, 0);
    if (total > limit) throw new SheetUnreadable('archive_too_large', { limit: limit / 1e6 });
    for (const entry of wanted) parts.set(entry.name, inflateEntry(bytes, entry));
  } catch (error) {
    if (error instanceof SheetUnreadable) throw error;
    const isLarger = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isLarger
      ? new SheetUnreadable('archive_too_large', { limit: limit / 1e6 })
      : new SheetUnreadable('archive_broken');
  }
  return parts;
}
