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

/** A changed field of a record; `from` is absent if there was no value, `to` if the value was removed. */
export const Change = z.strictObject({
  path: z.string(),
  from: z.unknown().optional(),
  to: z.unknown().optional(),
});
export type Change = z.infer<typeof Change>;

/** A changed outcome of a rule, for the record or for a member. */
const OutcomeChange = z.strictObject({
  rule: RuleId,
  member: MemberId.optional(),
  from: Outcome.optional().meta({ description: '原状态 · from' }),
  to: Outcome.optional().meta({ description: '改为 · to' }),
});

/**
 * The actor, time, reason and content of a change. Written in the transaction of the change, one entry for each version of
 * a record, so that any earlier state can be rebuilt from the entries.
 */
export const ChangeEntry = z.strictObject({
  version: z.int().min(1),
  at: Instant,
  actor: z.string().meta({ description: '谁 · who' }),
  role: z.string().optional(),
  /** The actor whose command on another record caused this re-evaluation. */
  causedBy: z
    .string()
    .optional()
    .meta({ description: '因谁办理的事项而重新评价 · by whose command elsewhere it was looked at again' }),
  commands: z.array(z.string()).meta({ description: '命令 · commands' }),
  reason: z.string().optional(),
  /** Changes of the record, of its flags except their steps (`flags[R3].state`), and items added beside it. */
  changes: z.array(Change),
  findings: z.array(OutcomeChange).meta({ description: '规则结论 · findings' }),
  /** The steps of flags that follow from the change. */
  flags: z
    .array(
      z.strictObject({
        rule: RuleId,
        member: MemberId.optional(),
        event: z.string(),
        from: z.string().optional().meta({ description: '原状态 · from' }),
        to: z.string().meta({ description: '改为 · to' }),
      }),
    )
    .meta({ description: '问题 · flags' }),
  revealed: Revealed.optional().meta({ description: '查看了谁的哪些字段 · whose fields were seen in full' }),
  /** The hash of the previous entry; absent in the first. */
  previous: z.string().optional(),
});
export type ChangeEntry = z.infer<typeof ChangeEntry>;

/** An entry as stored; its hash includes fields of a later version. */
export const StoredChangeEntry = tolerant(ChangeEntry);

/** Derived fields, which change entries leave out. */
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
 * Returns the differences between two values at a path. List items are addressed by id; lists without ids are compared
 * as a whole.
 */
export function changesIn(path: string, from: unknown, to: unknown): Change[] {
  if (from === to) return [];
  if ((isItems(from) || isItems(to)) && Array.isArray(from) && Array.isArray(to)) {
    const ids = new Set([...from, ...to].map(({ id }: Item) => id));
    const find = (list: unknown[], id: string) => (list as Item[]).find((item) => item.id === id);
    return [...ids].flatMap((id) => changesIn(`${path}[${id}]`, find(from, id), find(to, id)));
  }
  if (isFields(from) && isFields(to)) {
    const keys = new Set([...Object.keys(from), ...Object.keys(to)]);
    return [...keys].flatMap((key) => changesIn(path ? `${path}.${key}` : key, from[key], to[key]));
  }
  return isSameJson(from, to) ? [] : [change(path, from, to)];
}

/**
 * Returns the differences between two states of a record. List items are addressed by id
 * (`employments[01H…].until`), lists without ids as a whole; an added fact is one change.
 */
export function changesBetween(before: Household | Site | undefined, after: Household | Site): Change[] {
  const withoutDerived = (record: Fields) =>
    Object.fromEntries(Object.entries(record).filter(([key]) => !DERIVED.has(key)));
  return changesIn('', before ? withoutDerived(before) : {}, withoutDerived(after));
}
