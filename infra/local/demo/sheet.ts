import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import type { SheetKind } from '../../../shared/sheets/kinds.ts';
import type { Random } from './random.ts';

/** A cell; a date in braces is one that a spreadsheet holds as a serial and shows as a date. */
export type Cell = string | number | null | { readonly date: PlainDate };

export type Format = 'xlsx' | 'csv-utf8' | 'csv-utf8-bom' | 'csv-gbk';

export interface Heading {
  readonly text: string;
  /** A heading above this and its neighbours, in merged cells; the header then has two rows. */
  readonly group?: string;
}

/** Why a row is meant to be refused, and whether reading it is enough to know. */
export type WhyRefused = (typeof WHY)[keyof typeof WHY][number];

const WHY = {
  /** The cells of the row say it. */
  reading: [
    'wrong_check_digit',
    'birth_30_february',
    'id_number_in_numeric_cell',
    'amount_not_a_number',
    'value_not_in_list',
  ],
  /** It takes the row as a whole, the rows around it or the records on file. */
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

/** Whether the row's cells alone say that it must be refused. */
export const isSeenAtReading = (why: WhyRefused): boolean =>
  (WHY.reading as readonly WhyRefused[]).includes(why);

interface ExpectedRefusal {
  /** The row's place in `rows`, from 0. */
  readonly row: number;
  readonly why: WhyRefused;
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
  readonly of: (subject: T) => Cell;
}

/** A row of a sheet, and what stands in some of its cells instead. */
export interface Line<T> {
  readonly subject: T;
  readonly instead?: Readonly<Record<string, Cell>>;
  readonly refused?: WhyRefused;
}

/** Lays lines out by the columns of a sheet. */
export const laidOut = <T>(
  columns: readonly ColumnOf<T>[],
  lines: readonly Line<T>[],
): Pick<DemoSheet, 'headings' | 'rows' | 'expectRefused'> => ({
  headings: columns.map(({ text, group }) => (group === undefined ? { text } : { text, group })),
  rows: lines.map(({ subject, instead = {} }) =>
    columns.map(({ text, of }) => {
      const other = instead[text];
      return other === undefined ? of(subject) : other;
    }),
  ),
  expectRefused: lines.flatMap(({ refused }, row) => (refused ? [{ row, why: refused }] : [])),
});

/** Puts some lines among others at chance places; the others keep their order. */
export function mixedIn<T>(random: Random, lines: readonly Line<T>[], more: readonly Line<T>[]): Line<T>[] {
  const mixed = [...lines];
  for (const line of more) mixed.splice(random.int(0, mixed.length), 0, line);
  return mixed;
}

/** About one row of a hundred is wrong: how many of each kind, at least one. */
export const timesOfEach = (rows: number, kinds: number): number =>
  Math.max(1, Math.round(rows / 100 / kinds));
