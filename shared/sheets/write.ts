import type { Cell as XlsxCell, Row as XlsxRow, Sheet as XlsxSheet } from 'write-excel-file/node';
import writeXlsxFile from 'write-excel-file/node';
import type { Column } from './column.ts';
import { columnsOf, type SheetRow } from './columns/index.ts';
import { SHEET_TITLES, type SheetKind } from './kinds.ts';
import type { Problem, RefusedRow } from './row.ts';

const FORMAT_ESCAPE = /_(?=x[0-9A-Fa-f]{4}_)/g;

/**
 * Escapes what looks like the file format's own escape (`_x0041_`), and the first character of names that every object
 * has as a property (`constructor`): the writer looks texts up in a plain object.
 */
const escapeText = (text: string): string =>
  text in Object.prototype
    ? `_x${text.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_${text.slice(1)}`
    : text.replace(FORMAT_ESCAPE, '_x005F_');

/** Prefixes text that a spreadsheet could take for a formula with a quote, which `readSheet` removes. */
const neutralize = (text: string): string => (/^'*[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** Makes a cell of text: long numbers keep their digits, and formulas are neutralized. */
export const text = (value: string): XlsxCell => ({
  value: escapeText(neutralize(value)),
  type: String,
  format: '@',
});

/** Makes a cell of a file that is returned: a quote that is there already is not repeated. */
const originalCell = (value: string): XlsxCell =>
  value.startsWith("'") ? { value: escapeText(value), type: String, format: '@' } : text(value);

const heading = (value: string): XlsxCell => ({
  value: escapeText(neutralize(value)),
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#E7EEF7',
  wrap: true,
});

/** Makes a cell of a date. */
export const date = (value: string): XlsxCell => ({
  value: new Date(`${value}T00:00:00Z`),
  type: Date,
  format: 'yyyy-mm-dd',
});

const valueCell = (column: Column, value: unknown, row: Readonly<Record<string, unknown>>): XlsxCell => {
  const cell = column.cell.write(value, row);
  if (typeof cell === 'number') return { value: cell, type: Number };
  return typeof cell === 'string' ? (cell === '' ? null : text(cell)) : date(cell.date);
};

/** Returns the columns of a kind by heading, in their order; several may share one. */
const columnsByHeading = (kind: SheetKind): Map<string, Column[]> => {
  const headings = new Map<string, Column[]>();
  for (const column of columnsOf(kind)) {
    headings.set(column.heading, [...(headings.get(column.heading) ?? []), column]);
  }
  return headings;
};

/** Makes a row's cell of columns that share a heading: the last one with a value counts. */
const cellOf = (columns: readonly Column[], row: Readonly<Record<string, unknown>>): XlsxCell => {
  for (const column of columns.toReversed()) {
    const value = row[column.field];
    const cell = value === undefined ? null : valueCell(column, value, row);
    if (cell !== null) return cell;
  }
  return null;
};

const widthOf = (heading: string): number => Math.min(40, Math.max(10, heading.length * 2 + 2));

/** Makes a sheet of rows under bold, sticky headings. */
export const makeSheet = (
  title: string,
  headings: readonly string[],
  rows: XlsxRow[],
): XlsxSheet<Buffer> => ({
  sheet: title,
  data: [headings.map(heading), ...rows],
  columns: headings.map((one) => ({ width: widthOf(one) })),
  stickyRowsCount: 1,
});

const toBytes = async (...sheets: XlsxSheet<Buffer>[]): Promise<Uint8Array> =>
  await writeXlsxFile(sheets).toBuffer();

/** Writes rows of a kind as an `.xlsx` file, which `readSheet` reads back unchanged. */
export async function writeSheet<K extends SheetKind>(
  kind: K,
  rows: readonly SheetRow<K>[],
): Promise<Uint8Array> {
  const columns = columnsByHeading(kind);
  const cells = rows.map((row) =>
    [...columns.values()].map((of) => cellOf(of, row as Readonly<Record<string, unknown>>)),
  );
  return await toBytes(makeSheet(SHEET_TITLES[kind], [...columns.keys()], cells));
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
 * Makes the template of a kind: its columns, and a second sheet that explains each of them. Its cells are of text, so
 * that long numbers keep their digits.
 */
export async function makeTemplate(kind: SheetKind): Promise<Uint8Array> {
  const columns = columnsByHeading(kind);
  const blank = [...columns].map(() => text(''));
  return await toBytes(
    makeSheet(
      SHEET_TITLES[kind],
      [...columns.keys()],
      Array.from({ length: TEMPLATE_ROWS }, () => blank),
    ),
    makeSheet('填写说明', ['列名', '是否必填', '说明', '可填的值'], explanationOf(columns)),
  );
}

const REASON = '未导入原因';

/** Whether the cell's number has lost its last digits: it is left empty, since as text it would look valid. */
const hasLostDigits = (problems: readonly Problem[], heading: string): boolean =>
  problems.some(({ code, column }) => code === 'id_number_digits_lost' && column === heading);

/**
 * Writes refused rows with their original cells, in the file's own columns, and the reasons in a last one, to be
 * corrected and imported again. `sentence` puts a problem into the reader's language.
 */
export async function writeRefusedRows(
  kind: SheetKind,
  headings: readonly string[],
  rows: readonly Pick<RefusedRow, 'cells' | 'problems'>[],
  sentence: (problem: Problem) => string,
): Promise<Uint8Array> {
  // A sheet of refused rows that is imported again has the column already.
  const own = headings.filter((heading) => heading !== REASON);
  const cells = rows.map(({ cells, problems }) => [
    ...own.map((heading) => originalCell(hasLostDigits(problems, heading) ? '' : (cells[heading] ?? ''))),
    text(problems.map(sentence).join('；')),
  ]);
  return await toBytes(makeSheet(SHEET_TITLES[kind], [...own, REASON], cells));
}
