import { beforeEach, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, placement } from '../../families.ts';
import { audit, auditOf, clerk } from './county.ts';

const subject = { kind: 'household', id: familyId(1) } as const;
let deps: TestDeps;

/** A family out of work whose flag of R3 the county lead has waived until 10 July; nothing else of it ever changes. */
beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, family(1));
  const waiver = { rule: 'R3', reason: '汛期停工', until: plainDate('2026-07-10') } as const;
  await act(deps, person('county_lead'), { subject, steps: [{ name: 'waive-flag', input: waiver }] });
});

const flag = async () => {
  const { flags = [] } = (await headOf(deps.table, subject)) ?? {};
  return flags.find(({ rule }) => rule === 'R3');
};
const changesOn = async () => (await headOf(deps.table, subject))?.record.evaluated?.changesOn;
const differences = async () => (await reconcile(deps, { repair: false })).differences;

describe('a waived flag', () => {
  test('stays waived on its last day, and is open again by the audit of the day after', async () => {
    expect(await changesOn()).toBe('2026-07-11');
    expect(await differences()).toEqual([]);
    expect(await auditOf(deps, '2026-07-10')).toMatchObject({ due: 0, changed: 0 });
    expect(await flag()).toMatchObject({ state: 'waived' });
    expect(await auditOf(deps, '2026-07-11')).toMatchObject({ due: 1, changed: 1, failed: [] });
    expect(await flag()).toMatchObject({ state: 'open', reopened: 0, dueOn: '2026-08-10' });
    expect(await flag()).not.toHaveProperty('waivedUntil');
    expect(await differences()).toEqual([]);
    expect(await audit(deps, '2026-07-11', { run: 'again' })).toMatchObject({ due: 0, changed: 0 });
  });

  test('of a gap that is closed stays waived when its date passes, and keeps nobody due', async () => {
    await act(deps, clerk, placement(1, '2026-02-20'));
    expect(await auditOf(deps, '2026-07-11')).toMatchObject({ due: 1, changed: 1 });
    expect(await flag()).toMatchObject({ state: 'waived', outcome: 'met' });
    expect(await audit(deps, '2026-07-11', { run: 'again' })).toMatchObject({ due: 0, changed: 0 });
    expect(await differences()).toEqual([]);
  });
});
