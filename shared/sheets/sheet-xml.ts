import { SheetUnreadable } from './row.ts';

/** What a formula's cell holds where a program wrote the formula without ever calculating it. */
export const NOT_CALCULATED = '#NOT_CALCULATED';

/** A filled cell outside of 110,000 rows and 256 columns; an empty one is only formatted. */
const FAR_CELL = /\sr\s*=\s*(["'])(?!\d{1,7}\1)(?!(?:[A-H]?[A-Z]|I[A-V])(?:\d{1,5}|10\d{4})\1)(?![^<>]*\/>)/;

/** A row outside of what any spreadsheet has, 1,048,576; for an empty one, too, a parser makes all rows before it. */
const FAR_ROW = /\sr\s*=\s*(["'])(?:\d{8,}|[2-9]\d{6}|1(?:0[5-9]|[1-9]\d)\d{4})\1/;

/**
 * Refuses a sheet with a cell far outside of any real sheet: a parser fills the gap with empty cells, and a file of
 * two cells would take all memory.
 */
export const checkExtent = (xml: Buffer): void => {
  const text = xml.toString('latin1');
  if (FAR_CELL.test(text) || FAR_ROW.test(text)) {
    throw new SheetUnreadable('sheet_too_far', { rows: 110_000, columns: 256 });
  }
};

/**
 * The sheet with those cells rewritten of which the parser would say too little: errors and formulas without a
 * value would be empty, and a date written as text would be read in the time zone of the machine.
 */
export const mended = (xml: Buffer): Buffer => {
  const errors = xml.includes('t="e"');
  const uncalculated = xml.includes('<f') && /<\/f>\s*<\/c>|<f[^<>]*\/>\s*<\/c>/.test(xml.toString('latin1'));
  const isoDates = xml.includes('t="d"');
  if (!errors && !uncalculated && !isoDates) return xml;
  let text = xml.toString('utf8');
  if (errors) text = text.replace(/(<c\s[^<>]*?)t="e"/g, '$1t="str"');
  if (uncalculated) {
    text = text.replace(
      /<c\s([^<>]*?)(?:\s?t="\w+")?([^<>]*)>\s*(?:<f[^<>]*>[^<]*<\/f>|<f[^<>]*\/>)\s*<\/c>/g,
      `<c $1$2 t="str"><v>${NOT_CALCULATED}</v></c>`,
    );
  }
  if (isoDates) text = text.replace(/(t="d"[^<>]*>\s*<v>\d{4}-\d\d-\d\dT[\d:.]+)(?=<\/v>)/g, '$1Z');
  return Buffer.from(text);
};

/** The ranges of a sheet's merged cells, like `B5:B8`. */
export const mergedRanges = (xml: Buffer): string[] => {
  const at = xml.indexOf('<mergeCells');
  if (at < 0) return [];
  return [...xml.toString('latin1', at).matchAll(/<mergeCell\s+ref="([A-Z]+\d+:[A-Z]+\d+)"/g)].map(
    ([, range]) => range ?? '',
  );
};
