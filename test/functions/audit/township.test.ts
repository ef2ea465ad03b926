import { beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { NO_TALLY } from '../../../shared/domain/numbers/numbers.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import { daysOfTownships } from '../../../shared/table/numbers/numbers.ts';
import { settingsPartition } from '../../../shared/table/store/keys.ts';
import { isWrite, recordCalls } from '../../calls.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, TOWNSHIP } from '../../families.ts';
import { everything, put } from '../../shared/table/raw.ts';
import {
  audit,
  auditOf,
  clerk,
  ELSEWHERE,
  judged,
  RISE,
  recordsIn,
  settle,
  withoutNumbers,
} from './county.ts';

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
  await settle(deps);
});

const numbersOf = async (on: string, township = TOWNSHIP) =>
  (await daysOfTownships(deps.table, [township], plainDate(on)))[0]?.numbers;

/** The numbers of a township, counted from the findings of every record in it. */
const counted = async (township = TOWNSHIP) => {
  const records = recordsIn(await everything(deps.table)).filter(({ area }) => area.startsWith(township));
  const rules: Record<string, Record<string, number>> = {};
  for (const { rule, outcome } of records.flatMap(({ evaluated }) => evaluated.findings)) {
    const tally = rules[String(rule)] ?? { ...NO_TALLY };
    rules[String(rule)] = { ...tally, [String(outcome)]: (tally[String(outcome)] ?? 0) + 1 };
  }
  return rules;
};

test('only who is due is evaluated: the job that ended changes its household, and a site is looked at where somebody touched it', async () => {
  // Families 1 to 3 have moved to the site. Five have flags that are due on 15 July: they rise the day after.
  expect(await auditOf(deps, '2026-07-15')).toMatchObject({ due: 0, sites: 1, changed: 0 });
  expect(await auditOf(deps, RISE)).toMatchObject({ looked: 7, due: 5, sites: 0, changed: 5 });
  expect(await auditOf(deps, '2026-07-20')).toMatchObject({ looked: 7, due: 0, sites: 0, changed: 0 });
  expect(await auditOf(deps, '2026-07-21')).toMatchObject({ looked: 7, due: 1, sites: 0, changed: 1 });
  const { findings } = await judged(deps);
  const [first] = findings.filter(({ id }) => id === familyId(1));
  expect(first?.evaluated.findings).toContainEqual(
    expect.objectContaining({ rule: 'R3', outcome: 'gap', since: '2026-07-21' }),
  );
});

test('a second run at once writes nothing but the numbers: every record, flag and change stays', async () => {
  await auditOf(deps, '2026-08-05');
  const before = await withoutNumbers(deps);
  const calls = recordCalls(deps.table.client);
  expect(await audit(deps, '2026-08-05', { run: 'again' })).toMatchObject({ due: 0, changed: 0 });
  expect(calls.filter(isWrite).map(({ command }) => command)).toEqual(
    // The township's own, and the same in short among its county's.
    ['UpdateItemCommand', 'UpdateItemCommand'],
  );
  // The settings, the sites that were touched, the one page of the index: nothing for whoever is not due.
  expect(calls.filter((call) => !isWrite(call)).length).toBeLessThanOrEqual(3);
  expect(await withoutNumbers(deps)).toEqual(before);
});

describe('the numbers of the day', () => {
  test.each(['2026-06-16', '2026-07-25', '2026-08-20'])(
    'of %s count the findings of every record',
    async (on) => {
      await auditOf(deps, on);
      const numbers = await numbersOf(on);
      expect(numbers).toMatchObject({ area: TOWNSHIP, on, households: 6, people: 15, sites: 1 });
      expect(numbers?.rules).toEqual(await counted());
    },
  );

  test('count a household that changed township where it is now, and one that is dissolved nowhere', async () => {
    await auditOf(deps, '2026-06-16');
    const move = { name: 'correct-household', input: { area: ELSEWHERE } } as const;
    await act(deps, clerk, { subject: { kind: 'household', id: familyId(3) }, steps: [move] });
    const gone = { name: 'dissolve-household', input: { on: plainDate('2026-06-10') } } as const;
    await act(deps, clerk, { subject: { kind: 'household', id: familyId(6) }, steps: [gone] });
    await audit(deps, '2026-06-16', { run: 'later' });
    await audit(deps, '2026-06-16', { run: 'later', township: ELSEWHERE });
    expect(await numbersOf('2026-06-16')).toMatchObject({ households: 4, people: 9, sites: 1 });
    expect(await numbersOf('2026-06-16', ELSEWHERE)).toMatchObject({ households: 1, people: 4, sites: 0 });
    expect((await numbersOf('2026-06-16', ELSEWHERE))?.rules).toEqual(await counted(ELSEWHERE));
  });
});

test('the audit of a later day and then of today gives the truth of today again', async () => {
  await audit(deps, '2026-06-15');
  const today = (await judged(deps)).findings;
  const later = await audit(deps, '2026-12-31', { run: 'ahead' });
  expect(later.due).toBeGreaterThan(0);
  expect((await judged(deps)).findings).not.toEqual(today);
  expect((await audit(deps, '2026-06-15', { run: 'back' })).due).toBe(later.due);
  expect((await judged(deps)).findings).toEqual(today);
});

test('settings that take effect make every record due, from their day on', async () => {
  await auditOf(deps, '2026-06-21');
  await put(deps.table, {
    pk: settingsPartition(TOWNSHIP.slice(0, 6) as typeof TOWNSHIP),
    sk: '2026-06-23',
    values: { ...DEFAULT_SETTINGS, graceDays: 0 },
  });
  expect(await auditOf(deps, '2026-06-22')).toMatchObject({ due: 0, changed: 0 });
  expect(await auditOf(deps, '2026-06-23')).toMatchObject({ due: 6, changed: 7, failed: [] });
  const { findings, flags } = await judged(deps);
  expect(findings.map(({ evaluated }) => evaluated)).toEqual(
    findings.map(() => expect.objectContaining({ under: expect.stringMatching(/^2\/2026-06-23\//) })),
  );
  // Without days of grace the end of the job is a gap at once.
  expect(flags).toContainEqual(
    expect.objectContaining({ subject: familyId(1), rule: 'R3', outcome: 'gap', since: '2026-06-21' }),
  );
});
