/**
 * The summary format of schema version 1: one letter a field, and the outcome letters of the rules in sequence,
 * `/m/m/m/mm/mm/m/nn/m`. Records not written since still have it.
 */
const FIELDS = {
  n: 'name',
  a: 'area',
  h: 'holdsFrom',
  c: 'changesOn',
  u: 'under',
  f: 'flags',
  k: 'number',
  s: 'siteId',
  m: 'movedIn',
  d: 'dissolved',
  p: 'people',
} as const;

/** The field of the name in a lettered summary. */
export const LETTERED_NAME = 'n';

const unpackOutcomes = (text: string): Record<string, string> =>
  Object.fromEntries(text.split('/').flatMap((row, i) => (row === '' ? [] : [[`R${i + 1}`, row]])));

/** Returns a lettered summary with field names; undefined for any other value. */
export function unpackLetters(stored: unknown): Record<string, unknown> | undefined {
  if (typeof stored !== 'object' || stored === null || !('o' in stored)) return undefined;
  const { o, ...letters } = stored;
  if (typeof o !== 'string') return undefined;
  const fields = Object.entries(letters).map(([letter, value]) => [
    FIELDS[letter as keyof typeof FIELDS] ?? letter,
    value,
  ]);
  return { ...Object.fromEntries(fields), outcomes: unpackOutcomes(o) };
}
