import { beforeEach, describe, expect, test } from 'vitest';
import { act, reevaluationRequest } from '../../../shared/act/act.ts';
import { flagIdOf } from '../../../shared/domain/ledger/flag-id.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, personId, place, placeId, placement } from '../../families.ts';
import { apiOf } from './county.ts';
import { walked } from './walk.ts';

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
const lead = person('county_lead');
const clerk = person('hr_clerk');
const of = (rule: 'R3' | 'R7' | 'R5', member?: ReturnType<typeof personId>) =>
  flagIdOf({ kind: 'household', id: familyId(1) }, { rule, ...(member ? { member } : {}) });
const R3 = of('R3');

beforeEach(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
  await act(deps, person('admin', '5117'), place(1));
  const { subject, steps } = family(1, 2, placeId(1));
  const origin = { name: 'correct-household', input: { origin: '511723100' } } as never;
  await act(deps, person('admin', '5117'), { subject, steps: [...steps, origin] });
});

const post = (path: string, body: object, as: Actor = lead, headers: Record<string, string> = {}) =>
  ask(path, { method: 'POST', body, as, headers });
const step = (name: string, body: object, as: Actor = lead, id = R3) =>
  post(`/flags/${id}/${name}`, body, as);
const get = async (as: Actor = lead, id = R3) => (await ask(`/flags/${id}`, { as })).body as never as Flag;

interface Flag {
  readonly [field: string]: unknown;
  readonly possible: readonly string[];
  readonly notes: readonly { readonly text?: string; readonly event: string }[];
  readonly next?: string;
}
const ASSIGN = { assignee: 'hr_clerk-1', role: 'hr_clerk', label: '人社局', dueOn: '2026-06-30' };

describe('one flag', () => {
  test('says whose it is, why it stands, what would close it, and what whoever asks can do', async () => {
    expect(await get()).toMatchObject({
      ...{ id: R3, rule: 'R3', state: 'open', householdName: '成员1之0', version: 1, daysOverdue: 0 },
      why: '有劳动能力和就业意愿的家庭至少有1人就业：未落实',
      finding: {
        rule: 'R3',
        outcome: 'gap',
        closing: expect.any(String),
        sentences: expect.arrayContaining([expect.stringContaining('成员1之0')]),
      },
      ...{ possible: ['assign', 'waive'], notes: [], history: [{ event: 'gap_found' }] },
    });
    expect((await get(clerk)).possible).toEqual([]);
    expect((await get(person('city_lead', '5117'))).householdName).toBe('成****');
    // From the origin it is read, names covered, and nothing is possible.
    expect(await get(person('county_lead', '511723'))).toMatchObject({
      ...{ householdName: '成****', possible: [], origin: '511723100' },
    });
    expect((await ask(`/flags/${R3}`, { as: person('county_lead', '511725') })).status).toBe(404);
    expect((await ask(`/flags/${R3}`, { headers: { 'accept-language': 'en' } })).body).toMatchObject({
      why: 'A household able and willing to work has at least one member in work: gap',
    });
  });

  test('of a site has the site’s name', async () => {
    const id = flagIdOf({ kind: 'site', id: placeId(1) }, { rule: 'R1' });
    expect(await get(person('city_lead', '5117'), id)).toMatchObject({ siteName: '安置点1', rule: 'R1' });
    expect(await get(lead, id)).not.toHaveProperty('householdName');
  });

  test('says what the rules find today, though the night has not looked yet', async () => {
    await act(deps, clerk, placement(1, '2026-07-20'));
    deps.goTo('2026-07-21');
    expect(await get()).toMatchObject({ state: 'open', outcome: 'met', finding: { outcome: 'met' } });
  });

  test('is overdue from the day after it was due, until it is rectified', async () => {
    deps.goTo('2026-07-16');
    expect(await get()).toMatchObject({ daysOverdue: 1 });
    await act(deps, clerk, placement(1, '2026-02-20'));
    expect(await get()).toMatchObject({ daysOverdue: 0, state: 'rectified' });
    await step('verify', {});
    expect(await get()).toMatchObject({ state: 'closed', closedOn: '2026-07-16', daysToClose: 31 });
  });
});

describe('the steps of a flag', () => {
  test('lead from an inspection to its closing, each by whoever it is up to, and tell a receipt and a version', async () => {
    const R7 = of('R7');
    const found = { id: R7, source: 'petition', text: '群众反映', dueOn: '2026-07-01', reason: '信访转办' };
    const opened = await post('/flags', found, clerk);
    expect([opened.status, opened.headers.get('location')]).toEqual([201, `/api/v1/flags/${R7}`]);
    expect(opened.body).toMatchObject({ flags: [{ rule: 'R7', event: 'open', to: 'open' }], changed: true });
    const assigned = await step('assign', { ...ASSIGN, text: '请核实' }, lead, R7);
    expect([assigned.status, assigned.headers.get('etag')]).toEqual([200, '"3"']);
    expect(await get(clerk, R7)).toMatchObject({ assigneeLabel: '人社局', possible: ['note'] });
    await step('note', { text: '已入户' }, person('township_clerk'), R7);
    expect((await get(person('township_clerk'), R7)).possible).toEqual(['note']);
    expect((await step('submit', { evidence: ['照片'] }, person('township_clerk'), R7)).body.errors).toEqual([
      {
        ...{ path: '', code: 'flag_step_of_others' },
        message: '只有该问题的整改责任人可以提交整改，请由责任人办理',
      },
    ]);
    expect((await step('submit', { evidence: ['https://example.test/1.jpg'] }, clerk, R7)).status).toBe(200);
    expect((await step('verify', {}, lead, R7)).status).toBe(200);
    expect(await get(lead, R7)).toMatchObject({
      ...{ state: 'closed', source: 'petition', possible: ['open'], version: 6 },
      notes: [
        { event: 'submit', evidence: ['https://example.test/1.jpg'], by: 'hr_clerk-1', role: 'hr_clerk' },
        ...[{ text: '已入户' }, { event: 'assign', text: '请核实' }, { event: 'open', text: '群众反映' }],
      ],
    });
    const { body } = await ask(`/households/${familyId(1)}/changes`);
    expect(body.items.at(-2)).toMatchObject({ commands: ['open-flag'], reason: '信访转办' });
  });

  test('that are not possible say what the state is and what is, in either language', async () => {
    const said = async (language: string) =>
      (
        await ask(`/flags/${R3}/verify`, {
          method: 'POST',
          body: {},
          as: lead,
          headers: { 'accept-language': language },
        })
      ).body.errors[0];
    expect(await said('zh-CN')).toEqual({
      ...{ path: '', code: 'flag_step_not_possible' },
      message: '该问题现在是“待交办”，不能复核销号；现在可以：交办（县级分管领导）、暂缓（县级分管领导）',
    });
    expect(await said('en')).toMatchObject({
      message:
        'The flag is open: you cannot verify it now. Possible now: assign it (county lead), waive it (county lead)',
    });
    expect((await step('verify', {})).status).toBe(409);
    await step('waive', { reason: '汛期停工', until: '2026-08-31' });
    expect((await step('assign', ASSIGN)).body.errors[0]).toMatchObject({
      message: '该问题已暂缓至2026年8月31日，期间不能交办；到期后缺口仍在的自动重新打开',
    });
  });

  test('of one’s own making are verified by somebody else', async () => {
    await act(deps, lead, placement(1, '2026-02-20'));
    const own = await step('verify', {});
    expect([own.status, own.body.errors[0]?.code]).toEqual([403, 'flag_second_person']);
    expect((await get()).possible).toEqual(['return']);
    expect((await step('verify', {}, { ...lead, id: 'other' } as Actor)).status).toBe(200);
  });

  test('honour If-Match and Idempotency-Key', async () => {
    const stale = await post(`/flags/${R3}/assign`, ASSIGN, lead, { 'if-match': '"9"' });
    expect([stale.status, stale.body.errors[0]?.code]).toEqual([412, 'version_changed']);
    const fresh = () =>
      post(`/flags/${R3}/assign`, ASSIGN, lead, { 'if-match': '"1"', 'idempotency-key': 'a' });
    const first = await fresh();
    expect(first.status).toBe(200);
    expect((await fresh()).text).toBe(first.text);
    const note = () => post(`/flags/${R3}/note`, { text: '已联系' }, clerk, { 'idempotency-key': 'n' });
    const noted = await note();
    expect((await note()).text).toBe(noted.text);
    expect((await get()).notes).toHaveLength(1);
  });

  test.each<[string, string, object, number, string, string]>([
    ['assign', R3, { ...ASSIGN, dueOn: '2026-06-14' }, 422, 'dueOn', 'date_before_today'],
    ['assign', R3, { ...ASSIGN, dueOn: '2027-06-16' }, 422, 'dueOn', 'date_too_far_ahead'],
    ['assign', R3, { ...ASSIGN, role: 'admin' }, 400, 'role', 'invalid_value'],
    ['assign', R3, { ...ASSIGN, name: '张三' }, 400, 'name', 'unrecognized_keys'],
    ['waive', R3, { reason: '停工' }, 400, 'until', 'invalid_type'],
    ['return', R3, {}, 400, 'reason', 'invalid_type'],
    ['submit', R3, { evidence: ['javascript:alert(1)'] }, 400, 'evidence.0', 'evidence_malformed'],
    ['submit', R3, { evidence: [] }, 400, 'evidence', 'too_small'],
  ])('%s of %s is refused for %j', async (name, id, body, status, path, code) => {
    const as = name === 'submit' ? clerk : lead;
    const answer = await step(name, body, as, id);
    expect([answer.status, answer.body.errors]).toMatchObject([status, [{ path, code }]]);
  });

  test.each([
    [of('R7'), 404],
    [of('R5', personId(1, 1)), 404],
    [flagIdOf({ kind: 'household', id: familyId(9) }, { rule: 'R3' }), 404],
    ['H-x-R3', 404],
    [`${R3}-0`, 404],
  ])('of %s, which is none, are %s', async (id, status) => {
    expect((await step('assign', ASSIGN, lead, id)).status).toBe(status);
    expect((await ask(`/flags/${id}`)).status).toBe(status);
  });

  test.each<[string, string, string]>([
    [of('R7', personId(1, 0)), 'member', 'rule_takes_no_member'],
    [of('R5'), 'member', 'rule_needs_member'],
    [of('R5', personId(2, 0)), 'member', 'member_unknown'],
    [R3.replace('R3', 'R1'), 'rule', 'rule_not_of_record'],
  ])('open none of %s by hand', async (id, path, code) => {
    const found = { id, source: 'covert', text: '暗访', dueOn: '2026-07-01' };
    const { status, body } = await post('/flags', found, clerk);
    expect([status, body.errors]).toMatchObject([422, [{ path, code }]]);
  });
});

test('the notes of a flag come page by page, whatever the limit', async () => {
  await step('assign', ASSIGN);
  for (let n = 1; n <= 9; n++) await step('note', { text: `记录${n}` }, clerk);
  const all = (await get()).notes.map(({ text }) => text);
  expect(all).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map((n) => `记录${n}`));
  const paged: (string | undefined)[] = [];
  let next: string | undefined;
  do {
    const cursor = next ? `&cursor=${encodeURIComponent(next)}` : '';
    const body = (await ask(`/flags/${R3}?limit=4${cursor}`)).body as never as Flag;
    paged.push(...body.notes.map(({ text }) => text));
    next = body.next;
  } while (next);
  expect(paged).toEqual(all);
});

describe('the list of flags', () => {
  const admin = person('admin', '5117');
  const AREA = 'area=511722';
  const linesOf = async (query: string, as: Actor = lead) => {
    const { items } = await walked(ask, `/flags?${query}`, 200, { as });
    return items as never as {
      id: string;
      rule: string;
      state: string;
      dueOn: string;
      [field: string]: unknown;
    }[];
  };

  beforeEach(async () => {
    for (let n = 2; n <= 6; n++) await act(deps, admin, family(n, 2));
    const id = (n: number) => R3.replace(familyId(1), familyId(n));
    await step('assign', ASSIGN, lead, id(1));
    await step('assign', { ...ASSIGN, dueOn: '2026-06-20' }, lead, id(2));
    await step('assign', { ...ASSIGN, assignee: 'x', dueOn: '2026-06-20' }, lead, id(3));
    await step('assign', { ...ASSIGN, assignee: 'y', dueOn: '2026-06-20' }, lead, id(4));
    await step('waive', { reason: '停工', until: '2026-12-31' }, lead, id(4));
    await act(deps, clerk, placement(5, '2026-02-20'));
    await step('verify', {}, lead, id(5));
    deps.goTo('2026-06-25');
    await act(deps, admin, family(7, 2));
    await act(deps, clerk, placement(6, '2026-02-20'));
    await step('verify', {}, lead, id(6));
    // The night has looked at it.
    await act(deps, admin, reevaluationRequest({ kind: 'household', id: familyId(2) }));
  });

  test.each([
    ['', 'county'],
    ['&rule=R3', 'R3'],
    ['&rule=R3&state=open', '7'],
    ['&rule=R3&state=assigned', '1 2 3'],
    ['&rule=R3&overdue=true', '2 3'],
    ['&state=waived&overdue=true', ''],
    ['&state=waived', '4'],
    ['&state=closed&rule=R3', '6 5'],
    ['&assignee=hr_clerk-1', '1 2'],
    ['&assignee=hr_clerk-1&overdue=true', '2'],
    ['&assignee=hr_clerk-1&state=closed', ''],
    ['&assignee=x', '3'],
    ['&assignee=nobody', ''],
    ['&rule=R3&openedBefore=2026-06-25', '1 2 3 4'],
    ['&rule=R3&openedBefore=2026-06-15', ''],
    ['&rule=R3&openedBefore=2026-06-25&state=open', ''],
    ['&rule=R8', ''],
  ])('%s has what is asked for, the same whatever the limit, and nothing else', async (filter, expected) => {
    const path = `/flags?${AREA}${filter}`;
    const [first, ...others] = await Promise.all([200, 1, 2, 3].map((limit) => walked(ask, path, limit)));
    for (const { items } of others) expect(items).toEqual(first?.items);
    const lines = await linesOf(AREA + filter);
    const numbers = lines.map(({ id }) => String(Number(id.slice(4, 28))));
    if (/^\d/.test(expected) || expected === '') {
      expect(numbers.toSorted().join(' ')).toBe(expected.split(' ').toSorted().join(' '));
    }
    if (filter.includes('closed') && expected !== '') expect(numbers.join(' ')).toBe(expected);
    else expect(lines.map(({ dueOn }) => dueOn)).toEqual(lines.map(({ dueOn }) => dueOn).toSorted());
    if (expected === 'county') expect(lines.some(({ state }) => state === 'closed')).toBe(false);
    if (expected === 'R3') expect(new Set(lines.map(({ rule }) => rule))).toEqual(new Set(['R3']));
  });

  test('says whose each is, why it stands, how late it is', async () => {
    const [line] = await linesOf(`${AREA}&assignee=hr_clerk-1&overdue=true`);
    expect(line).toMatchObject({
      ...{ householdName: '成员2之0', daysOverdue: 5, level: 'county', assigneeLabel: '人社局' },
      why: '有劳动能力和就业意愿的家庭至少有1人就业：未落实',
    });
    expect(line).not.toHaveProperty('history');
    const [site] = await linesOf(`${AREA}&rule=R1`);
    expect(site).toMatchObject({ siteName: '安置点1' });
    const covered = await linesOf(AREA, person('city_lead', '5117'));
    expect(new Set(covered.flatMap(({ householdName }) => householdName ?? []))).toEqual(new Set(['成****']));
    const [closed] = await linesOf(`${AREA}&state=closed&rule=R3`);
    expect(closed).toMatchObject({ closedOn: '2026-06-25', daysToClose: 10 });
  });

  test('of `me` is of whoever asks, and of nobody’s area but theirs', async () => {
    expect(await linesOf('assignee=me', clerk)).toHaveLength(2);
    expect(await linesOf('assignee=me', person('township_clerk'))).toHaveLength(0);
    expect(await linesOf('assignee=me', person('hr_clerk', '511723'))).toHaveLength(0);
    expect(await linesOf('assignee=me&area=511722108', clerk)).toHaveLength(0);
    expect(await linesOf('assignee=me&area=511722107', clerk)).toHaveLength(2);
  });

  test('does not go on from the cursor of another filter', async () => {
    const { body } = await ask(`/flags?${AREA}&rule=R3&limit=1`);
    const cursor = encodeURIComponent(String(body.next));
    expect((await ask(`/flags?${AREA}&rule=R3&limit=1&cursor=${cursor}`)).status).toBe(200);
    for (const other of ['&rule=R2', '&rule=R3&overdue=true', '&rule=R3&state=closed', '&assignee=me']) {
      expect((await ask(`/flags?${AREA}${other}&cursor=${cursor}`)).status).toBe(400);
    }
  });

  test('is one query, and one look at what its records are called', async () => {
    const calls = recordCalls(deps.table.client);
    for (const filter of [
      '',
      '&state=closed',
      '&overdue=true',
      '&assignee=hr_clerk-1',
      '&rule=R3&state=open',
    ]) {
      calls.length = 0;
      await ask(`/flags?${AREA}${filter}`);
      expect(calls.map(({ command }) => command)).toEqual(['QueryCommand', 'BatchGetItemCommand']);
    }
  });
});
