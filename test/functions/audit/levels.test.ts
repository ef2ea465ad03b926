import { beforeEach, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { changesOf } from '../../../shared/table/record/history.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement } from '../../families.ts';
import { audit, auditOf, clerk } from './county.ts';

const home = { kind: 'household', id: familyId(1) } as const;
const spot = { kind: 'site', id: placeId(1) } as const;
const lead = person('county_lead');
const until = plainDate('2026-12-31');
let deps: TestDeps;

/** A family out of work. All its flags but that of R3, which is due on 15 July, are waived until the end of the year. */
beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, place(1));
  const { flags } = await act(deps, clerk, family(1, 2, placeId(1)));
  const others = flags.filter(({ rule }) => rule !== 'R3');
  await act(deps, lead, {
    subject: home,
    steps: others.map(({ rule, member }) => ({
      name: 'waive-flag',
      input: { rule, member, reason: '汛期', until },
    })),
  });
});

const flag = async (subject: Subject = home, rule = 'R3') =>
  (await headOf(deps.table, subject))?.flags.find((one) => one.rule === rule);
const changesOn = async () => (await headOf(deps.table, home))?.record.evaluated?.changesOn;
const differences = async () => (await reconcile(deps, { repair: false })).differences;

describe('a flag that is overdue', () => {
  test('rises to the county the day after, to the city 15 days later, and is looked at on those days only', async () => {
    expect(await changesOn()).toBe('2026-07-16');
    expect(await auditOf(deps, '2026-07-15')).toMatchObject({ due: 0, changed: 0 });
    expect(await flag()).toMatchObject({ level: 'township' });
    expect(await differences()).toEqual([]);

    expect(await auditOf(deps, '2026-07-16')).toMatchObject({ due: 1, changed: 1, failed: [] });
    expect(await flag()).toMatchObject({ level: 'county', state: 'open', reopened: 0, dueOn: '2026-07-15' });
    expect(await changesOn()).toBe('2026-07-31');
    expect(await audit(deps, '2026-07-16', { run: 'again' })).toMatchObject({ due: 0, changed: 0 });
    const { items } = await changesOf(deps.table, home);
    expect(items[0]).toMatchObject({
      ...{ actor: 'system:audit', flags: [], findings: [] },
      changes: [{ path: 'flags[R3].level', from: 'township', to: 'county' }],
    });

    for (const day of ['2026-07-17', '2026-07-30']) {
      expect(await auditOf(deps, day)).toMatchObject({ due: 0, changed: 0 });
      expect(await differences()).toEqual([]);
    }
    expect(await auditOf(deps, '2026-07-31')).toMatchObject({ due: 1, changed: 1 });
    expect(await flag()).toMatchObject({ level: 'city' });
    expect(await changesOn()).not.toBe('2026-07-31');
    expect(await auditOf(deps, '2026-08-20')).toMatchObject({ due: 0, changed: 0 });
    expect(await differences()).toEqual([]);
  });

  test('rises to where it belongs when the audit comes a week late', async () => {
    expect(await auditOf(deps, '2026-08-05')).toMatchObject({ due: 1, changed: 1 });
    expect(await flag()).toMatchObject({ level: 'city' });
  });

  test('is back at the township with a new deadline, and when it opens anew', async () => {
    await auditOf(deps, '2026-07-16');
    const assigned = {
      rule: 'R3',
      assignee: 'hr_clerk-1',
      role: 'hr_clerk',
      dueOn: plainDate('2026-07-20'),
    } as const;
    await act(deps, lead, { subject: home, steps: [{ name: 'assign-flag', input: assigned }] });
    expect(await flag()).toMatchObject({ level: 'township', dueOn: '2026-07-20' });
    expect(await changesOn()).toBe('2026-07-21');
    expect(await auditOf(deps, '2026-07-21')).toMatchObject({ due: 1, changed: 1 });
    expect(await flag()).toMatchObject({ level: 'county', state: 'assigned' });

    // Rectified it stays where it is; returned it has time again.
    await act(deps, person('hr_clerk'), placement(1, '2026-02-20'));
    await auditOf(deps, '2026-08-10');
    expect(await flag()).toMatchObject({ level: 'county', state: 'rectified' });
    await act(deps, lead, {
      subject: home,
      steps: [{ name: 'return-flag', input: { rule: 'R3', reason: '不清' } }],
    });
    expect(await flag()).toMatchObject({ level: 'township', state: 'returned', dueOn: '2026-09-09' });
    expect(await changesOn()).toBe('2026-09-10');
  });

  test('of a site rises, too', async () => {
    expect(await flag(spot, 'R1')).toMatchObject({ level: 'township', dueOn: '2026-09-13' });
    await auditOf(deps, '2026-09-13');
    expect(await flag(spot, 'R1')).toMatchObject({ level: 'township' });
    await auditOf(deps, '2026-09-14');
    expect(await flag(spot, 'R1')).toMatchObject({ level: 'county' });
  });
});

test('an audit ahead of its day is put right by that of today', async () => {
  await audit(deps, '2026-07-20', { run: 'ahead' });
  expect(await flag()).toMatchObject({ level: 'county' });
  expect(await audit(deps, '2026-06-15', { run: 'back' })).toMatchObject({ due: 1, changed: 1 });
  expect(await flag()).toMatchObject({ level: 'township' });
  expect(await differences()).toEqual([]);
});
