import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import type { Random } from './random.ts';

/** A cell; `{ date }` is a serial number that a spreadsheet displays as a date. */
export type Cell = string | number | null | { readonly date: PlainDate };

export type Format = 'xlsx' | 'csv-utf8' | 'csv-utf8-bom' | 'csv-gbk';

export interface Heading {
  readonly text: string;
  /** A heading above this and its neighbours, in merged cells; the header then has two rows. */
  readonly group?: string;
}

/** Why a row must be refused. */
export type RefusalReason = (typeof REFUSAL_REASONS)[keyof typeof REFUSAL_REASONS][number];

const REFUSAL_REASONS = {
  /** Found from the cells of the row alone. */
  reading: [
    'wrong_check_digit',
    'birth_30_february',
    'id_number_in_numeric_cell',
    'amount_not_a_number',
    'value_not_in_list',
  ],
  /** Found from other rows or the records. */
  applying: [
    'township_unknown',
    'site_unknown',
    'industry_unknown',
    'household_unknown',
    'person_unknown',
    'person_in_another_household',
    'end_before_start',
    'not_employed_with_start',
  ],
} as const;

/** Whether the reason is found from the row's cells alone. */
export const isFoundByReading = (why: RefusalReason): boolean =>
  (REFUSAL_REASONS.reading as readonly RefusalReason[]).includes(why);

interface ExpectedRefusal {
  /** The row's place in `rows`, from 0. */
  readonly row: number;
  readonly why: RefusalReason;
}

export interface DemoSheet {
  readonly kind: SheetKind;
  readonly fileName: string;
  readonly format: Format;
  /** Rows above the header. */
  readonly titles: readonly string[];
  readonly headings: readonly Heading[];
  readonly rows: readonly (readonly Cell[])[];
  /** Totals and blank rows below. */
  readonly tail: readonly (readonly Cell[])[];
  readonly expectRefused: readonly ExpectedRefusal[];
}

export interface ColumnOf<T> extends Heading {
  readonly cell: (subject: T) => Cell;
}

/** A row of a sheet, and replacements of some of its cells. */
export interface Line<T> {
  readonly subject: T;
  readonly instead?: Readonly<Record<string, Cell>>;
  readonly refused?: RefusalReason;
}

/** Lays out lines by the columns of a sheet. */
export const layOut = <T>(
  columns: readonly ColumnOf<T>[],
  lines: readonly Line<T>[],
): Pick<DemoSheet, 'headings' | 'rows' | 'expectRefused'> => ({
  headings: columns.map(({ text, group }) => (group === undefined ? { text } : { text, group })),
  rows: lines.map(({ subject, instead = {} }) =>
    columns.map(({ text, cell }) => {
      const other = instead[text];
      return other === undefined ? cell(subject) : other;
    }),
  ),
  expectRefused: lines.flatMap(({ refused }, row) => (refused ? [{ row, why: refused }] : [])),
});

/** Inserts lines at random places; the others keep their order. */
export function mixIn<T>(random: Random, lines: readonly Line<T>[], more: readonly Line<T>[]): Line<T>[] {
  const mixed = [...lines];
  for (const line of more) mixed.splice(random.int(0, mixed.length), 0, line);
  return mixed;
}

/** How many rows of each kind are wrong: about one of a hundred in all, at least one of each kind. */
export const countOfEachKind = (rows: number, kinds: number): number =>
  Math.max(1, Math.round(rows / 100 / kinds));
