import type { CellType } from './cell.ts';

/** One column of a sheet, as data. */
export interface Column {
  /** The heading in the county's own sheets; several columns may read one heading. */
  readonly heading: string;
  /** Other headings for the same column; brackets and spaces need no entry of their own. */
  readonly aliases?: readonly string[];
  readonly field: string;
  readonly cell: CellType<unknown>;
  /** `cell`: required in every row; `column`: the column is required, its cells may be empty. */
  readonly needs?: 'cell' | 'column';
  /** One line of explanation in the template. */
  readonly explain: string;
}

type ValueOf<C> = C extends { readonly cell: CellType<infer T> } ? T : never;

/** The values of a row, by field; empty cells have none. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C extends { readonly needs: 'cell' } ? C['field'] : never]: ValueOf<C>;
} & {
  readonly [C in Columns[number] as C extends { readonly needs: 'cell' } ? never : C['field']]?: ValueOf<C>;
};
