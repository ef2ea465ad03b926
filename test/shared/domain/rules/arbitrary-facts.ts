import * as fc from 'fast-check';
import { dateOf } from '../../../../shared/domain/calendar/dates.ts';
import { codesOf, LINKAGE_KINDS } from '../../../../shared/domain/records/code-lists.ts';
import { TRANSFER_STEPS } from '../../../../shared/domain/records/household-facts.ts';
import {
  HOUSEHOLD_DECLARED,
  MEMBER_DECLARED,
  SCHEMES,
  type Scheme,
} from '../../../../shared/domain/records/schemes.ts';
import {
  anyDate,
  anyDay,
  anyPeriod,
  anyVoid,
  confirmations,
  datedList,
  listOf,
  maybe,
} from './arbitrary-parts.ts';
import { factId, type HouseholdDraft, industryId, memberId, siteId } from './builders.ts';

/** Whose a fact is, counted round the members that there are. */
const who = fc.nat({ max: 5 });
const anyAmount = fc.constantFrom(-500, 0, 0.01, 800, 3000);

const anyJob = fc.record({
  who,
  period: anyPeriod,
  employer: fc.constantFrom(undefined, '甲厂', '乙厂'),
  employerCode: fc.constantFrom(undefined, undefined, '91511799MA0000001D', '91511799MA0000002C'),
  confirmed: confirmations,
  voided: anyVoid,
});

const anyChannel = fc.record({
  kind: fc.constantFrom('business' as const, 'property' as const),
  period: anyPeriod,
  amount: datedList(anyAmount, 2),
  confirmed: confirmations,
  voided: anyVoid,
});

const anyLinkage = fc.record({
  kind: fc.constantFrom(...codesOf(LINKAGE_KINDS)),
  period: anyPeriod,
  yearly: datedList(anyAmount, 2),
  confirmed: confirmations,
  voided: anyVoid,
});

const anyStatement = fc
  .record({
    year: fc.integer({ min: 2022, max: 2027 }),
    given: maybe(anyDate),
    perCapita: maybe(fc.constantFrom(0, 5999.99, 6000, 12_000), 1),
    business: maybe(fc.constantFrom(-100, 0, 0.01, 2000), 1),
    businessCost: maybe(fc.constantFrom(0, 0.01, 1500, 2000), 1),
  })
  .map(({ given, year, ...rest }) => ({ ...rest, year, date: given ?? `${year}-12-31` }));

const fromOneDay = fc
  .constantFrom(undefined, '2025-06-30', '2026-06-15')
  .map((until) => ({ from: '2025-01-01', until }));

/** Every status of every scheme; those that rules ask about come up more often. */
const STATUSES = Object.entries(SCHEMES).flatMap(([scheme, { subject, statuses }]) =>
  Object.values(statuses).map(([status, effect]) => ({ scheme: scheme as Scheme, subject, status, effect })),
);
const anyStatus = fc.oneof(
  fc.constantFrom(...STATUSES),
  fc.constantFrom(...STATUSES.filter(({ effect }) => effect !== 'none')),
);
const anyCoverage = fc.record({ who, status: anyStatus, period: anyPeriod, voided: anyVoid });

/** What somebody goes through in one scheme: entries that overlap, open and closed, some from one day. */
const anyCourse = fc
  .tuple(who, fc.constantFrom(...HOUSEHOLD_DECLARED, ...MEMBER_DECLARED))
  .chain(([place, scheme]) => {
    const statuses = STATUSES.filter((status) => status.scheme === scheme);
    const absences = statuses.filter(({ effect }) => effect === 'none');
    return fc.array(
      fc.record({
        who: fc.constant(place),
        status: fc.oneof(fc.constantFrom(...statuses), fc.constantFrom(...absences)),
        period: fc.oneof({ weight: 4, arbitrary: anyPeriod }, { weight: 1, arbitrary: fromOneDay }),
        voided: anyVoid,
      }),
      { minLength: 2, maxLength: 4 },
    );
  });

const anyTransfer = fc.record({
  who,
  from: anyDay,
  /** 15 working days are three weeks, or more around holidays. */
  gaps: fc.array(fc.oneof(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 19, max: 23 })), {
    maxLength: 4,
  }),
  isRejected: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  voided: anyVoid,
});

const anyPlan = fc.record({ period: anyPeriod, voided: anyVoid });

/** Days that assessments share: two on one day are not rare. */
const anyAssessment = fc.record({
  on: fc.oneof({ weight: 3, arbitrary: anyDate }, { weight: 1, arbitrary: fc.constant('2026-01-01') }),
  scheme: fc.constantFrom(...HOUSEHOLD_DECLARED),
  eligible: fc.boolean(),
  voided: anyVoid,
});

const anyDeclaration = fc.record({
  year: fc.integer({ min: 2021, max: 2027 }),
  schemes: fc.record({ dibao: fc.boolean(), tekun: fc.boolean() }, { requiredKeys: [] }),
});

const stepsFrom = (from: number, gaps: readonly number[], isRejected: boolean) => {
  let on = from;
  return [0, ...gaps].map((gap, i, all) => {
    on += gap;
    const isLast = i > 0 && i === all.length - 1;
    const step = isLast && isRejected ? ('rejected' as const) : (TRANSFER_STEPS[i] ?? 'completed');
    return { step, on: dateOf(on) as string };
  });
};

type Facts = Pick<
  HouseholdDraft,
  | 'employments'
  | 'channels'
  | 'linkages'
  | 'statements'
  | 'coverages'
  | 'transfers'
  | 'plans'
  | 'assessments'
  | 'declared'
>;

/** The facts of a household with so many members. */
export const anyFacts: fc.Arbitrary<(members: number) => Facts> = fc
  .record({
    employments: fc.array(anyJob, { maxLength: 6 }),
    channels: listOf(anyChannel, 2, ({ period, ...rest }, i) => ({
      ...rest,
      ...period,
      id: factId(200 + i),
      what: '合同',
    })),
    linkages: listOf(anyLinkage, 2, ({ period, ...rest }, i) => ({
      ...rest,
      ...period,
      id: factId(300 + i),
      siteId: siteId(1),
      industryId: industryId(i),
    })),
    statements: fc.uniqueArray(anyStatement, {
      maxLength: 3,
      comparator: (a, b) => a.year === b.year || a.date === b.date,
    }),
    coverages: fc
      .tuple(fc.array(anyCoverage, { maxLength: 5 }), fc.array(anyCourse, { maxLength: 3 }))
      .map(([single, courses]) => [...single, ...courses.flat()]),
    transfers: fc.array(anyTransfer, { maxLength: 3 }),
    plans: listOf(anyPlan, 2, ({ period, ...rest }, i) => ({
      ...rest,
      ...period,
      id: factId(400 + i),
      what: '种植',
    })),
    assessments: listOf(anyAssessment, 5, (assessment, i) => ({ ...assessment, id: factId(500 + i) })),
    declared: fc.uniqueArray(anyDeclaration, { maxLength: 3, selector: ({ year }) => year }),
  })
  .map(({ employments, coverages, transfers, statements, declared, ...rest }) => (members) => {
    const of = (place: number) => memberId(1 + (place % members));
    return {
      ...rest,
      employments: employments.map(({ who: place, period, ...job }, i) => ({
        ...job,
        ...period,
        id: factId(600 + i),
        memberId: of(place),
      })),
      coverages: coverages.map(({ who: place, status: { scheme, status, subject }, period, voided }, i) => ({
        ...period,
        voided,
        scheme,
        status,
        id: factId(700 + i),
        memberId: subject === 'member' ? of(place) : undefined,
      })),
      transfers: transfers.map(({ who: place, from, gaps, isRejected, voided }, i) => ({
        voided,
        id: factId(800 + i),
        memberId: of(place),
        steps: stepsFrom(from, gaps, isRejected),
      })),
      statements: statements.sort((a, b) => a.year - b.year),
      declared: declared.sort((a, b) => a.year - b.year),
    };
  });
