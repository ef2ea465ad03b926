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

/** Rounds a figure to a number of decimals. */
export const round = (value: number, decimals: number): number =>
  Math.round(value * 10 ** decimals) / 10 ** decimals;

const levelCounts = z.strictObject({
  township: count.meta({ description: '乡镇 · township' }),
  county: count.meta({ description: '县 · county' }),
  city: count.meta({ description: '市 · city' }),
});

const FlagNumbersView = z
  .strictObject({
    open: count.meta({ description: '未交办 · found, and nobody’s yet' }),
    assigned: count.meta({ description: '已交办 · somebody’s, with a deadline' }),
    rectifying: count.meta({ description: '整改中 · being worked on' }),
    rectified: count.meta({ description: '待复核 · waiting to be verified' }),
    returned: count.meta({ description: '退回 · returned with a reason' }),
    waived: count.meta({ description: '暂缓 · waived for a time' }),
    overdue: count.meta({
      description: '逾期：未销号、未暂缓而期限早于当日 · live, not waived, and due before the day',
    }),
    closed: count.meta({
      description:
        '当月一日至当日销号且至今未重新打开 · closed in the month to date, and not opened again since',
    }),
    levels: levelCounts.meta({
      description: '未销号的问题所在层级 · the live ones by the level that they have come to',
    }),
    daysToClose: z.number().optional().meta({
      description:
        '当月销号者从发现到销号平均天数；没有销号则无此项 · of those closed in the month to date, days from finding to closing on the average; missing where there are none',
    }),
  })
  .meta({ id: 'FlagNumbers', description: '问题按状态计数 · Flags of the ledger by state' });

const RuleNumbersView = z
  .strictObject({
    rule: RuleId,
    subject: z
      .enum(['household', 'site', 'member'])
      .meta({ description: '规则所看的对象：户、安置点、成员 · what the rule looks at' }),
    subjects: count.meta({ description: '对象总数 · all there are of these' }),
    applicable: count.meta({
      description:
        '适用：已落实、有风险、未落实、待核实之和 · those that the rule applies to: met, at risk, gap and unknown',
    }),
    ...Tally.shape,
    households: Tally.optional().meta({
      description:
        '看成员的规则：至少有一名这样成员的户数，即名单的长度 · of a rule that looks at members: households with at least one such member, which is how long the list is',
    }),
    flags: FlagNumbersView.optional().meta({ description: '该规则的问题 · flags of the rule' }),
  })
  .meta({
    id: 'RuleNumbers',
    description: '一条规则的各结论计数 · How many subjects of a rule have each outcome',
  });

const recordCounts = {
  households: count.meta({
    description: '户数（不含已注销） · households, without those that are dissolved',
  }),
  sites: count.meta({ description: '安置点数 · sites' }),
};

const day = {
  on: PlainDate,
  households: recordCounts.households,
  people: count.meta({ description: '人数 · people' }),
  sites: recordCounts.sites,
  notYetEvaluated: z.strictObject(recordCounts).optional().meta({
    description:
      '今天尚未评价的档案数：数字与名单都按最近一次结论计 · records that nobody has evaluated for the day yet: numbers and lists have what was last found of them',
  }),
  missing: z.array(AreaCode).optional().meta({
    description:
      '当日没有核查的乡镇，不在合计之内 · townships that nobody audited on the day: they are in none of the sums',
  }),
  rules: z.array(RuleNumbersView).meta({ description: '各规则 · by rule' }),
  flags: FlagNumbersView.optional().meta({
    description:
      '全部规则的问题；事后补算的日子没有 · of all rules; missing for a day that was counted once it was over',
  }),
};

/** The numbers of an area, for those whose area it is. */
export const NumbersView = z
  .strictObject({
    area: AreaCode,
    live: z.boolean().meta({
      description: '是否此刻统计；否则为核查时存档 · counted just now; otherwise as the audit put it down',
    }),
    ...day,
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'Numbers',
    description:
      '某地某日的数字，与名单逐项一致 · The numbers of an area on a day: each is the length of a list',
  });

export const TrendView = z
  .strictObject({
    area: AreaCode,
    from: PlainDate,
    until: PlainDate,
    items: z.array(
      z.strictObject(day).meta({ id: 'DayNumbers', description: '某日的数字 · The numbers of one day' }),
    ),
  })
  .register(MASK_REGISTRY, { placed: true })
  .meta({
    id: 'Trend',
    description:
      '逐日数字，旧的在前，没有核查的日子不列 · The numbers of an area day by day, oldest first; a day that nobody audited is not there',
  });

const flagView = (tally: FlagTally): z.output<typeof FlagNumbersView> => {
  const pick = <T extends keyof FlagTally>(fields: readonly T[]) =>
    Object.fromEntries(fields.map((field) => [field, tally[field]])) as Record<T, number>;
  const days = meanDays(tally);
  return {
    ...pick([...LIVE_STATES, 'overdue', 'closed']),
    levels: pick(FLAG_LEVELS),
    ...(days === undefined ? {} : { daysToClose: round(days, 1) }),
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

const dayView = (stored: StoredDay, withFlags: boolean) => {
  const { numbers, flags, missing } = stored;
  const { on, households, people, sites, behind } = numbers;
  return {
    ...{ on, households, people, sites },
    ...(behind ? { notYetEvaluated: behind } : {}),
    ...(missing.length > 0 ? { missing: [...missing] } : {}),
    rules: REGISTERED.map((rule) => ruleView(stored, rule, withFlags)),
    ...(flags ? { flags: flagView(allFlags(flags)) } : {}),
  };
};

export const numbersView = (numbers: AreaNumbers): z.output<typeof NumbersView> => ({
  area: numbers.numbers.area,
  live: numbers.live,
  ...dayView(numbers, true),
});

export const trendView = ({ days, ...trend }: Trend): z.output<typeof TrendView> => ({
  ...trend,
  items: days.map((one) => dayView(one, false)),
});
