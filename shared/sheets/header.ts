import type { RawCell } from './cell.ts';
import type { Column } from './column.ts';
import { columnLetters, type Grid } from './grid.ts';
import { SheetUnreadable } from './row.ts';

/** The rows among which the header is searched: titles, notes and dates of issue precede it. */
const SEARCHED_ROWS = 30;

/** A column of the file, its heading, and the columns that read it. */
interface SourceColumn {
  readonly index: number;
  readonly heading: string;
  readonly columns: readonly Column[];
}

export interface Header {
  /** The number of the last row of the header, as the spreadsheet shows it. */
  readonly row: number;
  /** One name for each column of the file, none twice. */
  readonly headings: readonly string[];
  readonly sourceColumns: readonly SourceColumn[];
  readonly unknown: readonly string[];
}

/** Removes what varies between spellings of a heading: character width, spaces, line breaks, marks of required columns. */
export const normalizeHeading = (heading: string): string => heading.normalize('NFKC').replace(/[\s*:]/g, '');

const headingText = (cell: RawCell | null | undefined): string =>
  cell === null || cell === undefined ? '' : String(cell).replace(/\s+/g, ' ').trim();

type Names = ReadonlyMap<string, { readonly heading: string; readonly exact: boolean }>;

const namesOf = (columns: readonly Column[]): Names => {
  const names = new Map<string, { heading: string; exact: boolean }>();
  for (const { heading, aliases = [] } of columns) {
    for (const alias of aliases) names.set(normalizeHeading(alias), { heading, exact: false });
  }
  for (const { heading } of columns) names.set(normalizeHeading(heading), { heading, exact: true });
  return names;
};

type Cells = readonly (RawCell | null)[];

/** The headings of one row, or of two of which the upper groups or completes the lower. */
const headingsOf = (names: Names, upper: Cells, lower?: Cells): string[] => {
  const headings: string[] = [];
  let group = '';
  for (let i = 0; i < Math.max(upper.length, lower?.length ?? 0); i += 1) {
    const above = headingText(upper[i]);
    if (!lower) {
      headings.push(above);
      continue;
    }
    if (above) group = above;
    const below = headingText(lower[i]);
    const options = below ? [below, `${group}${below}`, above] : [above];
    headings.push(options.find((option) => names.has(normalizeHeading(option))) ?? (below || above));
  }
  return headings;
};

interface Candidate {
  readonly row: number;
  readonly headings: readonly string[];
  readonly known: number;
}

const knownIn = (names: Names, headings: readonly string[]): number =>
  new Set(headings.map((heading) => names.get(normalizeHeading(heading))?.heading).filter(Boolean)).size;

const headerCandidates = (names: Names, { rows }: Grid): Candidate[] =>
  rows.slice(0, SEARCHED_ROWS).flatMap((cells, i) => {
    const one = headingsOf(names, cells);
    const below = rows[i + 1];
    const two = below ? headingsOf(names, cells, below) : [];
    const knownInOne = knownIn(names, one);
    const knownInTwo = knownIn(names, two);
    // A second row belongs to the header only if it names further columns.
    return [
      { row: i + 1, headings: one, known: knownInOne },
      ...(knownInOne > 0 && knownInTwo > knownInOne
        ? [{ row: i + 2, headings: two, known: knownInTwo }]
        : []),
    ];
  });

/** Returns the column of the file for each known heading; the heading itself takes precedence over its aliases. */
const matchHeadings = (names: Names, headings: readonly string[]): Map<string, number> => {
  const found = new Map<string, { index: number; exact: boolean }>();
  headings.forEach((heading, index) => {
    const known = names.get(normalizeHeading(heading));
    if (!known) return;
    const other = found.get(known.heading);
    if (other && other.exact === known.exact) throw new SheetUnreadable('heading_twice', { heading });
    if (!other || known.exact) found.set(known.heading, { index, exact: known.exact });
  });
  return new Map([...found].map(([heading, { index }]) => [heading, index]));
};

const uniqueNames = (headings: readonly string[]): string[] => {
  const used = new Set(['__proto__']);
  return headings.map((heading, index) => {
    const name = heading === '' || used.has(heading) ? `${heading} ${columnLetters(index)}`.trim() : heading;
    used.add(name);
    return name;
  });
};

const requiredHeadings = (columns: readonly Column[]): string[] => [
  ...new Set(columns.filter(({ needs }) => needs).map(({ heading }) => heading)),
];

const missingFrom = (names: Names, columns: readonly Column[], { headings }: Candidate): string[] => {
  const known = new Set(headings.map((heading) => names.get(normalizeHeading(heading))?.heading));
  return requiredHeadings(columns).filter((heading) => !known.has(heading));
};

/** A table has at least two known columns; a title may match one by chance. */
const isTable = ({ known }: Candidate): boolean => known >= 2;

const headerOf = (names: Names, columns: readonly Column[], { row, headings }: Candidate): Header => {
  const unique = uniqueNames(headings);
  const at = matchHeadings(names, headings);
  const sourceColumns = new Map<number, Column[]>();
  // In the order of the kind's own columns: some are read with the values of those before.
  for (const column of columns) {
    const index = at.get(column.heading);
    if (index !== undefined) sourceColumns.set(index, [...(sourceColumns.get(index) ?? []), column]);
  }
  return {
    row,
    headings: unique,
    sourceColumns: [...sourceColumns].map(([index, columns]) => ({
      index,
      heading: unique[index] ?? '',
      columns,
    })),
    unknown: unique.filter((_, index) => headings[index] !== '' && !sourceColumns.has(index)),
  };
};

/**
 * Finds the header by its headings, in the first sheet that has one. Throws `SheetUnreadable` with the required
 * headings and the most similar row.
 */
export function findHeader(
  columns: readonly Column[],
  grids: readonly Grid[],
): { grid: Grid; header: Header } {
  const names = namesOf(columns);
  let nearest: Candidate | undefined;
  for (const grid of grids) {
    const best = headerCandidates(names, grid).reduce<Candidate | undefined>(
      (best, one) => (one.known > (best?.known ?? 0) ? one : best),
      undefined,
    );
    if (!best) continue;
    if (isTable(best) && missingFrom(names, columns, best).length === 0) {
      return { grid, header: headerOf(names, columns, best) };
    }
    if (best.known > (nearest?.known ?? 0)) nearest = best;
  }
  if (nearest && isTable(nearest)) {
    const missing = missingFrom(names, columns, nearest).join('、');
    throw new SheetUnreadable('columns_missing', { columns: missing, row: nearest.row });
  }
  const required = requiredHeadings(columns).join('、');
  throw nearest
    ? new SheetUnreadable('header_near', { columns: required, row: nearest.row })
    : new SheetUnreadable('header_not_found', { columns: required, rows: SEARCHED_ROWS });
}
