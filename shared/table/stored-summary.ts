import * as z from 'zod';
import { RULES, type RuleId } from '../records/evaluated.ts';
import { subjectOf } from './keys.ts';
import { HouseholdSummary, SiteSummary, type Summary } from './summary.ts';

type Field = Exclude<keyof HouseholdSummary, 'kind' | 'id'>;

/**
 * One letter a field: an audit reads the summaries of all households, and their names would be a quarter of what it
 * reads. A letter that no field has any more is not given to another.
 */
const FIELD_LETTERS = {
  name: 'n',
  area: 'a',
  holdsFrom: 'h',
  changesOn: 'c',
  under: 'u',
  flags: 'f',
  outcomes: 'o',
  number: 'k',
  siteId: 's',
  movedIn: 'm',
  dissolved: 'd',
  people: 'p',
} as const satisfies Record<Field, string>;

const BY_LETTER = new Map(Object.entries(FIELD_LETTERS).map(([field, letter]) => [letter as string, field]));

/** Where the name is in what `storedSummary` gives, for whoever reads nothing else. */
export const SUMMARY_NAME = FIELD_LETTERS.name;

/** `/m/m/m/mm/mm/m/nn/m`: the letters of each rule's subjects, in the order of the rules. */
const packed = (outcomes: Summary['outcomes']): string => RULES.map((rule) => outcomes[rule] ?? '').join('/');

/** Undefined for a text that `packed` did not make. */
const unpacked = (text: unknown): Summary['outcomes'] | undefined => {
  const rows = typeof text === 'string' ? text.split('/') : [];
  if (rows.length !== RULES.length) return undefined;
  const outcomes: Partial<Record<RuleId, string>> = {};
  for (const [place, rule] of RULES.entries()) if (rows[place]) outcomes[rule] = rows[place];
  return outcomes;
};

/** A summary as the indexes carry it: whose it is, the key says. */
export const storedSummary = ({ kind: _, id: __, ...summary }: Summary): Record<string, unknown> => {
  const stored: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(summary)) {
    stored[FIELD_LETTERS[field as Field]] = field === 'outcomes' ? packed(summary.outcomes) : value;
  }
  return stored;
};

/** The summary in an item of an index; throws a `ZodError` that says what makes it anew where it cannot be read. */
export const summaryIn = ({ pk, summary }: Readonly<Record<string, unknown>>): Summary => {
  const subject = subjectOf(String(pk));
  const fields: Record<string, unknown> = { ...subject };
  for (const [letter, value] of Object.entries(summary ?? {}))
    fields[BY_LETTER.get(letter) ?? letter] = value;
  fields.outcomes = unpacked(fields.outcomes);
  const { data, error } = (subject?.kind === 'site' ? SiteSummary : HouseholdSummary).safeParse(fields);
  if (!error) return data;
  // What is wrong with it may be of a person: its key is not.
  const message = `the summary of ${pk} cannot be read: houfu audit makes it anew`;
  throw new z.ZodError([{ code: 'custom', path: ['summary'], message }]);
};

/** The same of an item that can be none but a household's. */
export const householdSummaryIn = (item: Readonly<Record<string, unknown>>): HouseholdSummary => {
  const summary = summaryIn(item);
  if (summary.kind !== 'household') throw new Error('a site stands where households are listed');
  return summary;
};
