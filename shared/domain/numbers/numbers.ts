import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import type { Flag, FlagState } from '../ledger/flag.ts';
import type { Outcome } from '../records/evaluated.ts';
import { RuleId, rulesIn } from '../records/rule-id.ts';

const count = z.int().min(0);

const counts = <T extends string>(names: readonly T[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<T, typeof count>);

/** How many subjects of a rule have each outcome. */
export const Tally = z.strictObject({
  met: count.meta({ description: '已落实 · met' }),
  at_risk: count.meta({ description: '有风险 · at risk' }),
  gap: count.meta({ description: '未落实 · gap' }),
  unknown: count.meta({ description: '待核实 · unknown' }),
  not_applicable: count.meta({ description: '不适用 · not applicable' }),
} satisfies Record<Outcome, typeof count>);
export type Tally = z.infer<typeof Tally>;

export const NO_TALLY: Tally = { met: 0, at_risk: 0, gap: 0, unknown: 0, not_applicable: 0 };

/** States of flags that still ask something of somebody. */
export const LIVE_STATES = [
  'open',
  'assigned',
  'rectifying',
  'rectified',
  'returned',
  'waived',
] as const satisfies readonly Exclude<FlagState, 'closed'>[];
export const FLAG_LEVELS = ['township', 'county', 'city'] as const satisfies readonly Flag['level'][];

/**
 * A rule's flags: the live ones by state and by level, those of them that are overdue, and what was closed in the
 * month to date, with the days that took from finding to closing, all together.
 */
export const FlagTally = counts([
  ...LIVE_STATES,
  'overdue',
  'closed',
  'closingDays',
  ...FLAG_LEVELS,
] as const);
export type FlagTally = z.infer<typeof FlagTally>;

export const NO_FLAGS: FlagTally = {
  ...{ open: 0, assigned: 0, rectifying: 0, rectified: 0, returned: 0, waived: 0 },
  ...{ overdue: 0, closed: 0, closingDays: 0, township: 0, county: 0, city: 0 },
};

/** What one run of the audit did in a township. */
export const AuditPart = z.strictObject({
  /** Names the run: all townships of a run carry it. */
  run: z.string(),
  at: Instant,
  /** Records whose summaries were read. */
  looked: count,
  due: count,
  sites: count,
  /** Records that were written. */
  changed: count,
  /** Ids of records that could not be evaluated; the next run tries them again. */
  failed: z.array(z.string()),
});
export type AuditPart = z.infer<typeof AuditPart>;

/** The numbers of an area on a day, from the one evaluation that lists and findings show. */
export const Numbers = z.strictObject({
  area: AreaCode,
  on: PlainDate,
  households: count,
  people: count,
  sites: count,
  /** Those of them that nobody has evaluated for the day: they are counted by what was last found of them. */
  behind: z.strictObject({ households: count, sites: count }).optional(),
  /** Evaluated now on record; rules with no subject in the area are missing. */
  rules: z.partialRecord(RuleId, Tally),
  /** Of rules that look at members: how many households have at least one with the outcome. */
  withOne: z.partialRecord(RuleId, Tally).optional(),
});
export type Numbers = z.infer<typeof Numbers>;

export const FlagNumbers = z.partialRecord(RuleId, FlagTally);
export type FlagNumbers = z.infer<typeof FlagNumbers>;

/** Numbers with those of the ledger, which are missing where a day was only counted later on. */
export interface Day {
  readonly numbers: Numbers;
  readonly flags?: FlagNumbers | undefined;
}

const added = <T extends Record<string, number>>(a: T, b: T): T =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value + (b[name] ?? 0)])) as T;

type ByRule<T> = Partial<Record<RuleId, T>>;

const addedByRule = <T extends Record<string, number>>(all: readonly ByRule<T>[]): ByRule<T> => {
  const sum: ByRule<T> = {};
  for (const rule of rulesIn(...all))
    for (const { [rule]: one } of all) {
      if (one) sum[rule] = sum[rule] ? added(sum[rule], one) : one;
    }
  return sum;
};

/** Only where each of them has it: what is missing of one is missing of all together, not nothing. */
const ofAll = <T, S>(parts: readonly (T | undefined)[], sum: (all: readonly T[]) => S): S | undefined => {
  const there = parts.filter((part) => part !== undefined);
  return there.length === parts.length ? sum(there) : undefined;
};

/** Days of places that have nothing in common, as one. */
export function sumOf(area: AreaCode, on: PlainDate, days: readonly Day[]): Day {
  const of = days.map(({ numbers }) => numbers);
  const total = (field: 'households' | 'people' | 'sites') => of.reduce((sum, one) => sum + one[field], 0);
  const behind = ofAll(
    of.map((one) => one.behind),
    (all) => all.reduce(added, { households: 0, sites: 0 }),
  );
  const withOne = ofAll(
    of.map((one) => one.withOne),
    addedByRule,
  );
  const flags = ofAll(
    days.map((one) => one.flags),
    addedByRule,
  );
  const numbers: Numbers = {
    ...{ area, on, households: total('households'), people: total('people'), sites: total('sites') },
    ...(behind ? { behind } : {}),
    rules: addedByRule(of.map(({ rules }) => rules)),
    ...(withOne ? { withOne } : {}),
  };
  return { numbers, ...(flags ? { flags } : {}) };
}

/** The flags of some rules as one. */
export const allFlags = (flags: FlagNumbers, rules: readonly RuleId[] = rulesIn(flags)): FlagTally =>
  rules.flatMap((rule) => flags[rule] ?? []).reduce<FlagTally>(added, NO_FLAGS);
