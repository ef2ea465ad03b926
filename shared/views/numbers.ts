import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { PlainDate } from '../domain/calendar/dates.ts';
import { applicableOf, meanDays } from '../domain/numbers/measures.ts';
import {
  allFlags,
  type Day,
  FLAG_LEVELS,
  type FlagTally,
  LIVE_STATES,
  NO_FLAGS,
  NO_TALLY,
  Tally,
} from '../domain/numbers/numbers.ts';
import { MASK_REGISTRY } from '../domain/records/personal.ts';
import { RuleId } from '../domain/records/rule-id.ts';
import { REGISTERED } from '../domain/rules/registry.ts';
import type { Rule } from '../domain/rules/rule.ts';
import type { AreaNumbers } from '../queries/numbers/area-numbers.ts';
import type { StoredDay } from '../queries/numbers/stored.ts';
import type { Trend } from '../queries/numbers/trend.ts';

const count = z.int().min(0);

/** An object of counts, one a name. */
const countsOf = <T extends string>(names: readonly T[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<T, typeof count>);

/** A figure with so many decimals. */
export const rounded = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;

const FlagNumbersView = z
  .strictObject({
    ...countsOf([...LIVE_STATES, 'overdue', 'closed']).shape,
    levels: countsOf(FLAG_LEVELS),
    daysToClose: z.number().optional(),
  })
  .meta({ id: 'FlagNumbers' });

const RuleNumbersView = z
  .strictObject({
    rule: RuleId,
    subject: z.enum(['household', 'site', 'member']),
    subjects: count,
    applicable: count,
    ...Tally.shape,
    households: Tally.optional(),
    flags: FlagNumbersView.optional(),
  })
  .meta({ id: 'RuleNumbers' });

const day = {
  on: PlainDate,
  households: count,
  people: count,
  sites: count,
  notYetEvaluated: countsOf(['households', 'sites']).optional(),
  missing: z.array(AreaCode).optional(),
  rules: z.array(RuleNumbersView),
  flags: FlagNumbersView.optional(),
};

/** The numbers of an area, to whoever's area it is. */
export const NumbersView = z
  .strictObject({ area: AreaCode, live: z.boolean(), ...day })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'Numbers' });

export const TrendView = z
  .strictObject({
    area: AreaCode,
    from: PlainDate,
    until: PlainDate,
    items: z.array(z.strictObject(day).meta({ id: 'DayNumbers' })),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({ id: 'Trend' });

const flagView = (tally: FlagTally): z.output<typeof FlagNumbersView> => {
  const pick = <T extends keyof FlagTally>(fields: readonly T[]) =>
    Object.fromEntries(fields.map((field) => [field, tally[field]])) as Record<T, number>;
  const days = meanDays(tally);
  return {
    ...pick([...LIVE_STATES, 'overdue', 'closed']),
    levels: pick(FLAG_LEVELS),
    ...(days === undefined ? {} : { daysToClose: rounded(days, 1) }),
  };
};

const ruleView = (
  { numbers, flags }: Day,
  { id: rule, subject }: Rule,
  withFlags: boolean,
): z.output<typeof RuleNumbersView> => {
  const tally = numbers.rules[rule] ?? NO_TALLY;
  const applicable = applicableOf(tally);
  const households =
    numbers.withOne && subject === 'member' ? (numbers.withOne[rule] ?? NO_TALLY) : undefined;
  return {
    ...{ rule, subject, subjects: applicable + tally.not_applicable, applicable, ...tally },
    ...(households ? { households } : {}),
    ...(flags && withFlags ? { flags: flagView(flags[rule] ?? NO_FLAGS) } : {}),
  };
};

const dayView = (of: StoredDay, withFlags: boolean) => {
  const { numbers, flags, missing } = of;
  const { on, households, people, sites, behind } = numbers;
  return {
    ...{ on, households, people, sites },
    ...(behind ? { notYetEvaluated: behind } : {}),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
    rules: REGISTERED.map((rule) => ruleView(of, rule, withFlags)),
    ...(flags ? { flags: flagView(allFlags(flags)) } : {}),
  };
};

export const numbersView = (of: AreaNumbers): z.output<typeof NumbersView> => ({
  area: of.numbers.area,
  live: of.live,
  ...dayView(of, true),
});

export const trendView = ({ days, ...trend }: Trend): z.output<typeof TrendView> => ({
  ...trend,
  items: days.map((one) => dayView(one, false)),
});
