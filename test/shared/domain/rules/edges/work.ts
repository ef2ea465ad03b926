import { factId, household, job, member, memberId, recorded } from '../builders.ts';
import type { Edge } from './edge.ts';

const worker = (n: number, birth: string) =>
  member(n, birth, { capacity: recorded('ordinary' as const), willingness: recorded('willing' as const) });
const of = (birth: string) => household({ members: [worker(1, birth)] });
const employed = (birth: string, from: string, until?: string) =>
  household({ members: [worker(1, birth)], employments: [job(1, from, until)] });

const refusing = (...days: string[]) =>
  household({
    members: [
      {
        ...worker(1, '1990-03-05'),
        refusals: days.map((on, i) => ({ id: factId(10 + i), on, offer: '保洁员' })),
      },
    ],
  });

/** R3 and R9: ages 16, 60 and 70, three refusals in 180 days and 180 after, 30 days of grace, 60 ahead. */
export const WORK_EDGES: readonly Edge[] = [
  {
    edge: 'able from the 16th birthday',
    rule: 'R3',
    record: of('2010-06-15'),
    days: {
      '2026-06-14': { outcome: 'not_applicable', since: '2019-10-01', changesOn: '2026-06-15' },
      '2026-06-15': { outcome: 'gap', since: '2026-06-15', changesOn: '2070-06-15' },
      '2026-06-16': 'gap',
    },
  },
  {
    edge: 'able from the 16th birthday of a leap day',
    rule: 'R3',
    record: of('2008-02-29'),
    days: { '2024-02-28': 'not_applicable', '2024-02-29': 'gap', '2024-03-01': 'gap' },
  },
  {
    edge: 'able no more on the 60th birthday',
    rule: 'R3',
    record: of('1966-06-15'),
    days: {
      '2026-06-14': 'gap',
      '2026-06-15': { outcome: 'not_applicable', since: '2026-06-15', changesOn: undefined },
      '2026-06-16': 'not_applicable',
    },
  },
  {
    edge: 'a job counts from the 16th birthday of whoever has it',
    rule: 'R3',
    record: household({
      members: [worker(1, '1985-03-05'), member(2, '2010-06-15')],
      employments: [job(2, '2026-01-01')],
    }),
    days: {
      '2026-06-14': { outcome: 'gap', since: '2019-10-01', changesOn: '2026-06-15' },
      '2026-06-15': { outcome: 'met', since: '2026-06-15' },
      '2026-06-16': 'met',
    },
  },
  {
    edge: 'no upper age for being in work',
    rule: 'R3',
    record: household({
      members: [worker(1, '1985-03-05'), member(2, '1956-06-15')],
      employments: [job(2, '2026-01-01')],
    }),
    days: { '2025-12-31': 'gap', '2026-06-14': 'met', '2026-06-15': 'met', '2026-06-16': 'met' },
  },
  {
    edge: 'employed below 16',
    rule: 'R9',
    record: employed('2010-06-15', '2026-01-01'),
    days: {
      '2025-12-31': { outcome: 'met', since: '2019-10-01', changesOn: '2026-01-01' },
      '2026-01-01': { outcome: 'gap', since: '2026-01-01', changesOn: '2026-06-15' },
      '2026-06-14': 'gap',
      '2026-06-15': { outcome: 'met', since: '2026-06-15', changesOn: '2080-06-15' },
    },
  },
  {
    edge: 'employed from 70 on',
    rule: 'R9',
    record: employed('1956-06-15', '2026-01-01'),
    days: {
      '2026-06-14': 'met',
      '2026-06-15': { outcome: 'gap', since: '2026-06-15' },
      '2026-06-16': 'gap',
    },
  },
  {
    edge: 'employed from 70 on, born on a leap day',
    rule: 'R9',
    record: employed('1956-02-29', '2026-01-01'),
    days: { '2026-02-27': 'met', '2026-02-28': 'gap', '2026-03-01': 'gap' },
  },
  {
    edge: 'two refusals exempt nobody',
    rule: 'R3',
    record: refusing('2026-03-01', '2026-06-30'),
    days: { '2026-06-29': 'gap', '2026-06-30': 'gap', '2026-07-01': 'gap' },
  },
  {
    edge: 'the third refusal 179 days after the first',
    rule: 'R3',
    record: refusing('2026-01-01', '2026-03-01', '2026-06-29'),
    days: { '2026-06-28': 'gap', '2026-06-29': { outcome: 'not_applicable', changesOn: '2026-12-27' } },
  },
  {
    edge: 'the third refusal 180 days after the first exempts for 180 days',
    rule: 'R3',
    record: refusing('2026-01-01', '2026-03-01', '2026-06-30'),
    days: {
      '2026-06-29': 'gap',
      '2026-06-30': { outcome: 'not_applicable', since: '2026-06-30', changesOn: '2026-12-28' },
      '2026-12-26': 'not_applicable',
      '2026-12-27': 'not_applicable',
      '2026-12-28': { outcome: 'gap', since: '2026-12-28' },
    },
  },
  {
    edge: 'the third refusal 181 days after the first is too late',
    rule: 'R3',
    record: refusing('2026-01-01', '2026-03-01', '2026-07-01'),
    days: { '2026-06-30': 'gap', '2026-07-01': 'gap', '2026-07-02': 'gap' },
  },
  {
    edge: '60 days ahead, then 30 days of grace after the last job',
    rule: 'R3',
    record: employed('1990-03-05', '2025-01-01', '2026-05-31'),
    days: {
      '2026-04-01': 'met',
      '2026-04-02': { outcome: 'at_risk', since: '2026-04-02', changesOn: '2026-07-01' },
      '2026-05-31': 'at_risk',
      '2026-06-01': 'at_risk',
      '2026-06-29': 'at_risk',
      '2026-06-30': 'at_risk',
      '2026-07-01': { outcome: 'gap', since: '2026-07-01', changesOn: '2050-03-05' },
    },
  },
  {
    edge: 'a job of somebody who has left grants no grace',
    rule: 'R3',
    record: household({
      members: [worker(1, '1985-03-05'), { ...worker(2, '1990-03-05'), left: '2026-06-15' }],
      employments: [{ ...job(2, '2025-01-01', '2026-05-31'), memberId: memberId(2) }],
    }),
    days: { '2026-06-14': 'at_risk', '2026-06-15': { outcome: 'gap', since: '2026-06-15' } },
  },
];
