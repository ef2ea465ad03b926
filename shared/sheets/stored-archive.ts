const LOCAL_FILE = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;

/** The fields common to a local header and a directory entry: stored, without a checksum or a date. */
const commonHeader = (name: Buffer, size: number): Buffer => {
  const header = Buffer.alloc(26);
  header.writeUInt16LE(20, 0);
  header.writeUInt32LE(size, 14);
  header.writeUInt32LE(size, 18);
  header.writeUInt16LE(name.length, 22);
  return header;
};

const signature = (number: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  return bytes;
};

/**
 * Packs files into an archive in memory, uncompressed and without checksums, for a parser that accepts archives only.
 * Costs one copy.
 */
export function storedArchive(files: ReadonlyMap<string, Uint8Array>): ArrayBuffer {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const [path, content] of files) {
    const name = Buffer.from(path);
    const header = commonHeader(name, content.length);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    directory.push(signature(DIRECTORY_ENTRY), Buffer.from([20, 0]), header, tail, name);
    pieces.push(signature(LOCAL_FILE), header, name, content);
    offset += 4 + header.length + name.length + content.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(files.size, 4);
  end.writeUInt16LE(files.size, 6);
  end.writeUInt32LE(listing.length, 8);
  end.writeUInt32LE(offset, 12);
  const archive = new Uint8Array(offset + listing.length + 22);
  let at = 0;
  for (const piece of [...pieces, listing, signature(END_OF_DIRECTORY), end]) {
    archive.set(piece, at);
    at += piece.length;
  }
  return archive.buffer;
}
