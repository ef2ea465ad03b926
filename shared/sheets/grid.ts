import type { RawCell } from './cell.ts';

/** The cells of one sheet as the file holds them; the first row is row 1. */
export interface Grid {
  readonly rows: readonly (readonly (RawCell | null)[])[];
  /** Empty cells (`row:column`, from 0) below a merged cell, filled with its value. */
  readonly filled: ReadonlySet<string>;
}

/** `0` is A, `26` is AA. */
export const columnLetters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : columnLetters(Math.floor(index / 26) - 1) + String.fromCharCode(65 + (index % 26));

/** `A` is 0, `AA` is 26. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
