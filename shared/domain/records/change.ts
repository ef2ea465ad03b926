import * as z from 'zod';
import { Instant } from '../calendar/dates.ts';
import { isSameJson } from '../is-same-json.ts';
import { Outcome } from './evaluated.ts';
import type { Household } from './household.ts';
import { MemberId } from './ids.ts';
import { Revealed } from './revealed.ts';
import { RuleId } from './rule-id.ts';
import type { Site } from './site.ts';
import { tolerant } from './tolerant.ts';

/** One field of a record that changed; `from` is missing where there was nothing, `to` where nothing is left. */
export const Change = z.strictObject({
  path: z.string(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
});
export type Change = z.infer<typeof Change>;

/** The outcome of a rule, of the record or of a member of it, that became another. */
const OutcomeChange = z.strictObject({
  rule: RuleId,
  member: MemberId.optional(),
  from: Outcome.optional(),
  to: Outcome.optional(),
});

/**
 * Who changed what, when, why: written in the transaction of the change itself, one entry for each version of a
 * record, so that the entries alone say what the record was at any time.
 */
export const ChangeEntry = z.strictObject({
  version: z.int().min(1),
  at: Instant,
  actor: z.string(),
  role: z.string().optional(),
  /** By whose command, with another record, this one had to be looked at again. */
  causedBy: z.string().optional(),
  commands: z.array(z.string()),
  reason: z.string().optional(),
  /** Of the record; of its flags (`flags[R3].state`), but for their steps; acts of support and notes put beside it. */
  changes: z.array(Change),
  findings: z.array(OutcomeChange),
  /** Steps that flags took on account of it. */
  flags: z.array(
    z.strictObject({
      rule: RuleId,
      member: MemberId.optional(),
      event: z.string(),
      from: z.string().optional(),
      to: z.string(),
    }),
  ),
  revealed: Revealed.optional(),
  /** The hash of the entry before this one; missing in the first. */
  previous: z.string().optional(),
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;

/** An entry as the table holds it: its hash is over the fields of a later version too. */
export const StoredChangeEntry = tolerant(ChangeEntry);

/** What the system works out by itself is no change of the record by anybody. */
const DERIVED = new Set(['version', 'evaluated', 'residentTownships', 'lastChange']);

type Fields = Readonly<Record<string, unknown>>;
type Item = Fields & { readonly id: string };

const isItems = (value: unknown): value is readonly Item[] =>
  Array.isArray(value) && value.length > 0 && value.every((item) => typeof item?.id === 'string');

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const change = (path: string, from: unknown, to: unknown): Change => ({
  path,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});

/**
 * What differs between two values that stand under a path. Things in lists are addressed by their id, lists without
 * ids as a whole.
 */
export function changesIn(path: string, from: unknown, to: unknown): Change[] {
  if (from === to) return [];
  if ((isItems(from) || isItems(to)) && Array.isArray(from) && Array.isArray(to)) {
    const ids = new Set([...from, ...to].map(({ id }: Item) => id));
    const one = (list: unknown[], id: string) => (list as Item[]).find((item) => item.id === id);
    return [...ids].flatMap((id) => changesIn(`${path}[${id}]`, one(from, id), one(to, id)));
  }
  if (isFields(from) && isFields(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => changesIn(path ? `${path}.${key}` : key, from[key], to[key]));
  }
  return isSameJson(from, to) ? [] : [change(path, from, to)];
}

/**
 * What differs between two states of a record. Facts in lists are addressed by their id
 * (`employments[01H…].until`), lists without ids as a whole; an added fact is one change.
 */
export function changesBetween(before: Household | Site | undefined, after: Household | Site): Change[] {
  const kept = (record: Fields) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !DERIVED.has(key)));
  return changesIn('', before ? kept(before) : {}, kept(after));
}
