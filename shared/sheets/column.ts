import type { CellType } from './cell.ts';

/** One column of a sheet, as data. */
export interface Column {
  /** The heading as the field's own sheets have it; several columns may read one heading. */
  readonly heading: string;
  /** Other headings for the same column; brackets and spaces need no entry of their own. */
  readonly aliases?: readonly string[];
  readonly field: string;
  readonly cell: CellType<unknown>;
  /** `cell`: every row must have it; `column`: the column must stand, a cell may be empty. */
  readonly needs?: 'cell' | 'column';
  /** One line for whoever fills in the template. */
  readonly explain: string;
}

type ValueOf<C> = C extends { readonly cell: CellType<infer T> } ? T : never;

/** The values of a row, by field; what its cells leave empty is absent. */
export type RowOf<Columns extends readonly Column[]> = {
  readonly [C in Columns[number] as C extends { readonly needs: 'cell' } ? C['field'] : never]: ValueOf<C>;
} & {
  readonly [C in Columns[number] as C extends { readonly needs: 'cell' } ? never : C['field']]?: ValueOf<C>;
};
