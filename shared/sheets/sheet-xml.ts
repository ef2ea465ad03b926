import { SheetUnreadable } from './row.ts';

/** Marks a cell whose formula was written by a program and never calculated. */
export const NOT_CALCULATED = '#NOT_CALCULATED';

// A cell's attributes are far shorter than 300 characters; without a bound a crafted tag would take too long.

/** A filled cell beyond 110,000 rows or 256 columns; an empty one only has a format. */
const FAR_CELL =
  /\sr\s*=\s*(["'])(?!\d{1,7}\1)(?!(?:[A-H]?[A-Z]|I[A-V])(?:\d{1,5}|10\d{4})\1)(?![^<>]{0,300}\/>)/;

/** A row beyond 1,048,576, the limit of spreadsheets: a parser allocates all rows before it, even if it is empty. */
const FAR_ROW = /\sr\s*=\s*(["'])(?:\d{8,}|[2-9]\d{6}|1(?:0[5-9]|[1-9]\d)\d{4})\1/;

/**
 * Throws `SheetUnreadable` for a sheet with a cell far outside of any real sheet: a parser fills the gap with empty
 * cells, and a file of two cells would exhaust the memory. Takes the bytes as Latin 1 text, which is cheap to decode and
 * keeps the markup.
 */
export function checkExtent(latin1: string): void {
  if (FAR_CELL.test(latin1) || FAR_ROW.test(latin1)) {
    throw new SheetUnreadable('sheet_too_far', { rows: 110_000, columns: 256 });
  }
}

/**
 * Returns the sheet with those cells rewritten that the parser would lose: errors and formulas without a value would be
 * empty, and a date as text would be read in the machine's time zone.
 */
export function mendSheetXml(xml: Buffer, latin1: string): Buffer {
  const errors = latin1.includes('t="e"');
  const uncalculated = latin1.includes('<f') && /<\/f>\s*<\/c>|<f[^<>]*\/>\s*<\/c>/.test(latin1);
  const isoDates = latin1.includes('t="d"');
  if (!errors && !uncalculated && !isoDates) return xml;
  let text = xml.toString('utf8');
  if (errors) text = text.replace(/(<c\s[^<>]*?)t="e"/g, '$1t="str"');
  if (uncalculated) {
    text = text.replace(
      /<c\s([^<>]{0,300}?)(?:\s?t="\w+")?([^<>]{0,300})>\s*(?:<f[^<>]*>[^<]*<\/f>|<f[^<>]*\/>)\s*<\/c>/g,
      `<c $1$2 t="str"><v>${NOT_CALCULATED}</v></c>`,
    );
  }
  if (isoDates) text = text.replace(/(t="d"[^<>]{0,300}>\s*<v>\d{4}-\d\d-\d\dT[\d:.]+)(?=<\/v>)/g, '$1Z');
  return Buffer.from(text);
}

/** Returns the ranges of a sheet's merged cells, like `B5:B8`. */
export const mergedRanges = (latin1: string): string[] =>
  [
    ...latin1.slice(latin1.lastIndexOf('</sheetData>')).matchAll(/<mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"/g),
  ].map(([, range]) => range ?? '');
