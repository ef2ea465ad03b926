import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import writeXlsxFile, { type Cell as XlsxCell } from 'write-excel-file/node';
import { dayOf } from '../../../shared/domain/calendar/dates.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import type { DemoOptions } from './model.ts';
import type { Cell, DemoSheet, Heading } from './sheet.ts';
import { demoSheets } from './sheets/index.ts';

/** A file of the demo county. */
export interface DemoFile {
  readonly kind: SheetKind;
  readonly path: string;
  readonly rows: number;
  /** How many of its rows are wrong on purpose. */
  readonly expectRefused: number;
}

const csvCell = (cell: Cell): string => {
  if (cell === null) return '';
  const text = typeof cell === 'object' ? cell.date : String(cell);
  // `="5117…"` is not quoted: programs write it so to keep a number as text.
  return /[",\r\n]/.test(text) && !text.startsWith('="') ? `"${text.replaceAll('"', '""')}"` : text;
};

const csvOf = ({ titles, headings, rows, tail }: DemoSheet): string =>
  [...titles.map((title) => [title]), headings.map(({ text }) => text), ...rows, ...tail]
    .map((row) => headings.map((_, i) => csvCell(row[i] ?? null)).join(','))
    .map((line) => `${line}\r\n`)
    .join('');

const xlsxCell = (cell: Cell): XlsxCell => {
  if (cell === null) return null;
  if (typeof cell !== 'object') return { value: cell, type: typeof cell === 'number' ? Number : String };
  return { value: new Date(dayOf(cell.date) * 86_400_000), type: Date, format: 'yyyy/m/d' };
};

/** One header row, or two if headings have groups: groups are merged across, other headings down. */
const headerRows = (headings: readonly Heading[]): XlsxCell[][] => {
  const bold = { fontWeight: 'bold', align: 'center' } as const;
  if (headings.every(({ group }) => group === undefined)) {
    return [headings.map(({ text }) => ({ value: text, ...bold }))];
  }
  const above = headings.map(({ text, group }, i): XlsxCell => {
    if (group === undefined) return { value: text, rowSpan: 2, ...bold };
    if (headings[i - 1]?.group === group) return null;
    return { value: group, columnSpan: headings.filter((one) => one.group === group).length, ...bold };
  });
  const below = headings.map(
    ({ text, group }): XlsxCell => (group === undefined ? null : { value: text, ...bold }),
  );
  return [above, below];
};

/** Sets the times of the files in a workbook to a constant, so that the same cells give the same bytes. */
const withFixedTimes = (workbook: Uint8Array): Uint8Array =>
  zipSync(unzipSync(workbook), { mtime: new Date(2020, 0, 1) });

const xlsxOf = async ({ titles, headings, rows, tail }: DemoSheet): Promise<Uint8Array> => {
  const wide = headings.slice(1).map(() => null);
  const title = (value: string): XlsxCell[] => [
    { value, columnSpan: headings.length, align: 'center' },
    ...wide,
  ];
  const body = [...rows, ...tail].map((row) => row.map(xlsxCell));
  const workbook = await writeXlsxFile([...titles.map(title), ...headerRows(headings), ...body], {
    sheet: 'Sheet1',
    columns: headings.map(({ text }) => ({ width: Math.min(30, Math.max(10, text.length * 2 + 2)) })),
  }).toBuffer();
  return withFixedTimes(workbook);
};

const bytesOf = async (sheet: DemoSheet): Promise<Uint8Array> => {
  switch (sheet.format) {
    case 'xlsx':
      return xlsxOf(sheet);
    case 'csv-gbk':
      return iconv.encode(csvOf(sheet), 'gbk');
    case 'csv-utf8-bom':
      return iconv.encode(csvOf(sheet), 'utf8', { addBOM: true });
    case 'csv-utf8':
      return iconv.encode(csvOf(sheet), 'utf8');
  }
};

/** Writes the sheets of the demo county into a folder. Returns the files in the order of import. */
export async function writeDemo(folder: string, options: DemoOptions): Promise<DemoFile[]> {
  await mkdir(folder, { recursive: true });
  const files: DemoFile[] = [];
  for (const sheet of demoSheets(options)) {
    const path = join(folder, sheet.fileName);
    await writeFile(path, await bytesOf(sheet));
    files.push({
      kind: sheet.kind,
      path,
      rows: sheet.rows.length,
      expectRefused: sheet.expectRefused.length,
    });
  }
  return files;
}
