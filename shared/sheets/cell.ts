/** A cell as the file holds it; a `Date` is midnight UTC of the day that the sheet shows. */
export type RawCell = string | number | boolean | Date;

/** What is said about a cell: `code` names the sentence in the text catalogue, `values` what it needs. */
export interface Remark {
  readonly code: string;
  readonly values?: Readonly<Record<string, string | number>>;
}

/** What a cell says: a value (none where the cell stands for "nothing"), or what is wrong with it. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T | undefined; readonly note?: Remark }
  | { readonly ok: false; readonly problem: Remark };

/**
 * One way of writing a value in a cell. `read` gets cells that are not empty, and what the columns before said of
 * the same row; `write` is its inverse.
 */
export interface CellType<T> {
  read(cell: RawCell, before: Readonly<Record<string, unknown>>): Reading<T>;
  write(value: T, row: Readonly<Record<string, unknown>>): string | number | { readonly date: string };
  /** The values that a closed list allows, as they stand in a sheet. */
  readonly allowed?: readonly string[];
}

export const readingOf = <T>(value: T | undefined, note?: Remark): Reading<T> =>
  note ? { ok: true, value, note } : { ok: true, value };

export const wrong = (code: string, values?: Remark['values']): Reading<never> => ({
  ok: false,
  problem: values ? { code, values } : { code },
});

/** Full-width digits and letters become half-width ones, every kind of space becomes a plain one. */
export const halfWidth = (text: string): string =>
  /[\u00a0\u3000\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/.test(text)
    ? text
        .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (sign) =>
          String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
        )
        .replace(/[\u00a0\u3000]/g, ' ')
    : text;

/**
 * A cell as bare text for values that have a form: numbers, dates, codes. Signs are half-width, brackets included,
 * and no space is left.
 */
export const bareText = (cell: RawCell): string =>
  (cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))
    .normalize('NFKC')
    .replace(/[\s\u200b\ufeff]/g, '');
