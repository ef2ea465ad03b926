import type { Cell as XlsxCell, Row as XlsxRow, Sheet as XlsxSheet } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { Column } from './column.ts';
import { columnsOf, type SheetRow } from './columns/index.ts';
import { SHEET_TITLES, type SheetKind } from './kinds.ts';
import type { Problem, RefusedRow } from './row.ts';

const FORMAT_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * What looks like the file format's own escape (`_x0041_`) is escaped, and so is the first sign of what every object
 * has a property of (`constructor`): the writer looks texts up in a bare object.
 */
const escapeText = (text: string): string =>
  text in Object.prototype
    ? `_x${text.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_${text.slice(1)}`
    : text.replace(FORMAT_ESCAPE, '_x005F_');

/** Text that a spreadsheet could take for a formula gets a quote before it, which `readSheet` takes off again. */
const neutral = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** A cell of text: long numbers keep their digits, and nothing is taken for a formula. */
export const text = (value: string): XlsxCell => ({
  value: escapeText(neutral(value)),
  type: String,
  format: '@',
});

/** A cell of somebody's file: one that has its quote already needs no other. */
const asItStood = (value: string): XlsxCell =>
  value.startsWith("'") ? { value: escapeText(value), type: String, format: '@' } : text(value);

const heading = (value: string): XlsxCell => ({
  value: escapeText(neutral(value)),
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E7EEF7',
  wrap: true,
});

/** A cell of a date. */
export const date = (value: string): XlsxCell => ({
  value: new Date(`${value}T00:00:00Z`),
  type: Date,
  format: 'yyyy-mm-dd',
});

const writtenValue = (column: Column, value: unknown, row: Readonly<Record<string, unknown>>): XlsxCell => {
  const cell = column.cell.write(value, row);
  if (typeof cell === 'number') return { value: cell, type: Number };
  return typeof cell === 'string' ? (cell === '' ? null : text(cell)) : date(cell.date);
};

/** The columns of a kind by heading, in their order; several may share one. */
const byHeading = (kind: SheetKind): Map<string, Column[]> => {
  const headings = new Map<string, Column[]>();
  for (const column of columnsOf(kind)) {
    headings.set(column.heading, [...(headings.get(column.heading) ?? []), column]);
  }
  return headings;
};

/** Where several columns share a heading, the last that has something to say says it. */
const cellOf = (columns: readonly Column[], row: Readonly<Record<string, unknown>>): XlsxCell => {
  for (const column of columns.toReversed()) {
    const value = row[column.field];
    const cell = value === undefined ? null : writtenValue(column, value, row);
    if (cell !== null) return cell;
  }
  return null;
};

const widthOf = (heading: string): number => Math.min(40, Math.max(10, heading.length * 2 + 2));

/** A sheet of rows under bold headings that stay in sight. */
export const sheetOf = (title: string, headings: readonly string[], rows: XlsxRow[]): XlsxSheet<Buffer> => ({
  sheet: title,
  data: [headings.map(heading), ...rows],
  columns: headings.map((one) => ({ width: widthOf(one) })),
  stickyRowsCount: 1,
});

const bytesOf = async (...sheets: XlsxSheet<Buffer>[]): Promise<Uint8Array> =>
  await writeXlsxFile(sheets).toBuffer();

/** Rows of a kind as an `.xlsx` file in the sheet's own columns, which `readSheet` reads back the same. */
export async function writeSheet<K extends SheetKind>(
  kind: K,
  rows: readonly SheetRow<K>[],
): Promise<Uint8Array> {
  const columns = byHeading(kind);
  const cells = rows.map((row) =>
    [...columns.values()].map((of) => cellOf(of, row as Readonly<Record<string, unknown>>)),
  );
  return await bytesOf(sheetOf(SHEET_TITLES[kind], [...columns.keys()], cells));
}

const NEEDS = { cell: '必填', column: '列必有' } as const;

const explanationOf = (headings: ReadonlyMap<string, readonly Column[]>): XlsxRow[] =>
  [...headings].map(([heading, [column]]) => [
    text(heading),
    text(column?.needs ? NEEDS[column.needs] : '选填'),
    text(column?.explain ?? ''),
    text(column?.cell.allowed?.join('、') ?? ''),
  ]);

const TEMPLATE_ROWS = 500;

/**
 * A kind's columns to fill in, and a second sheet on what each of them means. The cells are made for text, so that
 * no digit of a long number gets lost.
 */
export async function templateOf(kind: SheetKind): Promise<Uint8Array> {
  const columns = byHeading(kind);
  const blank = [...columns].map(() => text(''));
  return await bytesOf(
    sheetOf(
      SHEET_TITLES[kind],
      [...columns.keys()],
      Array.from({ length: TEMPLATE_ROWS }, () => blank),
    ),
    sheetOf('填写说明', ['列名', '是否必填', '说明', '可填的值'], explanationOf(columns)),
  );
}

const REASON = '未导入原因';

/** A number whose last digits are lost is not given back: as text it would look like one that is sound. */
const isSpoilt = (problems: readonly Problem[], heading: string): boolean =>
  problems.some(({ code, column }) => code === 'id_number_digits_lost' && column === heading);

/**
 * Refused rows as they stood, in the file's own columns, with the reasons in a last one: to be mended and loaded
 * again. `sentence` says a problem in the reader's language.
 */
export async function refusedSheet(
  kind: SheetKind,
  headings: readonly string[],
  rows: readonly Pick<RefusedRow, 'cells' | 'problems'>[],
  sentence: (problem: Problem) => string,
): Promise<Uint8Array> {
  // a sheet of refused rows that was loaded again has the column already
  const own = headings.filter((heading) => heading !== REASON);
  const cells = rows.map(({ cells, problems }) => [
    ...own.map((heading) => asItStood(isSpoilt(problems, heading) ? '' : (cells[heading] ?? ''))),
    text(problems.map(sentence).join('；')),
  ]);
  return await bytesOf(sheetOf(SHEET_TITLES[kind], [...own, REASON], cells));
}
