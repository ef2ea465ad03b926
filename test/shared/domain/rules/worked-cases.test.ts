import { expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import { findingsOn, householdTimelines } from '../../../../shared/domain/rules/timelines.ts';
import { contract, dibao, factId, household, job, member, memberId, policy, recorded } from './builders.ts';

const ON = plainDate('2026-06-15');

const worker = (capacity: 'ordinary' | 'skilled') => ({
  capacity: recorded(capacity),
  willingness: recorded('willing' as const),
});
const couple = [member(1, '1992-03-05', worker('ordinary')), member(2, '1993-04-05', worker('ordinary'))];
const grandmother = member(2, '1955-02-10', { relation: '户主', capacity: recorded('none' as const) });
const grandson = member(4, '2017-05-20', { schooling: recorded('小学') });
const mother = member(2, '1981-02-03', { relation: '户主', ...worker('skilled') });
const son = member(3, '2007-01-08', { ...worker('ordinary'), schooling: recorded('高职') });

interface Expected {
  readonly outcome: string;
  readonly since?: string;
  readonly changesOn?: string;
  readonly reasons?: readonly object[];
}

interface Case {
  readonly facts: string;
  readonly record: Household;
  readonly R2?: Expected;
  readonly R3?: Expected;
  readonly R9?: Expected;
}

const met = (code: string, rest: object = {}): Expected => ({
  outcome: 'met',
  reasons: [expect.objectContaining({ code })],
  ...rest,
});

const CASES: readonly Case[] = [
  {
    facts: 'couple 34/33 ordinary, willing; he works since 2026-02-20, no end',
    record: household({ members: couple, employments: [job(1, '2026-02-20')] }),
    R2: met('wage'),
    R3: { outcome: 'met' },
  },
  {
    facts: 'same couple, his job 2025-07-01..2026-05-31',
    record: household({ members: couple, employments: [job(1, '2025-07-01', '2026-05-31')] }),
    R2: met('wage_days', { changesOn: '2026-10-04' }),
    R3: {
      outcome: 'at_risk',
      changesOn: '2026-07-01',
      reasons: [expect.objectContaining({ code: 'job_ended', on: '2026-05-31' })],
    },
  },
  {
    facts: 'same couple, his only job 2026-01-05..2026-05-10',
    record: household({ members: couple, employments: [job(1, '2026-01-05', '2026-05-10')] }),
    R2: { outcome: 'gap', since: '2019-10-01' },
    R3: { outcome: 'gap', since: '2026-06-10' },
  },
  {
    facts: 'same couple, his job 2025-12-01..2026-07-31',
    record: household({ members: couple, employments: [job(1, '2025-12-01', '2026-07-31')] }),
    R2: met('wage'),
    R3: { outcome: 'at_risk', reasons: expect.arrayContaining([{ code: 'ends', on: '2026-07-31' }]) },
  },
  {
    facts: 'same couple out of work since 2024; a rent contract 2024-07-01..2026-07-10',
    record: household({
      members: couple,
      employments: [job(1, '2022-01-01', '2024-01-31')],
      channels: [contract('出租房屋', '2024-07-01', '2026-07-10', 3000)],
    }),
    R2: { outcome: 'at_risk' },
    R3: { outcome: 'gap' },
  },
  {
    facts: 'grandmother 71, grandson 9; dibao in force',
    record: household({ members: [grandmother, grandson], coverages: [dibao('2020-01-01')] }),
    R2: met('safety_net'),
    R3: { outcome: 'not_applicable' },
    R9: { outcome: 'met' },
  },
  {
    facts: 'the same, and she weaves for a workshop since 2026-03-01, no end',
    record: household({
      members: [grandmother, grandson],
      coverages: [dibao('2020-01-01')],
      employments: [job(2, '2026-03-01')],
    }),
    R2: { outcome: 'met', reasons: expect.arrayContaining([expect.objectContaining({ code: 'wage' })]) },
    R3: { outcome: 'not_applicable' },
    R9: { outcome: 'gap', since: '2026-03-01' },
  },
  {
    facts: 'couple 62/58 both ordinary and willing; only he (62) works, no end',
    record: household({
      members: [member(1, '1964-01-15', worker('ordinary')), member(2, '1968-01-15', worker('ordinary'))],
      employments: [job(1, '2025-03-01')],
    }),
    R2: met('wage'),
    R3: { outcome: 'met' },
  },
  {
    facts: 'wife ordinary, willingness not recorded; husband lost; no job, no channel',
    record: household({
      members: [
        member(1, '1980-01-15', { capacity: recorded('lost' as const) }),
        member(2, '1982-01-15', { capacity: recorded('ordinary' as const) }),
      ],
    }),
    R2: { outcome: 'gap', since: '2019-10-01' },
    R3: {
      outcome: 'unknown',
      reasons: [expect.objectContaining({ member: memberId(2), what: 'willingness' })],
    },
  },
  {
    facts: 'son 19 at school; mother 45 skilled, willing, never a job; no channel',
    record: household({ members: [mother, son] }),
    R2: { outcome: 'gap', since: '2019-10-01' },
    R3: { outcome: 'gap', since: '2019-10-01' },
  },
  {
    facts: 'as above, plus a dividend contract 2025-01-01..2027-12-31, 600 a year',
    record: household({
      members: [mother, son],
      channels: [contract('入股分红', '2025-01-01', '2027-12-31', 600)],
    }),
    R2: met('property'),
    R3: { outcome: 'gap', since: '2019-10-01' },
  },
  {
    facts: 'willing couple without work; they raise pigs, net not recorded',
    record: household({
      members: couple,
      channels: [
        {
          id: factId(50),
          kind: 'business',
          what: '养猪',
          from: '2024-01-01',
          amount: [],
          confirmed: ['2026-01-01'],
        },
      ],
    }),
    R2: { outcome: 'unknown', reasons: [expect.objectContaining({ code: 'missing', what: 'net' })] },
    R3: { outcome: 'gap' },
  },
];

test.each(CASES)('$facts', ({ record, facts: _, ...expected }) => {
  const findings = findingsOn(householdTimelines(record, policy), ON).filter(({ member }) => !member);
  for (const [rule, finding] of Object.entries(expected))
    expect(
      findings.find((one) => one.rule === rule),
      rule,
    ).toMatchObject(finding);
});
