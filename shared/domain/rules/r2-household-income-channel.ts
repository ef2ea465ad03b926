import type * as z from 'zod';
import { addMonths, dateOf, dayOf } from '../calendar/dates.ts';
import type { Confirmations, Dated } from '../records/facts.ts';
import type { IncomeChannel, Linkage } from '../records/household-facts.ts';
import type { Catalogue } from '../records/language.ts';
import { atLeastWithin } from './counting.ts';
import { intersect, minus, NO_DAYS, span, union } from './days.ts';
import { confirmedWithin, daysWhen, lengthOf, notVoided, periodOf, unrecorded } from './fact-days.ts';
import { metWhileHolding, type Part } from './met-while-holding.ts';
import { defineHouseholdRule, noticeClause, type ReasonCode } from './rule.ts';
import type { Settings } from './settings.ts';
import { type HouseholdTerms, type MemberTerms, nobody, transferDays } from './terms.ts';

const SENTENCES = {
  wage: { 'zh-CN': '{member}有稳定的工资收入（{job}）', en: 'A stable wage of {member} ({job})' },
  wage_days: {
    'zh-CN': '{member}近一年内务工满{count}天，有稳定的工资收入',
    en: 'A stable wage: in work for {count} days or more within the past year, {member}',
  },
  business: {
    'zh-CN': '{channel}有经营净收入，且已按期核实',
    en: 'A business with a net income, confirmed in time: {channel}',
  },
  property: {
    'zh-CN': '{channel}有财产性收入，合同期内有效',
    en: 'Income from property, its contract in force: {channel}',
  },
  statement: {
    'zh-CN': '{count}年家庭收入表中生产经营净收入为正，可认定到{on}',
    en: 'The income statement of {count} shows a positive net income from business; it counts until {on}',
  },
  no_channel: { 'zh-CN': '没有一条稳定增收渠道', en: 'There is no stable income channel' },
} as const satisfies Catalogue;

type Code = ReasonCode<typeof SENTENCES>;

/** Days with a channel, and days on which a missing fact would make one. */
interface Channels {
  readonly counting: Part<Code>[];
  readonly missing: Part<Code>[];
}

const NO_CHANNELS: Channels = { counting: [], missing: [] };

/** A member's job planned for 180 days or more, or 180 days in work within the last 365. */
const wages = (
  { member, jobs, present, ofWorkingAge, working }: MemberTerms,
  settings: Settings,
): Part<Code>[] => {
  const stable = jobs.filter((job) => lengthOf(job) >= settings.stableWageDays);
  const longInWork = atLeastWithin(settings.stableWageDays, settings.wageWindowDays, working);
  return [
    ...stable.map(
      (job): Part<Code> => ({
        days: intersect(periodOf(job), present, ofWorkingAge),
        reason: { code: 'wage', member: member.id, fact: job.id },
      }),
    ),
    {
      days: minus(
        intersect(longInWork, present),
        union(...stable.map((job) => intersect(periodOf(job), ofWorkingAge))),
      ),
      reason: { code: 'wage_days', member: member.id, count: settings.stableWageDays },
    },
  ];
};

interface Undertaking {
  readonly fact: Pick<IncomeChannel | Linkage, 'id' | 'from' | 'until'>;
  readonly amount: Dated<number>;
  readonly confirmed: z.infer<typeof Confirmations>;
}

/** A business in force whose net income of 12 months is above zero and was confirmed within 12 months. */
const business = ({ fact, amount, confirmed }: Undertaking, settings: Settings): Channels => {
  const inForce = periodOf(fact);
  const positive = intersect(
    inForce,
    daysWhen(amount, (yuan) => yuan > 0),
  );
  const withoutAmount = intersect(inForce, unrecorded(amount));
  const upToDate = confirmedWithin(settings.confirmationMonths, confirmed);
  return {
    counting: [{ days: intersect(positive, upToDate), reason: { code: 'business', fact: fact.id } }],
    missing: [
      { days: withoutAmount, reason: { code: 'missing', what: 'net', fact: fact.id } },
      {
        days: minus(union(positive, withoutAmount), upToDate),
        reason: { code: 'stale', what: 'confirmation', fact: fact.id },
      },
    ],
  };
};

/** A dividend or rent contract of 365 days or more with an amount above zero. */
const property = ({ fact, amount }: Undertaking, settings: Settings): Channels => {
  if (lengthOf(fact) < settings.contractDays) return NO_CHANNELS;
  const inForce = periodOf(fact);
  const positive = daysWhen(amount, (yuan) => yuan > 0);
  return {
    counting: [{ days: intersect(inForce, positive), reason: { code: 'property', fact: fact.id } }],
    missing: [
      {
        days: intersect(inForce, unrecorded(amount)),
        reason: { code: 'missing', what: 'amount', fact: fact.id },
      },
    ],
  };
};

/** The kind of income of a linkage; employment counts by its wage only. */
const LINKAGE_CHANNEL = {
  dividend: property,
  land: property,
  order: business,
  custody: business,
  employment: () => NO_CHANNELS,
} as const;

/** The yearly statement: 生产经营性收入 minus 支出 above zero, valid for 12 months from its date. */
const statements = ({ household }: HouseholdTerms, settings: Settings): Channels => {
  const counting: Part<Code>[] = [];
  const missing: Part<Code>[] = [];
  for (const { year, date, business: income, businessCost } of household.statements) {
    if (income === undefined) continue;
    const day = dayOf(date);
    const days = span(day, addMonths(day, settings.statementMonths) - 1);
    const until = dateOf(days.at(-1) ?? day);
    if (businessCost === undefined) {
      if (income > 0) {
        missing.push({ days, reason: { code: 'missing', what: 'business_cost', count: year, on: until } });
      }
    } else if (income - businessCost > 0) {
      counting.push({ days, reason: { code: 'statement', count: year, on: until } });
    }
  }
  return { counting, missing };
};

const channelsOf = (terms: HouseholdTerms, settings: Settings): Channels[] => [
  { counting: terms.members.flatMap((member) => wages(member, settings)), missing: [] },
  ...notVoided(terms.household.channels).map((channel) => {
    const undertaking = { fact: channel, amount: channel.amount, confirmed: channel.confirmed };
    return channel.kind === 'business' ? business(undertaking, settings) : property(undertaking, settings);
  }),
  ...notVoided(terms.household.linkages).map((linkage) =>
    LINKAGE_CHANNEL[linkage.kind](
      { fact: linkage, amount: linkage.yearly, confirmed: [linkage.from, ...linkage.confirmed] },
      settings,
    ),
  ),
  statements(terms, settings),
];

/** A safety net counts if nobody is able to work; if a capacity is not recorded, that is the missing fact. */
const safetyNet = (terms: HouseholdTerms): Channels => {
  const nobodyAble = nobody(terms.someoneAble);
  const uncertain = intersect(nobodyAble, terms.someonePossiblyAble);
  const certain = minus(nobodyAble, terms.someonePossiblyAble);
  const { sources, inForce } = transferDays(terms);
  const capacities = terms.members.map(
    ({ member, possiblyAble }): Part<Code> => ({
      days: intersect(possiblyAble, uncertain, inForce),
      reason: { code: 'missing', what: 'capacity', member: member.id },
    }),
  );
  return {
    counting: sources.map(
      ({ what, member, days }): Part<Code> => ({
        days: intersect(days, certain),
        reason: { code: 'safety_net', what, ...(member ? { member } : {}) },
      }),
    ),
    missing: [
      ...capacities,
      ...sources.map(
        ({ what, member, stale }): Part<Code> => ({
          days: intersect(stale, nobodyAble),
          reason: { code: 'stale', what, ...(member ? { member } : {}) },
        }),
      ),
    ],
  };
};

/** 每户至少有1条稳定增收渠道. */
export const householdIncomeChannel = defineHouseholdRule({
  id: 'R2',
  name: 'household-income-channel',
  subject: 'household',
  title: { 'zh-CN': '稳定增收渠道', en: 'Stable income channel' },
  duty: {
    'zh-CN': '每户至少有1条稳定增收渠道',
    en: 'Every household has at least one stable income channel',
  },
  clause: noticeClause('二（三）1', {
    'zh-CN': '确保每户至少有1条稳定增收渠道',
    en: 'Ensure that every household has at least one stable channel of a higher income',
  }),
  sentences: SENTENCES,
  words: {
    net: { 'zh-CN': '近12个月经营净收入', en: 'net income of 12 months' },
    amount: { 'zh-CN': '年收益金额', en: 'yearly amount' },
    business_cost: { 'zh-CN': '生产经营性支出', en: 'costs of the business' },
    confirmation: { 'zh-CN': '核实情况', en: 'confirmation' },
  },
  facts: 'channel',
  closing: {
    gap: {
      'zh-CN': '登记一条稳定增收渠道：稳定就业、生产经营、分红租金，或无劳动力家庭的兜底保障',
      en: 'Record a stable channel: a stable job, a business, a dividend or rent, or, where nobody is able, a safety net',
    },
    at_risk: {
      'zh-CN': '在到期前续签、续岗或重新核实，或另登记一条稳定增收渠道',
      en: 'Renew or confirm the channel before it runs out, or record another one',
    },
    unknown: {
      'zh-CN': '补登所缺的收入、劳动能力等情况，或重新核实已过期的情况',
      en: 'Record what is missing, such as the net income or a capacity, or confirm anew what is out of date',
    },
  },
  defaults: { deadlineDays: 60, autoClose: false },
  opensFlagWhenUnknown: true,
  highestLevel: 'city',
  isNoticeTarget: true,
  order: ['met', 'at_risk', 'unknown'],
  otherwise: { outcome: 'gap', reason: { code: 'no_channel' } },
  grounds: (terms, { settings }) => {
    const channels = [...channelsOf(terms, settings), safetyNet(terms)];
    const counting = channels.flatMap((one) => one.counting).filter(({ days }) => days !== NO_DAYS);
    const holding = union(...counting.map(({ days }) => days));
    return [
      ...metWhileHolding(holding, settings.lookAheadDays, counting),
      ...channels.flatMap(({ missing }) =>
        missing.map(({ days, reason }) => ({ outcome: 'unknown', days, reason }) as const),
      ),
    ];
  },
});
