import type * as z from 'zod';
import { addMonths, dateOf, dayOf } from '../calendar/dates.ts';
import type { Confirmations, Dated } from '../records/facts.ts';
import type { IncomeChannel, Linkage } from '../records/household-facts.ts';
import { atLeastWithin } from './counting.ts';
import { intersect, minus, NO_DAYS, span, union } from './days.ts';
import { type HouseholdRule, metWhileHolding, type Part } from './rule.ts';
import type { Settings } from './settings.ts';
import {
  confirmedWithin,
  daysWhen,
  type HouseholdTerms,
  lengthOf,
  type MemberTerms,
  nobody,
  notVoided,
  periodOf,
  transfersOf,
  unrecorded,
} from './terms.ts';

/** What counts as a channel, and what would if a named fact were supplied. */
interface Channels {
  readonly counting: Part[];
  readonly missing: Part[];
}

const NONE: Channels = { counting: [], missing: [] };

/** A job planned for 180 days or more, or 180 days in work within the last 365, of one member. */
const wages = ({ member, jobs, present, ofWorkingAge, working }: MemberTerms, settings: Settings): Part[] => {
  const stable = jobs.filter((job) => lengthOf(job) >= settings.stableWageDays);
  const member180 = atLeastWithin(settings.stableWageDays, settings.wageWindowDays, working);
  return [
    ...stable.map((job) => ({
      days: intersect(periodOf(job), present, ofWorkingAge),
      reason: { code: 'wage', member: member.id, fact: job.id },
    })),
    {
      days: minus(
        intersect(member180, present),
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

/** An undertaking in force whose net of 12 months is above zero and confirmed within 12 months. */
const business = ({ fact, amount, confirmed }: Undertaking, settings: Settings): Channels => {
  const inForce = periodOf(fact);
  const positive = intersect(
    inForce,
    daysWhen(amount, (yuan) => yuan > 0),
  );
  const unsaid = intersect(inForce, unrecorded(amount));
  const fresh = confirmedWithin(settings.confirmationMonths, confirmed);
  return {
    counting: [{ days: intersect(positive, fresh), reason: { code: 'business', fact: fact.id } }],
    missing: [
      { days: unsaid, reason: { code: 'missing', what: 'net', fact: fact.id } },
      {
        days: minus(union(positive, unsaid), fresh),
        reason: { code: 'stale', what: 'confirmation', fact: fact.id },
      },
    ],
  };
};

/** A dividend or rent contract of 365 days or more with an amount above zero. */
const property = ({ fact, amount }: Undertaking, settings: Settings): Channels => {
  if (lengthOf(fact) < settings.contractDays) return NONE;
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

/** Dividend and land are property, order and custody business; employment is its wage and none by itself. */
const LINKAGE_CHANNEL = {
  dividend: property,
  land: property,
  order: business,
  custody: business,
  employment: () => NONE,
} as const;

/** The yearly statement: 生产经营性收入 less 支出 above zero, for 12 months from its date. */
const statements = ({ household }: HouseholdTerms, settings: Settings): Channels => {
  const counting: Part[] = [];
  const missing: Part[] = [];
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

/** The safety net counts only where nobody is able; where somebody may be, the missing capacity would tell. */
const safetyNet = (terms: HouseholdTerms): Channels => {
  const nobodyAble = nobody(terms.someoneAble);
  const uncertain = intersect(nobodyAble, terms.someonePossiblyAble);
  const certain = minus(nobodyAble, terms.someonePossiblyAble);
  const { sources, inForce } = transfersOf(terms);
  const capacities = terms.members.map(({ member, possiblyAble }) => ({
    days: intersect(possiblyAble, uncertain, inForce),
    reason: { code: 'missing', what: 'capacity', member: member.id },
  }));
  return {
    counting: sources.map(({ what, member, days }) => ({
      days: intersect(days, certain),
      reason: { code: 'safety_net', what, ...(member ? { member } : {}) },
    })),
    missing: [
      ...capacities,
      ...sources.map(({ what, member, stale }) => ({
        days: intersect(stale, nobodyAble),
        reason: { code: 'stale', what, ...(member ? { member } : {}) },
      })),
    ],
  };
};

/** 每户至少有1条稳定增收渠道. */
export const householdIncomeChannel: HouseholdRule = {
  id: 'R2',
  name: 'household-income-channel',
  subject: 'household',
  clause: '二（三）1',
  order: ['met', 'at_risk', 'unknown'],
  otherwise: { outcome: 'gap', reason: { code: 'no_channel' } },
  grounds: (terms, { settings }) => {
    const all = [...channelsOf(terms, settings), safetyNet(terms)];
    const counting = all.flatMap((channels) => channels.counting).filter(({ days }) => days !== NO_DAYS);
    const holding = union(...counting.map(({ days }) => days));
    return [
      ...metWhileHolding(holding, settings.lookAheadDays, counting),
      ...all.flatMap(({ missing }) =>
        missing.map(({ days, reason }) => ({ outcome: 'unknown', days, reason }) as const),
      ),
    ];
  },
};
