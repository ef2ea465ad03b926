import { expect, test } from 'vitest';
import { beginAudit } from '../../../functions/audit/plan.ts';
import { act } from '../../../shared/act/act.ts';
import { actOnSettings } from '../../../shared/act/act-on-settings.ts';
import { Channel } from '../../../shared/domain/alerts/channel.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { Month } from '../../../shared/domain/calendar/months.ts';
import { monthsOfCounties } from '../../../shared/table/assessments/frozen.ts';
import { alertsOfCounty, deliveriesOf } from '../../../shared/table/outbox/alerts.ts';
import { checkPersonKey } from '../../../shared/table/record/person-key.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { counties, townships } from '../../areas.ts';
import { person, TEST_KEYS, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { frozenIn } from '../../functions/freeze/county.ts';
import { secretStandIn } from '../../secret-stand-in.ts';
import { alterSummary, everything, type Item, tamper } from '../../shared/table/raw.ts';
import { deploymentOf } from './deployment.ts';
import { synthesised } from './synthesised.ts';

const assembly = synthesised('cn-northwest-1', { complete: true, validated: false });
const { start, takeActions, scheduledInput, expectAllowed } = await deploymentOf(assembly);

const COUNTY = AreaCode.parse('511722');
const ARN = 'arn:aws-cn:secretsmanager:cn-northwest-1:123456789012:secret:houfu';
/** No robot is there that the deployment lets be reached, so that nothing leaves this machine. */
const ELSEWHERE = 'https://robot.example/send';

/** A site without a leading industry, and a family there of which somebody is in work until the end of June. */
const settled = async (today: string): Promise<TestDeps> => {
  const deps = await testDeps(today);
  await act(deps, person('township_clerk'), place(1));
  await act(deps, person('township_clerk'), family(1, 4, placeId(1)));
  await act(deps, person('hr_clerk'), placement(1, '2026-02-20', '2026-06-30'));
  return deps;
};

const alertsOf = async ({ table }: TestDeps) => (await alertsOfCounty(table, COUNTY, { limit: 100 })).items;
const runs = async ({ table }: TestDeps, job: 'digest' | 'freeze' | 'reconcile') =>
  (await runsOf(table, job, { limit: 10 })).items;

test('alerts: what is urgent goes out with the next five minutes, the digest in the morning, a failed night on any day', async () => {
  const deps = await settled('2026-06-15');
  const channel = (id: string, its: object) => ({
    area: COUNTY,
    channel: Channel.parse({ id, label: id, alerts: ['immediate', 'digest'], enabled: true, ...its }),
  });
  const channels = [
    channel('here', { kind: 'sink' }),
    channel('robot', { kind: 'wecom', url: ELSEWHERE, secret: 'group' }),
  ];
  const input = { from: plainDate('2026-06-15'), values: {}, beside: { channels } };
  await actOnSettings(deps, person('admin'), { county: COUNTY, step: { name: 'put-settings', input } });
  const manager = await secretStandIn(ARN, JSON.stringify({ group: 'key-of-the-group' }));
  const alerts = await start(
    'AlertsJobFunction',
    { Table: deps.table.name, AlertsChannels: ARN },
    { AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint },
  );
  const deliver = (at: string) => alerts.invoke(scheduledInput('AlertsJobDeliver'), at);
  const digest = (at: string) => alerts.invoke(scheduledInput('AlertsJobDigest'), at);
  const missedAudit = { kind: 'run_failed', job: 'audit', failed: 0, missing: townships(COUNTY).length };

  takeActions();
  expect(await deliver('2026-06-15T12:05:00+08:00'), alerts.log()).toEqual({
    ...{ job: 'deliver', gathered: 1, alerts: 1, delivered: 1, waiting: 0, failed: 1, failedCounties: [] },
  });
  const [urgent, ...more] = await alertsOf(deps);
  expect(more).toEqual([]);
  expect(urgent).toMatchObject({ kind: 'urgent', at: expect.stringMatching(/^2026-06-15T04:05/) });
  if (!urgent) throw new Error('there is no alert');
  expect(await deliveriesOf(deps.table, urgent.id)).toMatchObject([
    { channel: 'here', state: 'delivered', attempts: [{ code: 'ok' }] },
    { channel: 'robot', state: 'refused', attempts: [{ code: 'host_forbidden' }] },
  ]);
  expect(manager.secret.asked).toBe(1);
  expectAllowed('AlertsJobFunction');

  // The night was planned and no township has reported; of a county without records that is all there is to tell.
  await beginAudit(deps, { on: plainDate('2026-06-16'), by: 'schedule' });
  const made = counties().length + 2;
  expect(await digest('2026-06-16T08:00:00+08:00'), alerts.log()).toMatchObject({ job: 'digest', made });
  const morning = (await alertsOf(deps)).filter(({ on }) => on === '2026-06-16');
  expect(morning).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'digest', area: COUNTY }),
      expect.objectContaining({ kind: 'digest', area: TOWNSHIP }),
      expect.objectContaining({ ...missedAudit, runOn: '2026-06-16' }),
    ]),
  );
  expect(morning).toHaveLength(3);
  expect(await runs(deps, 'digest')).toMatchObject([
    { on: '2026-06-16', by: 'schedule', looked: counties().length, changed: made, failed: [] },
  ]);
  expectAllowed('AlertsJobFunction');

  // A second run makes and sends none. A day off has no digest, but still reports that no audit started.
  expect(await digest('2026-06-16T08:30:00+08:00')).toMatchObject({ alerts: 0, gathered: 0 });
  expect(await digest('2026-06-20T08:00:00+08:00')).not.toHaveProperty('run');
  expect(await runs(deps, 'digest')).toHaveLength(1);
  expect((await alertsOf(deps)).filter(({ on }) => on > '2026-06-16')).toEqual([
    expect.objectContaining({ ...missedAudit, on: '2026-06-20', runOn: '2026-06-20' }),
  ]);
  expectAllowed('AlertsJobFunction');
});

test('the freeze of months: the one that has ended, once', async () => {
  const deps = await settled('2026-05-20');
  const freeze = await start('MonthFreezeJobFunction', { Table: deps.table.name });
  const monthly = (at: string) => freeze.invoke(scheduledInput('MonthFreezeJobMonthly'), at);

  takeActions();
  expect(await monthly('2026-06-01T03:00:00+08:00'), freeze.log()).toEqual({
    months: [{ month: '2026-05', looked: 2, changed: 2, failed: 0 }],
  });
  expectAllowed('MonthFreezeJobFunction');
  const month = Month.parse('2026-05');
  const everywhere = counties().map(({ code }) => code);
  const frozen = await monthsOfCounties(deps.table, everywhere, month);
  expect(everywhere.filter((code) => frozen.get(code)?.closed === undefined)).toEqual([]);
  expect(await frozenIn(deps)).toMatchObject([
    {
      id: familyId(1),
      findings: expect.arrayContaining([expect.objectContaining({ rule: 'R3', outcome: 'at_risk' })]),
    },
    { id: placeId(1), findings: [{ rule: 'R1', outcome: 'gap' }] },
  ]);
  expect(await alertsOf(deps)).toMatchObject([{ kind: 'month_frozen', on: '2026-06-01', month }]);
  expect(await runs(deps, 'freeze')).toMatchObject([{ on: '2026-05-31', by: 'schedule', failed: [] }]);

  expect(await monthly('2026-06-02T03:00:00+08:00'), freeze.log()).toEqual({ months: [] });
  expectAllowed('MonthFreezeJobFunction');
});

test('the reconciliation: what stands otherwise than its facts is counted, logged for the alarm, and left', async () => {
  const deps = await settled('2026-06-05');
  await tamper(deps.table, recordKey({ kind: 'household', id: familyId(1) }), (item) => {
    const flags = 'R3ot2026-07-15*7';
    Object.assign((item.record as Item).evaluated as Item, { flags });
    alterSummary(item, { flags });
  });
  // As the API began the table.
  await checkPersonKey(
    deps.table,
    counties().map(({ code }) => code),
    TEST_KEYS,
  );
  const before = await everything(deps.table);
  const current = Buffer.alloc(32, 7).toString('base64');
  const manager = await secretStandIn(ARN, JSON.stringify({ current }));
  const reconciliation = await start(
    'ReconciliationJobFunction',
    { Table: deps.table.name, PersonKey: ARN },
    { AWS_ENDPOINT_URL_SECRETS_MANAGER: manager.endpoint },
  );
  const weekly = (at: string) => reconciliation.invoke(scheduledInput('ReconciliationJobWeekly'), at);

  const stranger = await secretStandIn(
    ARN,
    JSON.stringify({ current: Buffer.alloc(32, 8).toString('base64') }),
  );
  const refused = await start(
    'ReconciliationJobFunction',
    { Table: deps.table.name, PersonKey: ARN },
    { AWS_ENDPOINT_URL_SECRETS_MANAGER: stranger.endpoint },
  );
  const sunday = scheduledInput('ReconciliationJobWeekly');
  await expect(refused.invoke(sunday, '2026-06-07T04:00:00+08:00')).rejects.toThrow('WrongPersonKey');
  expect(await everything(deps.table)).toEqual(before);

  takeActions();
  expect(await weekly('2026-06-07T04:00:00+08:00'), reconciliation.log()).toEqual({
    ...{ looked: 2, due: 0, differences: 1, failed: 0 },
  });
  expectAllowed('ReconciliationJobFunction');
  expect(reconciliation.log()).toContain(
    `"event":"differs","kind":"household","id":"${familyId(1)}","aspects":["flags"]`,
  );
  expect(await runs(deps, 'reconcile')).toMatchObject([
    { on: '2026-06-07', by: 'schedule', looked: 2, changed: 0, failed: [], endedAt: expect.any(String) },
  ]);
  expect((await everything(deps.table)).filter(({ pk }) => pk !== 'R#reconcile')).toEqual(before);

  // On the days after, this Sunday's has come to its end.
  expect(await weekly('2026-06-10T04:00:00+08:00')).toEqual({ owed: false });
  expectAllowed('ReconciliationJobFunction');
});
