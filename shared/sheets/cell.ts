/** A cell as the file holds it; a `Date` is midnight UTC of the day that the sheet shows. */
export type RawCell = string | number | boolean | Date;

/** A remark on a cell: `code` names the sentence in the text catalogue, `values` fills it. */
export interface Remark {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** The result of reading a cell: a value (undefined if the cell means "nothing"), or what is wrong with it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T | undefined; readonly note?: Remark }
  | { readonly ok: false; readonly problem: Remark };

/**
 * A format of cells. `read` gets a cell that is not empty and the values of the columns before it in the row; `write`
 * is its inverse.
 */
export interface CellType<T> {
  read(cell: RawCell, before: Readonly<Record<string, unknown>>): Reading<T>;
  write(value: T, row: Readonly<Record<string, unknown>>): string | number | { readonly date: string };
  /** The values of a closed list, as sheets write them. */
  readonly allowed?: readonly string[];
}

export const accept = <T>(value: T | undefined, note?: Remark): Reading<T> =>
  note ? { ok: true, value, note } : { ok: true, value };

export const reject = (code: string, values?: Remark['values']): Reading<never> => ({
  ok: false,
  problem: values ? { code, values } : { code },
});

/** Converts full-width digits and letters to half-width ones, and every kind of space to a plain one. */
export const halfWidth = (text: string): string =>
  /[\u00a0\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/.test(text)
    ? text
        .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (character) =>
          String.fromCharCode(character.charCodeAt(0) - 0xfee0),
        )
        .replace(/[\u00a0\u3000]/g, ' ')
    : text;

/**
 * Converts a cell to text for values of a fixed form: numbers, dates, codes. Characters become half-width, brackets
 * included, and spaces are removed.
 */
export const bareText = (cell: RawCell): string =>
  (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '');
