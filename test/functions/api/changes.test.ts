import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { apiOf, PHONE } from './county.ts';
import { FACTS, newSite, newWorld, type World } from './matrix/world.ts';

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
let world: World;
let path: string;

const clerk = person('township_clerk', '511722');
const lead = person('city_lead', '5117');
const origin = person('township_clerk', '511723');
const OTHER_PHONE = '13900139000';
const OLD_NAME = '成员1之0';

interface Entry {
  readonly version: number;
  readonly at: string;
  readonly actor: string;
  readonly role?: string;
  readonly commands: readonly string[];
  readonly reason?: string;
  readonly changes: readonly { path: string; from?: unknown; to?: unknown }[];
  readonly revealed?: object;
}

const change = async (at: string, method: string, rest: string, body: object, as: Actor) => {
  deps.goTo(at);
  const answer = await ask(`/households/${world.household.id}${rest}`, { method, body, as });
  expect([200, 201], answer.text).toContain(answer.status);
};

beforeAll(async () => {
  deps = await testDeps();
  ({ ask } = apiOf(deps));
  world = await newWorld(deps, 1, await newSite(deps, 1));
  path = `/households/${world.household.id}/changes`;
  const member = `/members/${world.member}`;
  await change('2026-06-16', 'PATCH', member, { name: '张三丰', phone: OTHER_PHONE, reason: '改名' }, clerk);
  await change('2026-06-17', 'PATCH', `/employments/${FACTS.job}`, { ended: '2026-06-16' }, clerk);
  const reveal = { memberId: world.member, fields: ['phone', 'idNumber'], purpose: '电话核实务工情况' };
  await change('2026-06-18', 'POST', '/reveal', reveal, person('hr_clerk', '511722'));
  const support = { on: '2026-06-18', kind: 'funds', what: '补助', amount: 500 };
  await change('2026-06-19', 'POST', '/support', support, clerk);
  await change('2026-06-20', 'PATCH', '', { phone: null, origin: '511723100', reason: '停机' }, clerk);
});

const entries = async (as: Actor = clerk, query = '') => {
  const { status, body, text } = await ask(`${path}${query}`, { as });
  expect(status, text).toBe(200);
  return { items: body.items as unknown as Entry[], next: body.next, text };
};

test.each([1, 2, 5, 6, 7, 200])('pages of %i have everything once, newest first', async (limit) => {
  const walked: Entry[] = [];
  let cursor = '';
  for (let pages = 0; pages < 10; pages++) {
    const { items, next } = await entries(clerk, `?limit=${limit}${cursor}`);
    expect(items.length).toBeLessThanOrEqual(limit);
    walked.push(...items);
    if (next === undefined) break;
    expect(items).toHaveLength(limit);
    cursor = `&cursor=${encodeURIComponent(next)}`;
  }
  expect(walked.map(({ version }) => version)).toEqual([6, 5, 4, 3, 2, 1]);
  expect(walked).toEqual((await entries()).items);
});

test('who did what, when, as what, why, from what to what', async () => {
  const { items } = await entries();
  expect(items.map(({ at, actor, role, commands, reason }) => [at, actor, role, commands, reason])).toEqual([
    ['2026-06-20T04:00:00.000Z', 'township_clerk-1', 'township_clerk', ['correct-household'], '停机'],
    ['2026-06-19T04:00:00.000Z', 'township_clerk-1', 'township_clerk', ['log-household-support'], undefined],
    ['2026-06-18T04:00:00.000Z', 'hr_clerk-1', 'hr_clerk', ['reveal'], '电话核实务工情况'],
    ['2026-06-17T04:00:00.000Z', 'township_clerk-1', 'township_clerk', ['end-employment'], undefined],
    ['2026-06-16T04:00:00.000Z', 'township_clerk-1', 'township_clerk', ['correct-member'], '改名'],
    [
      '2026-06-15T04:00:00.000Z',
      'admin-1',
      'admin',
      expect.arrayContaining(['register-household']),
      undefined,
    ],
  ]);
  const [, support, reveal, ended] = items;
  expect(reveal?.revealed).toEqual({ member: world.member, fields: ['phone', 'idNumber'] });
  expect(ended?.changes).toContainEqual({ path: `employments[${FACTS.job}].until`, to: '2026-06-16' });
  expect(support?.changes).toEqual([
    { path: expect.stringMatching(/^support\[/), to: expect.objectContaining({ what: '补助', amount: 500 }) },
  ]);
});

const ofName = ({ items }: { items: readonly Entry[] }) =>
  items[4]?.changes.find((one) => one.path.endsWith('.name'));
const ofPhone = ({ items }: { items: readonly Entry[] }) =>
  items[4]?.changes.find((one) => one.path.endsWith('.phone'));

describe('from and to are covered like the record', () => {
  test.each([
    ['a clerk of its destination', clerk, { from: OLD_NAME, to: '张三丰' }],
    ['a city lead', lead, { from: '成****', to: '张**' }],
    ['a clerk of its origin', origin, { from: '成****', to: '张**' }],
  ])('for %s', async (_, as, name) => {
    const found = await entries(as);
    expect(ofName(found)).toMatchObject(name);
    expect(ofPhone(found)).toMatchObject({ from: '138****8000', to: '139****9000' });
    const [last] = found.items;
    expect(last?.changes).toContainEqual({ path: 'phone', from: '138****8000' });
    for (const secret of [PHONE, OTHER_PHONE, world.idNumber]) expect(found.text).not.toContain(secret);
    const record = await ask(`/households/${world.household.id}`, { as });
    const shown = (record.body as unknown as { members: { id: string; name: string; phone: string }[] })
      .members;
    const member = shown.find(({ id }) => id === world.member);
    expect([member?.name, member?.phone]).toEqual([ofName(found)?.to, ofPhone(found)?.to]);
  });

  test('whole members that were registered among them', async () => {
    for (const as of [lead, origin]) {
      const { items, text } = await entries(as);
      expect(items[5]?.changes.some(({ path }) => path.startsWith('members'))).toBe(true);
      expect(text).not.toMatch(/成员1之|张三丰|511799\d{9}/);
    }
    expect((await entries(clerk)).text).toContain(OLD_NAME);
  });
});

test('somebody of elsewhere finds none, and no cursor of another list or person leads into them', async () => {
  const stranger = person('township_clerk', '511725');
  expect((await ask(path, { as: stranger })).status).toBe(404);
  const { next = '' } = await entries(clerk, '?limit=2');
  const cursor = `?limit=2&cursor=${encodeURIComponent(next)}`;
  expect((await ask(`${path}${cursor}`, { as: lead })).status).toBe(400);
  expect((await ask(`/sites/${world.site}/changes${cursor}`, { as: clerk })).status).toBe(400);
});

test('of a household that has moved, those see it who see the household now', async () => {
  const moved = await newWorld(deps, 2, world.site);
  await act(deps, person('admin', '5117'), {
    subject: { kind: 'household', id: moved.household.id },
    steps: [
      { name: 'move-in', input: { movedIn: plainDate('2026-06-01'), siteId: null } },
      { name: 'correct-household', input: { area: AreaCode.parse('511725001'), origin: null } },
    ],
  });
  const at = `/households/${moved.household.id}/changes`;
  expect((await ask(at, { as: clerk })).status).toBe(404);
  expect((await ask(at, { as: origin })).status).toBe(404);
  const now = await ask(at, { as: person('township_clerk', '511725') });
  expect([now.status, now.body.items.length, now.text.includes('成员2之0')]).toEqual([200, 2, true]);
});
