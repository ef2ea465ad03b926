import readXlsxFile from 'read-excel-file/universal';
import { unpack } from './archive.ts';
import type { RawCell } from './cell.ts';
import { columnIndex, type Grid } from './grid.ts';
import { SheetUnreadable } from './row.ts';
import { checkExtent, mendSheetXml, mergedRanges } from './sheet-xml.ts';
import { storedArchive } from './stored-archive.ts';

/** A household has at most 60 people: a longer merged cell is layout. */
const MAX_MERGED_ROWS = 200;

type Rows = (RawCell | null)[][];

/** Copies the value of a cell merged over rows of one column to each of them. Returns the filled cells. */
const fillMerged = (rows: Rows, ranges: readonly string[]): Set<string> => {
  const filled = new Set<string>();
  for (const range of ranges) {
    const [, left = '', top, right, bottom] = /^([A-Z]+)(\d+):([A-Z]+)(\d+)$/.exec(range) ?? [];
    if (left !== right || Number(bottom) - Number(top) > MAX_MERGED_ROWS) continue;
    const column = columnIndex(left);
    const value = rows[Number(top) - 1]?.[column] ?? null;
    if (value === null) continue;
    for (const [i, row] of rows.slice(Number(top), Number(bottom)).entries()) {
      if ((row[column] ?? null) !== null) continue;
      row[column] = value;
      filled.add(`${Number(top) + i}:${column}`);
    }
  }
  return filled;
};

/** Returns the path of each sheet, in the order of the workbook's tabs. */
const sheetPaths = (parts: ReadonlyMap<string, Buffer>): string[] => {
  const targets = new Map<string, string>();
  const relations = parts.get('xl/_rels/workbook.xml.rels')?.toString('utf8') ?? '';
  for (const [tag] of relations.matchAll(/<Relationship\s[^<>]*>/g)) {
    const id = /\sId="([^"]*)"/.exec(tag)?.[1];
    const target = /\sTarget="([^"]*)"/.exec(tag)?.[1];
    if (id && target) targets.set(id, target.startsWith('/') ? target.slice(1) : `xl/${target}`);
  }
  const workbook = parts.get('xl/workbook.xml')?.toString('utf8') ?? '';
  return [...workbook.matchAll(/<sheet\s[^<>]*?r:id="([^"]*)"/g)].map(
    ([, id]) => targets.get(id ?? '') ?? '',
  );
};

/**
 * Reads the sheets of an `.xlsx` file. The archive is unpacked once, under a limit, and the parser gets exactly the
 * counted bytes, uncompressed. Throws `SheetUnreadable`.
 */
export async function readWorkbook(file: Uint8Array): Promise<Grid[]> {
  const parts = unpack(file);
  if (parts.has('xl/workbook.bin')) throw new SheetUnreadable('xlsb');
  if (!parts.has('xl/workbook.xml')) throw new SheetUnreadable('not_a_spreadsheet');
  const merged = new Map<string, string[]>();
  for (const [path, xml] of parts) {
    if (!path.startsWith('xl/worksheets/') || !path.endsWith('.xml')) continue;
    const latin1 = xml.toString('latin1');
    checkExtent(latin1);
    merged.set(path, mergedRanges(latin1));
    parts.set(path, mendSheetXml(xml, latin1));
  }
  const paths = sheetPaths(parts);
  const stored = storedArchive(parts);
  parts.clear();
  const sheets = await readXlsxFile(stored).catch(() => {
    throw new SheetUnreadable('workbook_broken');
  });
  return sheets.map(({ data }, i) => {
    const rows = data as unknown as Rows;
    return { rows, filled: fillMerged(rows, merged.get(paths[i] ?? '') ?? []) };
  });
}
