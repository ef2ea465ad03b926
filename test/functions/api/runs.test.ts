import { beforeEach, describe, expect, test } from 'vitest';
import { makeDigests } from '../../../functions/alerts/run.ts';
import { beginAudit } from '../../../functions/audit/plan.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import { reconcileOnRecord } from '../../../functions/reconcile/run.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import type { Job } from '../../../shared/domain/records/run.ts';
import { recordKey } from '../../../shared/table/store/keys.ts';
import { counties, townships } from '../../areas.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, TOWNSHIP } from '../../families.ts';
import { tamper } from '../../shared/table/raw.ts';
import { apiOf } from './county.ts';
import { cursorOf, onFrom, walked } from './walk.ts';

const COUNTY = AreaCode.parse('511722');
const lead = person('county_lead');

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
beforeEach(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
});

const runsOf = async (job: Job, as: Actor = lead) => {
  const { status, body, text } = await ask(`/runs?job=${job}`, { as });
  expect(status, text).toBe(200);
  return body.items;
};

describe('the runs of a job', () => {
  test('say who started them, for which day and area, and what became of them, the latest day first', async () => {
    await act(deps, lead, family(1));
    const digest = await makeDigests(deps, { by: 'schedule' });
    deps.goTo('2026-06-16');
    const byHand = await makeDigests(deps, { by: 'somebody', area: COUNTY });
    expect(await runsOf('digest')).toEqual([byHand, digest]);
    expect(digest).toMatchObject({
      ...{ job: 'digest', on: '2026-06-15', by: 'schedule', looked: counties().length, failed: [] },
      ...{ startedAt: '2026-06-15T04:00:00.000Z', endedAt: '2026-06-15T04:00:00.000Z' },
    });
    expect(byHand).toMatchObject({ on: '2026-06-16', by: 'somebody', area: COUNTY, looked: 1 });
  });

  test('that are under way have no end yet', async () => {
    const { run } = await beginAudit(deps, { on: plainDate('2026-06-15'), by: 'schedule' });
    const begun = {
      ...{ job: 'audit', run, on: '2026-06-15', by: 'schedule', startedAt: '2026-06-15T04:00:00.000Z' },
      ...{ looked: 0, changed: 0, failed: [] },
    };
    expect(await runsOf('audit')).toEqual([{ ...begun, missing: townships().length }]);
    await auditTownship(deps, { run, on: plainDate('2026-06-15'), township: TOWNSHIP });
    expect(await runsOf('audit')).toEqual([{ ...begun, missing: townships().length - 1 }]);
  });

  test('of the audit have ended when the last township has reported, with what all of them did', async () => {
    await act(deps, lead, family(1));
    const on = plainDate('2026-06-15');
    const { run } = await beginAudit(deps, { on, by: 'schedule', area: COUNTY });
    for (const { code } of townships(COUNTY)) await auditTownship(deps, { run, on, township: code });
    const endedAt = '2026-06-15T04:00:00.000Z';
    expect(await runsOf('audit')).toMatchObject([
      { area: COUNTY, looked: 1, failed: [], missing: 0, endedAt },
    ]);
  });

  test('name what failed by ids alone: no name, no ID number, no phone', async () => {
    const { subject, steps } = family(1);
    const phone = { name: 'correct-household', input: { phone: '13800138000' } } as never;
    await act(deps, lead, { subject, steps: [...steps, phone] });
    await tamper(deps.table, recordKey({ kind: 'household', id: familyId(1) }), (item) => {
      for (const member of (item.record as { members: { birth: string }[] }).members) {
        member.birth = '511799199203050014';
      }
    });
    await reconcileOnRecord(deps, 'schedule', { repair: false });
    const { text, body } = await ask('/runs?job=reconcile', { as: lead });
    expect(body.items).toMatchObject([{ looked: 1, changed: 0, failed: [familyId(1)] }]);
    expect(text).not.toMatch(/成员|511799|13800138000/);
  });

  test('are those of one job, and none where it never ran', async () => {
    await beginAudit(deps, { on: plainDate('2026-06-15'), by: 'schedule' });
    for (const job of ['digest', 'freeze', 'reconcile']) {
      expect((await ask(`/runs?job=${job}`, { as: lead })).body).toEqual({ items: [] });
    }
  });

  test.each<[string, number, Actor]>([
    ['a lead of a county', 200, lead],
    ['a lead of another county', 200, person('county_lead', '511725')],
    ['a lead of the city', 200, person('city_lead', '5117')],
    ['an administrator', 200, person('admin')],
    ['an HR clerk', 403, person('hr_clerk')],
    ['a township clerk', 403, person('township_clerk')],
    ['a benefits clerk', 403, person('benefits_clerk')],
  ])('to %s are %i', async (_, status, as) => {
    await beginAudit(deps, { on: plainDate('2026-06-15'), by: 'schedule' });
    const answer = await ask('/runs?job=audit', { as });
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body.items).toHaveLength(1);
    else expect(answer.body.errors[0]?.code).toBe('not_permitted');
  });
});

describe('pages of runs', () => {
  beforeEach(async () => {
    for (const on of ['2026-06-13', '2026-06-15', '2026-06-14', '2026-06-15']) {
      await beginAudit(deps, { on: plainDate(on), by: 'schedule' });
    }
  });

  test.each([1, 2, 3, 200])('of %i are the same list', async (limit) => {
    const all = await runsOf('audit');
    expect(all.map(({ on }) => on)).toEqual(['2026-06-15', '2026-06-15', '2026-06-14', '2026-06-13']);
    expect((await walked(ask, '/runs?job=audit', limit, { as: lead })).items).toEqual(all);
  });

  test('go on from a cursor in the same list alone, for whoever was given it', async () => {
    const cursor = await cursorOf(ask, '/runs?job=audit', 1, { as: lead });
    expect((await onFrom(ask, '/runs?job=audit', cursor, { as: lead })).body.items).toHaveLength(3);
    for (const [path, as] of [
      ['/runs?job=digest', lead],
      ['/runs?job=audit', person('admin')],
    ] as const) {
      const { status, body } = await onFrom(ask, path, cursor, { as });
      expect([path, status, body.errors[0]?.code]).toEqual([path, 400, 'cursor_malformed']);
    }
  });
});

test.each([
  ['', 'job', 'invalid_value'],
  ['?job=', 'job', 'invalid_value'],
  ['?job=deliver', 'job', 'invalid_value'],
  ['?job=audit&job=digest', 'job', 'invalid_value'],
  ['?job=audit&limit=0', 'limit', 'limit_out_of_range'],
  ['?job=audit&limit=201', 'limit', 'limit_out_of_range'],
  ['?job=audit&cursor=x', 'cursor', 'cursor_malformed'],
  ['?job=audit&area=511722', 'area', 'unrecognized_keys'],
])('/runs%s is not understood', async (query, path, code) => {
  const { status, body } = await ask(`/runs${query}`, { as: lead });
  expect([status, body.errors]).toMatchObject([400, [{ path, code }]]);
});
