import { beforeAll, describe, expect, test } from 'vitest';
import { ROUTES } from '../../../functions/api/routes/index.ts';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { type Actor, actorId } from '../../../shared/domain/records/actor.ts';
import { recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId } from '../../families.ts';
import { EXPECTED_RIGHTS } from '../../shared/domain/access/expected-rights.ts';
import { everything, type Item } from '../../shared/table/raw.ts';
import { apiOf, PHONE, type Question } from './county.ts';
import { ROWS, type Row } from './matrix/rows.ts';
import { newSite, newWorld, type World } from './matrix/world.ts';
import { uncovered } from './repeats-uncovered.ts';

let deps: TestDeps;
let api: ReturnType<typeof apiOf>;
let common: World;
let made = 1;
const admin = person('admin', '5117');

/** A table with one household of everything and a site. */
const begin = async () => {
  deps = await testDeps();
  api = apiOf(deps);
  common = await newWorld(deps, 1, await newSite(deps, 1));
};
beforeAll(begin);

const anew = async (ownSite = false): Promise<World> => {
  const n = ++made;
  return newWorld(deps, n, ownSite ? await newSite(deps, n) : common.site);
};
const as = (role: Parameters<typeof person>[0], area: string, id: string): Actor => ({
  ...person(role, area),
  ...{ kind: 'person', id, role, areas: [AreaCode.parse(area)] },
});

let keys = 0;
const newKey = () => `key-${++keys}`;
const asking = (path: string, method: string, body: unknown, key: string, more: Question = {}) =>
  api.ask(path, { ...more, method, body, headers: { 'idempotency-key': key, ...more.headers } });

/** All that stands, but for how often somebody has asked. */
const stands = async (): Promise<Item[]> =>
  (await everything(deps.table)).filter(({ pk }) => !String(pk).startsWith('L#'));
const countOf = (items: readonly Item[], beginning: string) =>
  items.filter(({ sk }) => String(sk).startsWith(beginning)).length;
const changesBy = (actor: string, items: readonly Item[]) =>
  items.filter(({ change }) => (change as { actor?: string } | undefined)?.actor === actor).length;

/** What of an answer is the same whenever it is given. */
const told = ({ status, text, headers, type }: Awaited<ReturnType<typeof asking>>) => ({
  ...{ status, text, type },
  etag: headers.get('etag'),
  location: headers.get('location'),
});
const codeOf = ({ status, body }: Awaited<ReturnType<typeof asking>>) => [status, body.errors?.[0]?.code];

/** Receipts of everything that was done here. */
const kept: Item[] = [];

const CHANGING = ROWS.filter(({ route, command }) => !route.startsWith('GET') && command !== undefined);
const otherBody = (body: object): object => {
  if ('input' in body) return { ...body, input: { ...(body.input as object), reason: '另一个原因' } };
  return 'purpose' in body ? { ...body, purpose: '另一个用途' } : { ...body, reason: '另一个原因' };
};

/** A county lead, unless theirs is not the right. */
const askerOf = ({ right }: Row): Actor =>
  right && EXPECTED_RIGHTS[right].roles.includes('county_lead')
    ? person('county_lead', '5117')
    : person('hr_clerk', '5117');

test('every route that changes something is asked twice here', () => {
  const routes = ROUTES.filter(({ method, access }) => method !== 'GET' && typeof access !== 'string');
  expect([...new Set(CHANGING.map(({ route }) => route))].sort()).toEqual(
    routes.map(({ method, path }) => `${method} ${path}`).sort(),
  );
});

describe.each(CHANGING.map((row): [string, Row] => [`${row.route} (${row.command})`, row]))(
  '%s',
  (_, row) => {
    test('asked twice under a key is done once, and answered the same; another request under it is refused', async () => {
      await begin();
      const world = await anew(row.speaks === 'site');
      const [method = ''] = row.route.split(' ');
      const path = row.path(world);
      const body = row.body?.(world) ?? {};
      const key = newKey();
      const asker = askerOf(row);
      const by = actorId(asker);
      await row.prepare?.(deps, world, asker);

      const before = await stands();
      const first = await asking(path, method, body, key, { as: asker });
      expect([200, 201], JSON.stringify(deps.logged.slice(-2))).toContain(first.status);
      const after = await stands();
      const { changed } = JSON.parse(first.text);
      // What the system does on account of it, it does in versions of its own.
      expect(changesBy(by, after) - changesBy(by, before)).toBe(changed === false ? 0 : 1);
      // Of many each has a receipt of its own, beside the key of all.
      expect(countOf(after, 'RECEIPT') - countOf(before, 'RECEIPT')).toBe(row.speaks === 'each' ? 2 : 1);

      for (let times = 0; times < 2; times++) {
        expect(told(await asking(path, method, body, key, { as: asker }))).toEqual(told(first));
      }
      const other = await asking(path, method, otherBody(body), key, { as: asker });
      expect(codeOf(other)).toEqual([422, 'key_used_otherwise']);
      if (row.path(common) !== path) {
        const elsewhere = await asking(row.path(common), method, body, key, { as: asker });
        expect(codeOf(elsewhere)).toEqual([422, 'key_used_otherwise']);
      }
      expect(await stands()).toEqual(after);
      kept.push(...after.filter(({ sk }) => sk === 'RECEIPT'));
    });
  },
);

/** An act of support can be entered any number of times, so that only a key tells a repeat. */
const SUPPORT = { on: '2026-06-10', kind: 'seedlings', what: '鸡苗' };
const supportOf = ({ household }: World) => `/households/${household.id}/support`;
const versionOf = (answer: { text: string }) => JSON.parse(answer.text).version as number;

describe('a key', () => {
  test("of another person's is another key", async () => {
    const path = supportOf(await anew());
    const key = newKey();
    const first = await asking(path, 'POST', SUPPORT, key, { as: as('township_clerk', '511722', 'one') });
    const second = await asking(path, 'POST', SUPPORT, key, { as: as('township_clerk', '511722', 'two') });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(versionOf(second)).toBe(versionOf(first) + 1);
  });

  test('serves for a day, and its receipt counts as none after it, whether or not it still stands', async () => {
    const path = supportOf(await anew());
    const key = newKey();
    let later = 0;
    const moved = apiOf({ ...deps, clock: () => deps.clock() + later });
    const ask = (what = '鸡苗') =>
      moved.ask(path, {
        method: 'POST',
        body: { ...SUPPORT, what },
        headers: { 'idempotency-key': key },
      });
    const first = await ask();
    later = 86_400_000 - 1000;
    expect((await ask()).text).toBe(first.text);
    later = 86_400_000;
    const next = await ask('鸭苗');
    expect([next.status, versionOf(next)]).toEqual([201, versionOf(first) + 1]);
    expect((await ask('鸭苗')).text).toBe(next.text);
    expect(codeOf(await ask())).toEqual([422, 'key_used_otherwise']);
  });

  test('that is empty, too long, or holds what cannot be seen is 400, and nothing is done', async () => {
    const path = supportOf(await anew());
    const before = await stands();
    for (const key of ['', 'a b', 'x'.repeat(256), 'caf\u00e9']) {
      const answer = await asking(path, 'POST', SUPPORT, key);
      expect([key, ...codeOf(answer)]).toEqual([key, 400, 'idempotency_key_malformed']);
    }
    expect(await stands()).toEqual(before);
    expect((await asking(path, 'POST', SUPPORT, 'x'.repeat(255))).status).toBe(201);
  });

  test('of a request without any body that reads is left alone', async () => {
    const answer = await asking('/people/lookup', 'POST', { idNumber: common.idNumber }, newKey());
    expect(answer.status).toBe(200);
  });
});

describe('a refused command', () => {
  test.each([
    ['422', { until: '2026-01-01' }, {}],
    ['409', { from: '2025-01-01', employer: '帮扶车间' }, {}],
    ['412', {}, { 'if-match': '"99"' }],
    ['400', { from: 'soon' }, {}],
  ])('with %s keeps no receipt, and its key serves once it is put right', async (status, wrong, headers) => {
    const { household, member } = await anew();
    const path = `/households/${household.id}/employments`;
    const right = { memberId: member, employer: '甲厂', from: '2026-06-01' };
    const key = newKey();
    const before = await stands();
    const refused = await asking(path, 'POST', { ...right, ...wrong }, key, { headers });
    expect(String(refused.status), refused.text).toBe(status);
    expect(await stands()).toEqual(before);
    const done = await asking(path, 'POST', right, key);
    expect([done.status, versionOf(done)]).toEqual([201, household.version + 1]);
    // What was refused is no repeat of it.
    expect((await asking(path, 'POST', { ...right, job: '缝纫' }, key)).status).toBe(422);
  });
});

test('a repeat with a version that was true the first time is answered as then, not with 412', async () => {
  const { household } = await anew();
  const path = `/households/${household.id}`;
  const key = newKey();
  const headers = { 'if-match': `"${household.version}"` };
  const first = await asking(path, 'PATCH', { form: '集镇' }, key, { headers });
  expect(first.status).toBe(200);
  await act(deps, admin, {
    subject: { kind: 'household', id: household.id },
    steps: [{ name: 'correct-household', input: { village: '三村' } }],
  });
  expect(told(await asking(path, 'PATCH', { form: '集镇' }, key, { headers }))).toEqual(told(first));
  expect((await asking(path, 'PATCH', { form: '集镇' }, newKey(), { headers })).status).toBe(412);
});

test('a command that changes nothing keeps its receipt, too', async () => {
  const { household } = await anew();
  const path = `/households/${household.id}`;
  const key = newKey();
  await asking(path, 'PATCH', { form: '集镇' }, newKey());
  const before = await stands();
  const first = await asking(path, 'PATCH', { form: '集镇' }, key);
  expect(JSON.parse(first.text)).toMatchObject({ changed: false, version: household.version + 1 });
  expect((await stands()).length).toBe(before.length + 1);
  await asking(path, 'PATCH', { form: '分散' }, newKey());
  expect(told(await asking(path, 'PATCH', { form: '集镇' }, key))).toEqual(told(first));
  expect(codeOf(await asking(path, 'PATCH', { form: '楼房' }, key))).toEqual([422, 'key_used_otherwise']);
});

describe('a repeat by somebody who may no longer do it', () => {
  const moveTo = (world: Pick<World, 'household'>, area: string) =>
    act(deps, admin, {
      subject: { kind: 'household', id: world.household.id },
      steps: [
        { name: 'move-in', input: { siteId: null } },
        { name: 'correct-household', input: { area: AreaCode.parse(area) } },
      ],
    });

  test.each([
    ['another role', as('city_lead', '5117', 'clerk'), 403],
    ['a role with other commands of the same route', as('hr_clerk', '511722', 'clerk'), 403],
    ['other areas', as('township_clerk', '511725', 'clerk'), 404],
    ['the area of its origin alone', as('township_clerk', '511723', 'clerk'), 403],
  ])('by %s', async (_, now, status) => {
    const { household, member } = await anew();
    const path = `/households/${household.id}/members/${member}`;
    const key = newKey();
    const then = as('township_clerk', '511722', 'clerk');
    const first = await asking(path, 'PATCH', { education: '高中' }, key, { as: then });
    expect(first.status).toBe(200);
    const again = await asking(path, 'PATCH', { education: '高中' }, key, { as: now });
    expect(again.status).toBe(status);
    expect(again.text).not.toContain('outcomes');
    expect((await asking(path, 'PATCH', { education: '高中' }, key, { as: then })).text).toBe(first.text);
  });

  test('of something new: by other areas, and where it has moved away since', async () => {
    const then = as('township_clerk', '511722', 'clerk');
    const body = { area: '511722107', members: [{ name: '新户主', birth: '1990-01-01' }] };
    const key = newKey();
    const first = await asking('/households', 'POST', body, key, { as: then });
    const elsewhere = { as: as('township_clerk', '511725', 'clerk') };
    expect(codeOf(await asking('/households', 'POST', body, key, elsewhere))).toEqual([403, 'outside_areas']);
    expect((await asking('/households', 'POST', body, key, { as: then })).text).toBe(first.text);
    await moveTo({ household: JSON.parse(first.text) }, '511723100');
    const again = await asking('/households', 'POST', body, key, { as: then });
    expect([again.status, again.text.includes('outcomes')]).toEqual([404, false]);
  });
});

test('a repeated reveal is on record once, and the values are given each time', async () => {
  const { household, member } = await anew();
  const path = `/households/${household.id}/reveal`;
  const body = { memberId: member, fields: ['phone', 'idNumber'], purpose: '电话核实务工情况' };
  const key = newKey();
  const first = await asking(path, 'POST', body, key);
  expect(JSON.parse(first.text).values.phone).toBe(PHONE);
  const calls = recordCalls(deps.table.client);
  expect(told(await asking(path, 'POST', body, key))).toEqual(told(first));
  expect(calls.length).toBeGreaterThan(0);
  const { body: history } = await api.ask(`/households/${household.id}/changes`);
  expect(history.items.filter(({ revealed }) => revealed !== undefined)).toHaveLength(1);
});

test('a change whose flags do not fit one transaction is answered the same', async () => {
  const n = 700;
  await act(deps, admin, place(n));
  await act(deps, admin, uncovered(n, placeId(n), 95));
  const calls = recordCalls(deps.table.client);
  const path = `/households/${familyId(n)}`;
  const key = newKey();
  const gone = { dissolved: '2026-06-10' };
  const first = await asking(path, 'PATCH', gone, key);
  expect(first.status).toBe(200);
  const writes = calls.filter(({ command }) => command === 'TransactWriteItemsCommand').length;
  expect(writes).toBeGreaterThanOrEqual(2);
  const after = await stands();
  expect(told(await asking(path, 'PATCH', gone, key))).toEqual(told(first));
  expect(await stands()).toEqual(after);
  // Whoever goes on from what they were told without a key does so from the record as it stands.
  const next = await api.ask(path);
  expect(versionOf(next)).toBe(versionOf(first) + 1);
});

test('what is kept for repeats holds nothing about people', async () => {
  const { household, idNumber } = await anew();
  const [register] = family(801, 4).steps;
  if (register?.name !== 'register-household') throw new Error('a family begins by being registered');
  const members = (register.input.members ?? []).map(({ id: _, ...rest }) => ({ ...rest, phone: PHONE }));
  const born = { name: '李新', birth: '2020-01-01', phone: PHONE };
  for (const [path, body] of [
    ['/households', { area: '511722107', phone: PHONE, village: '一村', members }],
    ['/employments', { idNumber, employer: '某厂', from: '2026-06-11' }],
    [`/households/${household.id}/members`, born],
  ] as const) {
    expect((await asking(path, 'POST', body, newKey())).status).toBe(201);
  }
  const all = [...kept, ...(await stands()).filter(({ sk }) => sk === 'RECEIPT')];
  expect(all.length).toBeGreaterThan(CHANGING.length);
  const text = JSON.stringify(all);
  expect(text).not.toMatch(/511799|\p{Script=Han}/u);
  for (const secret of [PHONE, idNumber, 'key-', 'county_lead']) expect(text).not.toContain(secret);
});
