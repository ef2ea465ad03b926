import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import type { Flag, FlagState } from '../ledger/flag.ts';
import type { Outcome } from '../records/evaluated.ts';
import { RuleId, rulesIn } from '../records/rule-id.ts';

const count = z.int().min(0);

const counts = <T extends string>(names: readonly T[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<T, typeof count>);

/** The number of a rule's subjects by outcome. */
export const Tally = z.strictObject({
  met: count.meta({ description: '已落实 · met' }),
  at_risk: count.meta({ description: '有风险 · at risk' }),
  gap: count.meta({ description: '未落实 · gap' }),
  unknown: count.meta({ description: '待核实 · unknown' }),
  not_applicable: count.meta({ description: '不适用 · not applicable' }),
} satisfies Record<Outcome, typeof count>);
export type Tally = z.infer<typeof Tally>;

export const NO_TALLY: Tally = { met: 0, at_risk: 0, gap: 0, unknown: 0, not_applicable: 0 };

/** The states of live flags. */
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
 * The numbers of a rule's flags: the live ones by state and by level, the overdue ones, those closed in the month to
 * date, and the sum of their days from finding to closing.
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

/** The result of an audit run in a township. */
export const AuditPart = z.strictObject({
  /** The run's id, shared by all its townships. */
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

/** The numbers of an area on a day, from the same evaluation as lists and findings. */
export const Numbers = z.strictObject({
  area: AreaCode,
  on: PlainDate,
  households: count,
  people: count,
  sites: count,
  /** Of these, the records not evaluated for the day; they are counted by their last findings. */
  behind: z.strictObject({ households: count, sites: count }).optional(),
  /** Rules without a subject in the area are absent. */
  rules: z.partialRecord(RuleId, Tally),
  /** For rules whose subjects are members: the number of households with at least one such member, by outcome. */
  withOne: z.partialRecord(RuleId, Tally).optional(),
});
export type Numbers = z.infer<typeof Numbers>;

export const FlagNumbers = z.partialRecord(RuleId, FlagTally);
export type FlagNumbers = z.infer<typeof FlagNumbers>;

/** The numbers of records and flags on a day; those of flags are absent if the day was counted later. */
export interface Day {
  readonly numbers: Numbers;
  readonly flags?: FlagNumbers | undefined;
}

const addCounts = <T extends Record<string, number>>(a: T, b: T): T =>
  Object.fromEntries(Object.entries(a).map(([name, value]) => [name, value + (b[name] ?? 0)])) as T;

type ByRule<T> = Partial<Record<RuleId, T>>;

const sumByRule = <T extends Record<string, number>>(all: readonly ByRule<T>[]): ByRule<T> => {
  const sum: ByRule<T> = {};
  for (const rule of rulesIn(...all))
    for (const { [rule]: one } of all) {
      if (one) sum[rule] = sum[rule] ? addCounts(sum[rule], one) : one;
    }
  return sum;
};

/** Sums parts; undefined if any part is, since an absent number is not zero. */
const sumIfComplete = <T, S>(
  parts: readonly (T | undefined)[],
  sum: (all: readonly T[]) => S,
): S | undefined => {
  const present = parts.filter((part) => part !== undefined);
  return present.length === parts.length ? sum(present) : undefined;
};

/** Returns the sum of the numbers of areas that do not overlap. */
export function sumOf(area: AreaCode, on: PlainDate, days: readonly Day[]): Day {
  const parts = days.map(({ numbers }) => numbers);
  const total = (field: 'households' | 'people' | 'sites') => parts.reduce((sum, one) => sum + one[field], 0);
  const behind = sumIfComplete(
    parts.map((one) => one.behind),
    (all) => all.reduce(addCounts, { households: 0, sites: 0 }),
  );
  const withOne = sumIfComplete(
    parts.map((one) => one.withOne),
    sumByRule,
  );
  const flags = sumIfComplete(
    days.map((one) => one.flags),
    sumByRule,
  );
  const numbers: Numbers = {
    ...{ area, on, households: total('households'), people: total('people'), sites: total('sites') },
    ...(behind ? { behind } : {}),
    rules: sumByRule(parts.map(({ rules }) => rules)),
    ...(withOne ? { withOne } : {}),
  };
  return { numbers, ...(flags ? { flags } : {}) };
}

/** Returns the sum of the flags of some rules, by default of all. */
export const allFlags = (flags: FlagNumbers, rules: readonly RuleId[] = rulesIn(flags)): FlagTally =>
  rules.flatMap((rule) => flags[rule] ?? []).reduce<FlagTally>(addCounts, NO_FLAGS);
