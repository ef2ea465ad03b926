import { TRANSFER_STEPS } from '../../../../../shared/domain/records/household-facts.ts';
import { factId, type HouseholdDraft, household, member, memberId, recorded } from '../builders.ts';
import type { Edge } from './edge.ts';

const adult = (birth = '1990-03-05') => member(1, birth, { capacity: recorded('ordinary' as const) });

const assessed = (on: string, eligible: boolean) =>
  household({ members: [adult()], assessments: [{ id: factId(1), on, scheme: 'dibao', eligible }] });

const earning = (perCapita: number) =>
  household({ members: [adult()], statements: [{ year: 2026, date: '2026-06-15', perCapita }] });

const declared = (year: number, schemes: HouseholdDraft['members'][number]['declared'][number]['schemes']) =>
  household({ members: [{ ...adult(), declared: [{ year, schemes }] }] });

const pension = (birth: string) =>
  household({
    members: [adult(birth)],
    coverages: [
      {
        id: factId(1),
        memberId: memberId(1),
        scheme: 'resident_pension',
        status: 'contributing',
        from: '2020-01-01',
      },
    ],
  });

type Period = readonly [status: string, from: string, until?: string];

/** A household whose one member, or itself, has been through some statuses of a scheme. */
const been = (
  scheme: HouseholdDraft['coverages'][number]['scheme'],
  periods: readonly Period[],
  more: HouseholdDraft['coverages'] = [],
) =>
  household({
    members: [adult()],
    coverages: [
      ...periods.map(([status, from, until], i) => ({
        id: factId(i + 1),
        ...(scheme === 'dibao' ? {} : { memberId: memberId(1) }),
        scheme,
        status,
        from,
        until,
      })),
      ...more,
    ],
  });

const judged = (...verdicts: readonly (readonly [on: string, eligible: boolean])[]) =>
  household({
    members: [adult()],
    assessments: verdicts.map(([on, eligible], i) => ({
      id: factId(i + 1),
      on,
      scheme: 'dibao',
      eligible,
    })),
  });

/** Not in the employees' scheme, so that the residents' decides. */
const notEmployed = {
  id: factId(90),
  memberId: memberId(1),
  scheme: 'employee_medical',
  status: 'not_covered',
  from: '2019-10-01',
} as const;

const transferOf = (...days: string[]) =>
  household({
    members: [adult()],
    transfers: [
      {
        id: factId(1),
        memberId: memberId(1),
        steps: days.map((on, i) => ({ step: TRANSFER_STEPS[i] ?? 'completed', on })),
      },
    ],
  });

/** R5 to R8: 18 months of a declaration, ages 16 and 60, 30 days, 12 months, 6,000 yuan, 15 working days. */
export const COVER_EDGES: readonly Edge[] = [
  {
    edge: 'a declaration stands from 1 January of its year until 1 July of the next',
    rule: 'R5',
    record: declared(2024, { resident_medical: true }),
    days: {
      '2023-12-31': { outcome: 'unknown', since: '2019-10-01', changesOn: '2024-01-01' },
      '2024-01-01': { outcome: 'met', since: '2024-01-01', changesOn: '2025-07-01' },
      '2025-06-30': 'met',
      '2025-07-01': { outcome: 'unknown', since: '2025-07-01', changesOn: undefined },
      '2025-07-02': 'unknown',
    },
  },
  {
    edge: 'a declared absence turns stale on 1 July as well',
    rule: 'R5',
    record: declared(2024, { resident_medical: false, employee_medical: false }),
    days: { '2023-12-31': 'unknown', '2024-01-01': 'gap', '2025-06-30': 'gap', '2025-07-01': 'unknown' },
  },
  {
    edge: 'an absence recorded in one scheme, and nothing in force, is a gap until it turns stale',
    rule: 'R5',
    record: declared(2026, { resident_medical: false }),
    days: {
      '2025-12-31': 'unknown',
      '2026-01-01': { outcome: 'gap', since: '2026-01-01', changesOn: '2027-07-01' },
      '2027-06-30': 'gap',
      '2027-07-01': 'unknown',
    },
  },
  {
    edge: 'the latest entry decides: 停保 ends a cover that was open',
    rule: 'R5',
    record: been(
      'resident_medical',
      [
        ['insured', '2022-01-01'],
        ['interrupted', '2026-05-01'],
      ],
      [notEmployed],
    ),
    days: {
      '2026-04-30': { outcome: 'met', since: '2022-01-01', changesOn: '2026-05-01' },
      '2026-05-01': { outcome: 'gap', since: '2026-05-01', changesOn: undefined },
      '2026-05-02': 'gap',
    },
  },
  {
    edge: 'an interruption with an end is one up to it, and the open cover goes on',
    rule: 'R5',
    record: been(
      'resident_medical',
      [
        ['insured', '2022-01-01'],
        ['interrupted', '2025-01-01', '2025-06-30'],
      ],
      [notEmployed],
    ),
    days: {
      '2024-12-31': { outcome: 'met', since: '2022-01-01', changesOn: '2025-01-01' },
      '2025-01-01': { outcome: 'gap', since: '2025-01-01', changesOn: '2025-07-01' },
      '2025-06-30': 'gap',
      '2025-07-01': { outcome: 'met', since: '2025-07-01', changesOn: undefined },
    },
  },
  {
    edge: 'an interruption that ends with nothing beneath it leaves nothing recorded',
    rule: 'R5',
    record: been('resident_medical', [['interrupted', '2025-01-01', '2025-06-30']], []),
    days: { '2024-12-31': 'unknown', '2025-01-01': 'gap', '2025-06-30': 'gap', '2025-07-01': 'unknown' },
  },
  {
    edge: 'a cover that ends is a recorded absence, unless an earlier one goes on',
    rule: 'R5',
    record: been(
      'resident_medical',
      [
        ['insured', '2022-01-01', '2025-12-31'],
        ['insured', '2024-01-01', '2024-12-31'],
      ],
      [notEmployed],
    ),
    days: {
      '2024-12-31': 'met',
      '2025-01-01': { outcome: 'met', since: '2022-01-01', changesOn: '2026-01-01' },
      '2026-01-01': { outcome: 'gap', since: '2026-01-01', changesOn: undefined },
    },
  },
  {
    edge: 'of two entries from one day the one in force stands',
    rule: 'R5',
    record: been(
      'resident_medical',
      [
        ['insured', '2025-01-01', '2025-06-30'],
        ['interrupted', '2025-01-01'],
      ],
      [notEmployed],
    ),
    days: { '2025-01-01': 'met', '2025-06-30': 'met', '2025-07-01': 'gap' },
  },
  {
    edge: "whoever went over to the employees' pension is not in two",
    rule: 'R6',
    record: been(
      'resident_pension',
      [
        ['contributing', '2020-01-01'],
        ['transferred_out', '2026-03-01'],
      ],
      [
        {
          id: factId(90),
          memberId: memberId(1),
          scheme: 'employee_pension',
          status: 'contributing',
          from: '2026-02-01',
        },
      ],
    ),
    days: {
      '2026-01-31': 'met',
      '2026-02-01': { outcome: 'gap', since: '2026-02-01', changesOn: '2026-03-01' },
      '2026-03-01': { outcome: 'met', since: '2026-03-01', changesOn: undefined },
    },
  },
  {
    edge: '停保 ends a 低保 that was open',
    rule: 'R7',
    record: been('dibao', [
      ['covered', '2022-01-01'],
      ['stopped', '2026-05-01'],
    ]),
    days: {
      '2026-04-30': { outcome: 'met', since: '2022-01-01', changesOn: '2026-05-01' },
      '2026-05-01': { outcome: 'unknown', since: '2026-05-01' },
    },
  },
  {
    edge: 'a declared pension is drawn by whoever is 60 by 1 January',
    rule: 'R6',
    record: household({
      members: [{ ...adult('1966-01-01'), declared: [{ year: 2026, schemes: { resident_pension: true } }] }],
    }),
    days: { '2025-12-31': 'unknown', '2026-01-01': 'met', '2026-01-02': 'met' },
  },
  {
    edge: 'a declared pension is paid into by whoever turns 60 on 2 January',
    rule: 'R6',
    record: household({
      members: [{ ...adult('1966-01-02'), declared: [{ year: 2026, schemes: { resident_pension: true } }] }],
    }),
    days: { '2025-12-31': 'unknown', '2026-01-01': 'met', '2026-01-02': 'at_risk' },
  },
  {
    edge: 'a pension is asked for from the 16th birthday',
    rule: 'R6',
    record: household({ members: [adult('2010-06-15')] }),
    days: { '2026-06-14': 'not_applicable', '2026-06-15': 'unknown', '2026-06-16': 'unknown' },
  },
  {
    edge: 'whoever pays on from the 60th birthday should draw',
    rule: 'R6',
    record: pension('1966-06-15'),
    days: {
      '2026-06-14': { outcome: 'met', since: '2020-01-01', changesOn: '2026-06-15' },
      '2026-06-15': { outcome: 'at_risk', since: '2026-06-15', changesOn: undefined },
      '2026-06-16': 'at_risk',
    },
  },
  {
    edge: '30 days from an assessment that found the household eligible',
    rule: 'R7',
    record: assessed('2026-05-01', true),
    days: {
      '2026-04-30': 'unknown',
      '2026-05-01': 'not_applicable',
      '2026-05-30': 'not_applicable',
      '2026-05-31': { outcome: 'not_applicable', since: '2026-05-01', changesOn: '2026-06-01' },
      '2026-06-01': { outcome: 'gap', since: '2026-06-01', changesOn: undefined },
    },
  },
  {
    edge: 'found eligible once more, a household has no other 30 days',
    rule: 'R7',
    record: judged(['2026-01-01', true], ['2026-06-01', true]),
    days: {
      '2026-01-31': 'not_applicable',
      '2026-02-01': { outcome: 'gap', since: '2026-02-01', changesOn: undefined },
      '2026-06-15': { outcome: 'gap', since: '2026-02-01', changesOn: undefined },
    },
  },
  {
    edge: 'found not eligible in between, it has them anew',
    rule: 'R7',
    record: judged(['2026-01-01', true], ['2026-03-01', false], ['2026-06-01', true]),
    days: {
      '2026-02-28': { outcome: 'gap', since: '2026-02-01', changesOn: '2026-03-01' },
      '2026-03-01': { outcome: 'not_applicable', since: '2026-03-01', changesOn: '2026-07-02' },
      '2026-07-01': 'not_applicable',
      '2026-07-02': 'gap',
    },
  },
  {
    edge: 'found both on one day, it goes on being eligible',
    rule: 'R7',
    record: judged(['2026-01-01', true], ['2026-03-01', false], ['2026-03-01', true]),
    days: { '2026-03-01': { outcome: 'gap', since: '2026-02-01', changesOn: undefined } },
  },
  {
    edge: 'an assessment for one scheme does not answer for the other',
    rule: 'R7',
    record: household({
      members: [adult()],
      assessments: [
        { id: factId(1), on: '2026-05-01', scheme: 'dibao', eligible: true },
        { id: factId(2), on: '2026-05-02', scheme: 'tekun', eligible: false },
        { id: factId(3), on: '2026-07-01', scheme: 'dibao', eligible: false },
      ],
    }),
    days: {
      '2026-05-31': 'not_applicable',
      '2026-06-01': 'gap',
      '2026-06-30': 'gap',
      '2026-07-01': 'not_applicable',
    },
  },
  {
    edge: '12 months from an assessment',
    rule: 'R7',
    record: assessed('2025-04-10', false),
    days: {
      '2025-04-09': 'unknown',
      '2025-04-10': { outcome: 'not_applicable', since: '2025-04-10', changesOn: '2026-04-10' },
      '2026-04-09': 'not_applicable',
      // Until nobody is able any more.
      '2026-04-10': { outcome: 'unknown', since: '2026-04-10', changesOn: '2050-03-05' },
    },
  },
  {
    edge: '12 months from an assessment of 29 February',
    rule: 'R7',
    record: assessed('2024-02-29', false),
    days: {
      '2024-02-28': 'unknown',
      '2024-02-29': 'not_applicable',
      '2025-02-27': 'not_applicable',
      '2025-02-28': 'unknown',
    },
  },
  {
    edge: 'an income per head of a cent below 6,000 yuan',
    rule: 'R7',
    record: earning(5999.99),
    days: { '2026-06-14': 'unknown', '2026-06-15': { outcome: 'unknown', since: '2019-10-01' } },
  },
  {
    edge: 'an income per head of 6,000 yuan',
    rule: 'R7',
    record: earning(6000),
    days: { '2026-06-14': 'unknown', '2026-06-15': { outcome: 'not_applicable', since: '2026-06-15' } },
  },
  {
    edge: '15 working days over the National Day of 2025, with its two working weekend days',
    rule: 'R8',
    record: transferOf('2025-09-19'),
    days: {
      '2025-09-18': { outcome: 'not_applicable', since: '2019-10-01', changesOn: '2025-09-19' },
      '2025-09-19': { outcome: 'met', since: '2025-09-19', changesOn: '2025-10-17' },
      '2025-10-15': 'met',
      '2025-10-16': 'met',
      '2025-10-17': { outcome: 'gap', since: '2025-10-17', changesOn: undefined },
    },
  },
  {
    edge: '15 working days anew from each step',
    rule: 'R8',
    record: transferOf('2025-09-19', '2025-10-16'),
    days: {
      '2025-10-17': { outcome: 'met', since: '2025-09-19', changesOn: '2025-11-07' },
      '2025-11-06': 'met',
      '2025-11-07': { outcome: 'gap', since: '2025-11-07' },
    },
  },
  {
    edge: 'a step taken late ends its gap on its own day',
    rule: 'R8',
    record: transferOf('2025-09-19', '2025-10-20'),
    days: { '2025-10-19': 'gap', '2025-10-20': { outcome: 'met', since: '2025-10-20' } },
  },
];
