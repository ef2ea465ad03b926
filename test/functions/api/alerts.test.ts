import { beforeEach, describe, expect, test } from 'vitest';
import { digestCounty } from '../../../functions/alerts/digest.ts';
import { sendFailedRunAlert } from '../../../functions/alerts/failed-runs.ts';
import { gatherUrgent } from '../../../functions/alerts/urgent.ts';
import { act } from '../../../shared/act/act.ts';
import { beginDelivery, newDelivery, recordAttempt } from '../../../shared/channels/delivery.ts';
import { type Alert, type AlertId, alertId, NO_FIGURES } from '../../../shared/domain/alerts/alert.ts';
import { MessageId } from '../../../shared/domain/alerts/message.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { putAlerts, saveDelivery } from '../../../shared/table/outbox/alerts.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, place, TOWNSHIP } from '../../families.ts';
import { FAULTS, failing } from '../../shared/table/faulty.ts';
import { apiOf, type Question } from './county.ts';
import { cursorOf, onFrom, walked } from './walk.ts';

const COUNTY = AreaCode.parse('511722');
/** Another township of the county, and another county. */
const BESIDE = AreaCode.parse('511722108');
const ELSEWHERE = AreaCode.parse('511723');

const lead = person('county_lead');
const clerk = person('township_clerk', TOWNSHIP);
const whole = person('city_lead', '5117');

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
beforeEach(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
});

type Digest = Extract<Alert, { kind: 'digest' }>;
const digest = (area: AreaCode, on = '2026-06-15'): Digest => ({
  ...{ kind: 'digest', message: MessageId.parse(deps.newId()), area, on: plainDate(on) },
  id: alertId(AreaCode.parse(area.slice(0, 6)), plainDate(on), area.length > 6 ? `digest.${area}` : 'digest'),
  at: `${on}T00:00:00.000Z`,
  figures: { rules: { R3: { ...NO_FIGURES, opened: 1, open: 2 } }, oldest: [] },
});
const failedRun = (county: AreaCode, on = '2026-06-15'): Alert => ({
  ...{ kind: 'run_failed', message: MessageId.parse(deps.newId()), area: county, on: plainDate(on) },
  ...{ id: alertId(county, plainDate(on), 'run.audit'), at: `${on}T00:00:00.000Z` },
  ...{ job: 'audit', runOn: plainDate(on), failed: 0, missing: 2 },
});

/** Digests of two townships and their county on two days, of another county on one; a night there that failed. */
const told = async (): Promise<void> => {
  for (const on of ['2026-06-12', '2026-06-15']) {
    await putAlerts(
      deps.table,
      [COUNTY, TOWNSHIP, BESIDE].map((area) => digest(area, on)),
    );
  }
  await putAlerts(deps.table, [digest(ELSEWHERE), failedRun(ELSEWHERE)]);
};

const idsOf = async (query: string, as: Actor = whole): Promise<string[]> => {
  const { status, body, text } = await ask(`/alerts${query}`, { as });
  expect(status, text).toBe(200);
  return body.items.map(({ id }) => id);
};
const idOf = (area: AreaCode, on = '2026-06-15') => digest(area, on).id;
const acknowledge = (id: AlertId, as: Actor = lead, body: object = {}) =>
  ask(`/alerts/${id}/acknowledge`, { method: 'POST', as, body });

describe('the alerts of an area', () => {
  beforeEach(told);

  test('are listed county by county, the latest day first, each with its own words', async () => {
    expect(await idsOf('')).toEqual([
      ...[idOf(BESIDE), idOf(TOWNSHIP), idOf(COUNTY)],
      ...[BESIDE, TOWNSHIP, COUNTY].map((area) => idOf(area, '2026-06-12')),
      ...[failedRun(ELSEWHERE).id, idOf(ELSEWHERE)],
    ]);
    const { body } = await ask('/alerts?area=511723', { as: whole });
    expect(body.items).toEqual([
      {
        ...{ kind: 'run_failed', id: failedRun(ELSEWHERE).id, area: ELSEWHERE, on: '2026-06-15' },
        ...{ at: '2026-06-15T00:00:00.000Z', job: 'audit', runOn: '2026-06-15', failed: 0, missing: 2 },
        title: expect.stringMatching(/^后扶核查未完成 .*2026年6月15日$/),
        lines: [expect.stringContaining('2个乡镇未完成')],
      },
      expect.objectContaining({
        kind: 'digest',
        figures: digest(ELSEWHERE).figures,
        lines: expect.arrayContaining(['新增问题 1', '未整改 2']),
      }),
    ]);
    const en = await ask('/alerts?area=511723', { as: whole, headers: { 'accept-language': 'en' } });
    expect(en.body.items[0]).toMatchObject({ title: expect.stringMatching(/^Houfu audit incomplete/) });
  });

  test.each<[string, number]>([
    ['', 8],
    ['?area=511722', 6],
    [`?area=${TOWNSHIP}`, 2],
    ['?area=511725', 0],
    ['?kind=digest', 7],
    ['?kind=run_failed', 1],
    ['?kind=urgent', 0],
    ['?area=511722&kind=run_failed', 0],
    ['?acknowledged=false', 8],
    ['?acknowledged=true', 0],
  ])('asked for by %j are %i, in pages of any size', async (query, count) => {
    const ids = await idsOf(query);
    expect(ids).toHaveLength(count);
    for (const limit of [1, 3, 200]) {
      const { items } = await walked(ask, `/alerts${query}`, limit, { as: whole });
      expect(items.map(({ id }) => id)).toEqual(ids);
    }
  });

  test.each<[string, Actor, number]>([
    ['a lead of the county', lead, 6],
    ['an HR clerk of the county', person('hr_clerk'), 6],
    ['a benefits clerk of the county', person('benefits_clerk'), 6],
    ['an administrator of the county', person('admin'), 6],
    ['a lead of another county', person('county_lead', ELSEWHERE), 2],
    ['a clerk of a township', clerk, 2],
    ['a clerk of both townships', person('township_clerk', TOWNSHIP, BESIDE), 4],
    ['a clerk of a village', person('township_clerk', `${TOWNSHIP}203`), 0],
    ['a lead of a county without alerts', person('county_lead', '511725'), 0],
  ])('%s has those of their own areas, in the list and one by one', async (_, as, count) => {
    const ids = await idsOf('', as);
    expect(ids).toHaveLength(count);
    for (const id of await idsOf('')) {
      const { status } = await ask(`/alerts/${id}`, { as });
      expect([id, status]).toEqual([id, ids.includes(id) ? 200 : 404]);
    }
  });

  test.each<[string, Actor, string]>([
    ['another county', lead, '511723'],
    ['all of the city', lead, '5117'],
    ['the county of a township', clerk, '511722'],
    ['the township beside', clerk, BESIDE],
  ])('of %s are refused to whoever is not of it', async (_, as, area) => {
    const { status, body } = await ask(`/alerts?area=${area}`, { as });
    expect([status, body.errors]).toMatchObject([403, [{ path: 'area', code: 'outside_areas' }]]);
  });

  test('go on from a cursor in the same list alone, for whoever was given it', async () => {
    const cursor = await cursorOf(ask, '/alerts?area=511722', 2, { as: lead });
    expect((await onFrom(ask, '/alerts?area=511722', cursor, { as: lead })).body.items).toHaveLength(4);
    const others: [string, Question][] = [
      ['/alerts', { as: lead }],
      ['/alerts?area=511722&kind=digest', { as: lead }],
      ['/alerts?area=511722&acknowledged=false', { as: lead }],
      ['/alerts?area=511722', { as: whole }],
    ];
    for (const [path, question] of others) {
      const { status, body } = await onFrom(ask, path, cursor, question);
      expect([path, status, body.errors[0]?.code]).toEqual([path, 400, 'cursor_malformed']);
    }
  });

  test.each([
    ['limit=0', 'limit', 'limit_out_of_range'],
    ['limit=201', 'limit', 'limit_out_of_range'],
    ['limit=two', 'limit', 'limit_out_of_range'],
    ['kind=morning', 'kind', 'invalid_value'],
    ['acknowledged=yes', 'acknowledged', 'invalid_value'],
    ['area=5117x', 'area', 'area_malformed'],
    ['area=511722&area=511723', 'area', 'invalid_type'],
    ['cursor=x', 'cursor', 'cursor_malformed'],
    ['on=2026-06-15', 'on', 'unrecognized_keys'],
  ])('cannot be asked for by %s', async (query, path, code) => {
    const { status, body } = await ask(`/alerts?${query}`);
    expect([status, body.errors]).toMatchObject([400, [{ path, code }]]);
  });
});

test('where nobody has been told anything the list is empty', async () => {
  for (const as of [lead, clerk, whole]) {
    const { status, body } = await ask('/alerts', { as });
    expect([status, body]).toEqual([200, { items: [] }]);
  }
});

describe('one alert', () => {
  test('says what became of it on each channel', async () => {
    const alert = digest(COUNTY);
    await putAlerts(deps.table, [alert]);
    const path = `/alerts/${alert.id}`;
    expect((await ask(path, { as: lead })).body).toMatchObject({ alert: { id: alert.id }, deliveries: [] });

    const now = deps.clock();
    const at = new Date(now).toISOString();
    const sent = async (channel: string, outcome: 'delivered' | 'retry') => {
      const first = newDelivery({ channel: channel as never, message: alert.message }, now);
      const trying = beginDelivery(first, now);
      const code = outcome === 'delivered' ? 'ok' : 'server_error';
      const ended = recordAttempt(trying, { at, outcome, code, ms: 3 }, { now, chance: 0 });
      for (const one of [first, trying, ended]) await saveDelivery(deps.table, alert.id, one, deps.newId());
    };
    await sent('group', 'delivered');
    await sent('mail', 'retry');
    const { body } = await ask(path, { as: lead });
    expect((body as unknown as { deliveries: unknown }).deliveries).toEqual([
      { channel: 'group', state: 'delivered', attempts: [{ at, outcome: 'delivered', code: 'ok', ms: 3 }] },
      {
        ...{ channel: 'mail', state: 'waiting', next: expect.any(String) },
        attempts: [{ at, outcome: 'retry', code: 'server_error', ms: 3 }],
      },
    ]);
  });

  test.each([
    '511722-2026-06-15.digest',
    '511722-2026-06-15.',
    '511722-2026-6-15.digest',
    '511722-2026-06-15.digest%2F..',
    'digest',
  ])('%s, which is none, is 404', async (id) => {
    expect((await ask(`/alerts/${id}`, { as: lead })).status).toBe(404);
    expect((await acknowledge(id as AlertId)).status).toBe(404);
  });
});

test('no name, no ID number, no phone and nothing the table keeps for itself is in any of them', async () => {
  await act(deps, lead, place(1));
  const { subject, steps } = family(1);
  const phone = { name: 'correct-household', input: { phone: '13800138000' } } as never;
  await act(deps, lead, { subject, steps: [...steps, phone] });
  await sendFailedRunAlert(deps, COUNTY, plainDate('2026-06-15'));
  await gatherUrgent(deps, COUNTY);
  await digestCounty(deps, COUNTY, plainDate('2026-06-15'));
  const { body, text } = await ask('/alerts', { as: lead });
  expect(body.items.map(({ kind }) => kind).sort()).toEqual(['digest', 'digest', 'run_failed', 'urgent']);
  const each = await Promise.all(body.items.map(({ id }) => ask(`/alerts/${id}`, { as: lead })));
  for (const said of [text, ...each.map((one) => one.text)]) {
    expect(said).not.toMatch(/成员|安置点1|511799|13800138000|511722000001/);
    expect(said).not.toMatch(/"(message|of|pendingCounty)":/);
  }
});

describe('acknowledging an alert', () => {
  beforeEach(told);

  test('puts down who has seen it and when, and finds it among those that were', async () => {
    const id = idOf(TOWNSHIP);
    const { status, body } = await acknowledge(id, clerk);
    const mark = { by: 'township_clerk-1', at: '2026-06-15T04:00:00.000Z' };
    expect([status, body]).toMatchObject([200, { id, acknowledged: mark }]);
    expect((await ask(`/alerts/${id}`, { as: lead })).body).toMatchObject({ alert: { acknowledged: mark } });
    expect(await idsOf('?acknowledged=true')).toEqual([id]);
    expect(await idsOf('?acknowledged=false')).toHaveLength(7);
  });

  test('twice leaves whoever was first', async () => {
    const id = idOf(COUNTY);
    const first = await acknowledge(id);
    deps.goTo('2026-06-16');
    for (const as of [lead, whole, { ...lead, id: 'another' } as Actor]) {
      const again = await acknowledge(id, as);
      expect([again.status, again.text]).toEqual([200, first.text]);
    }
  });

  test('while somebody else does leaves whoever was first', async () => {
    const id = idOf(COUNTY);
    const fault = failing(deps.table.client, {
      ...{ command: 'UpdateItemCommand', saying: 'county_lead-1', times: 1 },
      error: async () => {
        await acknowledge(id, whole);
        return FAULTS.throttling();
      },
    });
    const { status, body } = await acknowledge(id, lead);
    expect([fault.attempts, status, body]).toMatchObject([
      ...[2, 200],
      { acknowledged: { by: 'city_lead-1' } },
    ]);
    expect((await ask(`/alerts/${id}`, { as: lead })).body).toMatchObject({ alert: body });
  });

  test('whose reply was lost has been done', async () => {
    const id = idOf(COUNTY);
    const fault = failing(deps.table.client, {
      ...{ command: 'UpdateItemCommand', saying: 'acknowledged', times: 1, done: true },
      error: () => Object.assign(new Error('lost'), { name: 'TimeoutError' }),
    });
    const answer = await acknowledge(id);
    fault.stop();
    expect([answer.status, answer.body]).toMatchObject([200, { acknowledged: { by: 'county_lead-1' } }]);
  });

  test.each<[string, Actor, number]>([
    ['an HR clerk', person('hr_clerk'), 403],
    ['a benefits clerk', person('benefits_clerk'), 403],
    ['an administrator', person('admin'), 403],
    ['a lead of another county', person('county_lead', ELSEWHERE), 404],
    ['a clerk of one of its townships', clerk, 404],
  ])('of a county is not up to %s', async (_, as, status) => {
    expect((await acknowledge(idOf(COUNTY), as)).status).toBe(status);
    expect(await idsOf('?acknowledged=true')).toEqual([]);
  });

  test('takes nothing along', async () => {
    const { status, body } = await acknowledge(idOf(COUNTY), lead, { by: 'somebody' });
    expect([status, body.errors]).toMatchObject([400, [{ path: 'by', code: 'unrecognized_keys' }]]);
    expect(await idsOf('?acknowledged=true')).toEqual([]);
  });
});
