import { beforeEach, expect, test } from 'vitest';
import { sendFailedRunAlert } from '../../../functions/alerts/failed-runs.ts';
import { hasDigest, isDigestDay, makeDigests, sendFailedRunAlerts } from '../../../functions/alerts/run.ts';
import { beginAudit, planAudit } from '../../../functions/audit/plan.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { alertsOfCounty } from '../../../shared/table/outbox/alerts.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { AREAS } from '../../areas.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { COUNTY } from './outlets.ts';

const on = plainDate('2026-06-15');
let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps(on);
});

const audited = async (but?: string): Promise<void> => {
  const { run } = await beginAudit(deps, { on, by: 'schedule' });
  for (const message of planAudit(AREAS, run, on, COUNTY)) {
    if (message.township !== but) await auditTownship(deps, message);
  }
};
const failures = async () =>
  (await alertsOfCounty(deps.table, COUNTY, { limit: 100 })).items.filter(
    ({ kind }) => kind === 'run_failed',
  );

test('an audit that was not started is told, once', async () => {
  expect(await sendFailedRunAlert(deps, COUNTY, on)).toBe(true);
  expect(await sendFailedRunAlert(deps, COUNTY, on)).toBe(false);
  expect(await failures()).toEqual([expect.objectContaining({ missing: 37, failed: 0, runOn: on })]);
});

test('an audit that went through everywhere is not', async () => {
  await audited();
  expect(await sendFailedRunAlert(deps, COUNTY, on)).toBe(false);
  expect(await failures()).toEqual([]);
});

test('a township that did not report is told, unless another run of the day went through', async () => {
  await audited('511722107');
  expect(await sendFailedRunAlert(deps, COUNTY, on)).toBe(true);
  expect(await failures()).toEqual([expect.objectContaining({ missing: 1 })]);
  deps.goTo('2026-06-16');
  expect(await sendFailedRunAlert(deps, COUNTY, plainDate('2026-06-16'))).toBe(true);
});

test('a night that failed before a day off is told on that day, without a digest', async () => {
  deps.goTo('2026-06-20');
  expect(await sendFailedRunAlerts(deps, COUNTY)).toEqual([]);
  await sendFailedRunAlerts(deps, COUNTY);
  const { items } = await alertsOfCounty(deps.table, COUNTY, { limit: 100 });
  expect(items).toEqual([expect.objectContaining({ kind: 'run_failed', on: '2026-06-20' })]);
});

test('digests leave the record of their run, and a county that fails stops no other', async () => {
  await act(deps, person('township_clerk'), family(1));
  const fault = failing(deps.table.client, {
    command: 'QueryCommand',
    saying: '511702#digest',
    error: () => new Error('gone'),
  });
  const first = await makeDigests(deps, { by: 'schedule' });
  expect(first).toMatchObject({ job: 'digest', on, looked: 7, failed: ['511702'] });
  expect(await hasDigest(deps, on)).toBe(false);
  fault.stop();
  const second = await makeDigests(deps, { by: 'schedule' });
  expect(second).toMatchObject({ failed: [], changed: 0 });
  expect(await hasDigest(deps, on)).toBe(true);
  expect((await runsOf(deps.table, 'digest', { limit: 10 })).items).toEqual([second, first]);
});

test.each([
  ['2026-06-15', true],
  ['2026-06-20', false],
  // 国庆节, and the Saturday that was worked for it.
  ['2026-10-01', false],
  ['2026-10-10', true],
])('a digest on %s: %s', (day, is) => {
  expect(isDigestDay(plainDate(day))).toBe(is);
});
