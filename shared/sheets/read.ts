import { accept, type RawCell, type Remark, reject } from './cell.ts';
import type { Column } from './column.ts';
import { columnsOf, type SheetRow } from './columns/index.ts';
import { readCsv } from './csv.ts';
import { detectFormat } from './format.ts';
import { columnLetters, type Grid } from './grid.ts';
import { findHeader, type Header } from './header.ts';
import type { SheetKind } from './kinds.ts';
import { displayText, isWrapped, unwrapCell } from './raw-cell.ts';
import { type Problem, type ReadSheet, type RefusedRow, type Row, SheetUnreadable } from './row.ts';
import { readWorkbook } from './workbook.ts';

const MAX_ROWS = 100_000;
/** Rows allowed beside the data: titles, totals and blanks. */
const SPARE_ROWS = 10_000;

type Cells = Grid['rows'][number];

const isBlank = (cells: Cells): boolean => cells.every((cell) => cell === null);

/** Whether the first cell marks a row as a total. */
const isTotal = (cells: Cells): boolean => {
  const first = cells.find((cell) => cell !== null);
  return (
    typeof first === 'string' &&
    /^(合计|总计|小计|共计|累计):?(\d+(人|户|个|项|元|万元)?[,、]?)*$/.test(
      first.normalize('NFKC').replace(/\s/g, ''),
    )
  );
};

const MAX_VALUE = 40;

const problemAt = (
  row: number,
  heading: string,
  index: number,
  cell: RawCell | null,
  remark: Remark,
): Problem => ({
  row,
  column: heading,
  cell: `${columnLetters(index)}${row}`,
  ...(cell === null ? {} : { value: displayText(cell).slice(0, MAX_VALUE) }),
  ...remark,
});

interface RowRead {
  readonly values: Record<string, unknown>;
  readonly problems: Problem[];
  readonly notes: Problem[];
}

const readCell = (column: Column, cell: RawCell | null, before: Record<string, unknown>) => {
  if (cell === null) return column.needs === 'cell' ? reject('cell_empty') : accept(undefined);
  const reading = column.cell.read(cell, before);
  return reading.ok && reading.value === undefined && column.needs === 'cell'
    ? reject('cell_empty')
    : reading;
};

const readRow = (row: number, cells: Cells, { sourceColumns }: Header, filled: Grid['filled']): RowRead => {
  const read: RowRead = { values: {}, problems: [], notes: [] };
  for (const { index, heading, columns } of sourceColumns) {
    const raw = cells[index] ?? null;
    const plain = isWrapped(raw) ? unwrapCell(raw) : accept(raw ?? undefined);
    if (!plain.ok) {
      read.problems.push(problemAt(row, heading, index, raw, plain.problem));
      continue;
    }
    const cell = plain.value ?? null;
    if (cell !== null && filled.size > 0 && filled.has(`${row - 1}:${index}`)) {
      read.notes.push(problemAt(row, heading, index, raw, { code: 'taken_from_merged_cell' }));
    }
    for (const column of columns) {
      const reading = readCell(column, cell, read.values);
      if (!reading.ok) {
        read.problems.push(problemAt(row, heading, index, raw, reading.problem));
        break;
      }
      if (reading.value !== undefined) read.values[column.field] = reading.value;
      if (reading.note) read.notes.push(problemAt(row, heading, index, raw, reading.note));
    }
  }
  return read;
};

const cellsByHeading = (cells: Cells, headings: readonly string[]): Record<string, string> => {
  const byHeading: Record<string, string> = {};
  headings.forEach((heading, index) => {
    const cell = cells[index] ?? null;
    if (cell !== null) byHeading[heading] = displayText(cell);
  });
  return byHeading;
};

/** The column, optional because its value is an argument. */
const withoutNeed = ({ needs: _, ...column }: Column): Column => column;

const readGrids = async (bytes: Uint8Array): Promise<Grid[]> =>
  detectFormat(bytes) === 'xlsx' ? await readWorkbook(bytes) : [readCsv(bytes, MAX_ROWS + SPARE_ROWS)];

/**
 * Reads an `.xlsx` or `.csv` file as a sheet of a kind, without looking at any record. A row with a problem is refused
 * as a whole, with all of its problems. Throws `SheetUnreadable` for a file that is no
 * spreadsheet, has no such header, or is too large. In a sheet without 年度, `year` is the year of all rows.
 */
export async function readSheet<K extends SheetKind>(
  kind: K,
  bytes: Uint8Array,
  year?: number,
): Promise<ReadSheet<K>> {
  const columns = columnsOf(kind);
  const { grid, header } = findHeader(
    year === undefined
      ? columns
      : columns.map((column) => (column.field === 'year' ? withoutNeed(column) : column)),
    await readGrids(bytes),
  );
  const fields = new Set(header.sourceColumns.flatMap((one) => one.columns.map(({ field }) => field)));
  const defaults =
    year === undefined || fields.has('year') || !columns.some(({ field }) => field === 'year')
      ? {}
      : { year };
  const rows: Row<K>[] = [];
  const refused: RefusedRow[] = [];
  const notes: Problem[] = [];
  let totalRows = 0;
  for (const [i, cells] of grid.rows.entries()) {
    if (i < header.row || isBlank(cells)) continue;
    if (isTotal(cells)) {
      totalRows += 1;
      continue;
    }
    if (rows.length + refused.length === MAX_ROWS)
      throw new SheetUnreadable('too_many_rows', { limit: MAX_ROWS });
    const row = i + 1;
    const read = readRow(row, cells, header, grid.filled);
    const cellTexts = cellsByHeading(cells, header.headings);
    if (read.problems.length > 0) {
      refused.push({ row, cells: cellTexts, problems: read.problems });
      continue;
    }
    // every column's reading has the type that `SheetRow` infers from it
    rows.push({
      row,
      values: { ...read.values, ...defaults } as SheetRow<K>,
      cells: cellTexts,
      notes: read.notes,
    });
    notes.push(...read.notes);
  }
  return {
    kind,
    rows,
    refused,
    header: { row: header.row, headings: header.headings },
    fields,
    unknownColumns: header.unknown,
    notes,
    total: rows.length + refused.length,
    totalRows,
  };
}
