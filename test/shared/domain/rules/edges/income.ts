import { contract, factId, household, job, member, recorded } from '../builders.ts';
import type { Edge } from './edge.ts';

const adult = member(1, '1990-03-05', { capacity: recorded('ordinary' as const) });
const jobFor = (from: string, until: string) =>
  household({ members: [adult], employments: [job(1, from, until)] });
const rent = (from: string, until: string) =>
  household({ members: [adult], channels: [contract('出租房屋', from, until, 3000)] });

const pigs = (...confirmed: string[]) =>
  household({
    members: [adult],
    channels: [
      {
        id: factId(50),
        kind: 'business',
        what: '养猪',
        from: '2022-01-01',
        amount: [{ from: '2022-01-01', value: 0.01 }],
        confirmed,
      },
    ],
  });

const stated = (date: string, business: number, businessCost: number) =>
  household({
    members: [adult],
    statements: [{ year: Number(date.slice(0, 4)), date, business, businessCost }],
  });

/** R2: 60 days ahead, 180 days planned or worked of 365, 12 months, 365 days of contract. */
export const INCOME_EDGES: readonly Edge[] = [
  {
    edge: 'looks 60 days ahead: the contract ends on 2026-07-10',
    rule: 'R2',
    record: rent('2024-07-01', '2026-07-10'),
    days: {
      '2024-06-30': { outcome: 'gap', since: '2019-10-01', changesOn: '2024-07-01' },
      '2024-07-01': { outcome: 'met', since: '2024-07-01', changesOn: '2026-05-12' },
      '2026-05-10': 'met',
      '2026-05-11': 'met',
      '2026-05-12': { outcome: 'at_risk', since: '2026-05-12', changesOn: '2026-07-11' },
      '2026-07-10': 'at_risk',
      '2026-07-11': { outcome: 'gap', since: '2026-07-11', changesOn: undefined },
    },
  },
  {
    edge: '179 planned days: no wage on any of them',
    rule: 'R2',
    record: jobFor('2026-01-01', '2026-06-28'),
    days: {
      '2026-01-01': { outcome: 'gap', since: '2019-10-01', changesOn: undefined },
      '2026-06-28': 'gap',
    },
  },
  {
    edge: '180 planned days: a wage from the first of them',
    rule: 'R2',
    record: jobFor('2026-01-01', '2026-06-29'),
    days: {
      '2025-12-31': 'gap',
      '2026-01-01': { outcome: 'met', since: '2026-01-01', changesOn: '2026-11-02' },
    },
  },
  {
    edge: '181 planned days: one day more of the last 365',
    rule: 'R2',
    record: jobFor('2026-01-01', '2026-06-30'),
    days: { '2026-01-01': { outcome: 'met', since: '2026-01-01', changesOn: '2026-11-03' } },
  },
  {
    edge: '180 of the last 365 days, in two spells of 90',
    rule: 'R2',
    record: household({
      members: [adult],
      employments: [
        job(1, '2025-01-01', '2025-03-31'),
        { ...job(1, '2025-08-01', '2025-10-29'), id: factId(2) },
      ],
    }),
    days: {
      '2025-10-28': { outcome: 'gap', since: '2019-10-01', changesOn: '2025-10-29' },
      '2025-10-29': { outcome: 'met', since: '2025-10-29', changesOn: '2025-11-02' },
      '2025-11-01': 'met',
      '2025-11-02': { outcome: 'at_risk', changesOn: '2026-01-01' },
      '2025-12-31': 'at_risk',
      '2026-01-01': { outcome: 'gap', since: '2026-01-01', changesOn: undefined },
    },
  },
  {
    edge: '12 months from a confirmation on 2025-03-10',
    rule: 'R2',
    record: pigs('2025-03-10'),
    days: {
      '2025-03-09': { outcome: 'unknown', since: '2022-01-01', changesOn: '2025-03-10' },
      '2025-03-10': { outcome: 'met', since: '2025-03-10', changesOn: '2026-01-09' },
      '2026-01-08': 'met',
      '2026-01-09': 'at_risk',
      '2026-03-09': 'at_risk',
      '2026-03-10': { outcome: 'unknown', since: '2026-03-10', changesOn: undefined },
    },
  },
  {
    edge: '12 months from a confirmation on 29 February end on 28 February',
    rule: 'R2',
    record: pigs('2024-02-29'),
    days: { '2024-02-28': 'unknown', '2024-02-29': 'met', '2025-02-27': 'at_risk', '2025-02-28': 'unknown' },
  },
  {
    edge: '12 months from 28 February into a leap year end on 28 February',
    rule: 'R2',
    record: pigs('2023-02-28'),
    days: { '2024-02-27': 'at_risk', '2024-02-28': 'unknown', '2024-02-29': 'unknown' },
  },
  {
    edge: 'a statement of 31 December stands for 12 months',
    rule: 'R2',
    record: stated('2024-12-31', 5000, 4999.99),
    days: {
      '2024-12-30': 'gap',
      '2024-12-31': { outcome: 'met', since: '2024-12-31', changesOn: '2025-11-01' },
      '2025-12-30': 'at_risk',
      '2025-12-31': { outcome: 'gap', since: '2025-12-31', changesOn: undefined },
    },
  },
  {
    edge: 'a statement of 29 February stands until 27 February',
    rule: 'R2',
    record: stated('2024-02-29', 1, 0),
    days: { '2024-02-29': 'met', '2025-02-27': 'at_risk', '2025-02-28': 'gap' },
  },
  {
    edge: 'a statement whose cost eats its income counts on no day',
    rule: 'R2',
    record: stated('2024-12-31', 5000, 5000),
    days: { '2024-12-31': { outcome: 'gap', since: '2019-10-01', changesOn: undefined } },
  },
  {
    edge: 'a contract of 364 days',
    rule: 'R2',
    record: rent('2025-01-01', '2025-12-30'),
    days: { '2025-01-01': { outcome: 'gap', since: '2019-10-01', changesOn: undefined } },
  },
  {
    edge: 'a contract of 365 days',
    rule: 'R2',
    record: rent('2025-01-01', '2025-12-31'),
    days: { '2025-01-01': { outcome: 'met', since: '2025-01-01', changesOn: '2025-11-02' } },
  },
  {
    edge: 'a contract of 365 days that ends a day early, for the year is a leap year',
    rule: 'R2',
    record: rent('2024-01-01', '2024-12-30'),
    days: { '2024-01-01': { outcome: 'met', since: '2024-01-01', changesOn: '2024-11-01' } },
  },
  {
    edge: 'a contract of 366 days',
    rule: 'R2',
    record: rent('2025-01-01', '2026-01-01'),
    days: { '2025-01-01': { outcome: 'met', changesOn: '2025-11-03' }, '2026-01-02': 'gap' },
  },
];
