import { beforeEach, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { NO_TALLY } from '../../../shared/domain/numbers/numbers.ts';
import { HouseholdId } from '../../../shared/domain/records/ids.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { loadRecordWithFindings } from '../../../shared/queries/records.ts';
import { daysOfTownships } from '../../../shared/table/numbers/numbers.ts';
import { flagKey, recordKey } from '../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, placeId, placement, TOWNSHIP } from '../../families.ts';
import { everything, type Item, tamper } from '../../shared/table/raw.ts';
import { audit, auditOf, clerk, recordsIn, settle, withoutNumbers } from './county.ts';

const PAST = '2026-06-25';
const TODAY = '2026-11-20';
const first = { kind: 'household', id: familyId(1) } as const;

let deps: TestDeps;
/** Family 1 fell into a gap in July, somebody was given its flag in autumn, and family 5 found work. */
beforeEach(async () => {
  deps = await testDeps();
  await settle(deps);
  await auditOf(deps, '2026-08-20');
  await tamper(deps.table, flagKey(first, 'R3'), ({ flag }) => {
    Object.assign(flag as Item, { state: 'assigned', assignee: 'hr_clerk-1', dueOn: '2026-12-01' });
  });
  await act(deps, clerk, placement(5, '2026-08-01'));
  await auditOf(deps, TODAY);
});

/** The outcomes of every record on a day, each looked at by itself. */
const countedOn = async (on: string) => {
  const rules: Record<string, Record<string, number>> = {};
  for (const { id } of recordsIn(await everything(deps.table))) {
    const subject: Subject =
      id === placeId(1) ? { kind: 'site', id: placeId(1) } : { kind: 'household', id: HouseholdId.parse(id) };
    const looked = await loadRecordWithFindings(deps, subject, plainDate(on));
    for (const { rule, outcome } of looked?.findings ?? []) {
      rules[rule] ??= { ...NO_TALLY };
      rules[rule][outcome] = (rules[rule][outcome] ?? 0) + 1;
    }
  }
  return rules;
};
const numbersOf = async (on: string) =>
  (await daysOfTownships(deps.table, [TOWNSHIP], plainDate(on)))[0]?.numbers;

test.each([
  { on: PAST, sites: 1 },
  { on: '2019-09-30', sites: 1 },
  // What was found of the site today was so the day before.
  { on: '2026-11-19', sites: 0 },
])(
  'the audit of $on, before today, counts its findings and leaves records, flags and changes as they are',
  async ({ on, sites }) => {
    const before = await withoutNumbers(deps);
    expect(await audit(deps, on)).toMatchObject({ looked: 7, sites, changed: 0, failed: [] });
    expect(await withoutNumbers(deps)).toEqual(before);
    const numbers = await numbersOf(on);
    expect(numbers).toMatchObject({ on, households: 6, people: 15, sites: 1 });
    expect(numbers?.rules).toEqual(await countedOn(on));
  },
);

test('the numbers of that day are not those of today, and the audit of today then has nothing to change', async () => {
  const { due } = await audit(deps, PAST);
  expect(due).toBeGreaterThan(0);
  expect((await numbersOf(PAST))?.rules).not.toEqual((await numbersOf(TODAY))?.rules);
  expect(await audit(deps, TODAY, { run: 'again' })).toMatchObject({ due: 0, changed: 0 });
});

test('a summary that cannot be read is counted from its record, and stays for the audit of today', async () => {
  const counted = await countedOn(PAST);
  await tamper(deps.table, recordKey(first), (item) => {
    item.summary = {};
  });
  const before = await withoutNumbers(deps);
  expect(await audit(deps, PAST)).toMatchObject({ looked: 7, changed: 0, failed: [] });
  expect(await withoutNumbers(deps)).toEqual(before);
  expect((await numbersOf(PAST))?.rules).toEqual(counted);
  expect(await audit(deps, TODAY, { run: 'again' })).toMatchObject({ changed: 1, failed: [] });
});
