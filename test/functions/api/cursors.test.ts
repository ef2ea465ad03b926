import { beforeAll, describe, expect, test } from 'vitest';
import { keysOf } from '../../../shared/secrets/keys.ts';
import { person } from '../../deps.ts';
import { familyId, personId, placeId } from '../../families.ts';
import { apiOf, countyApi, type Question, TOWNSHIPS } from './county.ts';
import { cursorOf, onFrom } from './walk.ts';

let api: Awaited<ReturnType<typeof countyApi>>;
beforeAll(async () => {
  api = await countyApi();
  for (const n of [1, 2]) {
    for (const phone of ['13800138001', '13800138002']) {
      const path = `/households/${familyId(n)}/members/${personId(n, 0)}`;
      expect((await api.ask(path, { method: 'PATCH', body: { phone } })).status).toBe(200);
    }
  }
});

const LIST = '/households?area=511722';

const refused = async (path: string, cursor: string, question?: Question, ask = api.ask) => {
  const { status, type, body } = await onFrom(ask, path, cursor, question);
  expect([path, cursor, status, type]).toEqual([
    path,
    cursor,
    400,
    'application/problem+json; charset=utf-8',
  ]);
  expect(body.errors).toMatchObject([{ path: 'cursor', code: 'cursor_malformed' }]);
};

describe('a cursor that was edited', () => {
  test('in any one byte is refused', async () => {
    const bytes = Buffer.from(await cursorOf(api.ask, LIST, 2), 'base64url');
    expect(bytes.length).toBeGreaterThan(28);
    for (let at = 0; at < bytes.length; at++) {
      const edited = Buffer.from(bytes);
      edited[at] = (edited[at] ?? 0) ^ 1;
      await refused(LIST, edited.toString('base64url'));
    }
  });

  test('by leaving something out or putting something in is refused', async () => {
    const cursor = await cursorOf(api.ask, LIST, 2);
    for (let length = 0; length < cursor.length; length++) await refused(LIST, cursor.slice(0, length));
    for (const other of [
      `${cursor}A`,
      `A${cursor}`,
      `${cursor}=`,
      `${cursor}==`,
      `${cursor} `,
      cursor + cursor,
    ]) {
      await refused(LIST, other);
    }
  });

  const KEY = '0H000000000000000000000001';
  test.each([
    ['/households', '__proto__'],
    ['/households', '.'],
    ['/households', ''],
    ['/households', '511722107'],
    ['/households', `511722107.${KEY}`],
    ['/households', '\u0000'],
    ['/households', 'x'.repeat(2000)],
    ['/households', 'x'.repeat(2001)],
    ['/households?name=成员', JSON.stringify(['成员', 'P#x'])],
    ['/sites', `511722107.${placeId(1)}`],
    ['/flags', `511722.2026-07-01#H#${KEY}#FLAG#R3`],
    [`/households/${familyId(1)}/changes`, '1'],
    [`/households/${familyId(1)}/changes`, '-1'],
    [`/households/${familyId(1)}/support`, 'SUPPORT#2026-05-01'],
    [`/sites/${placeId(1)}/households`, KEY],
  ])('into a text that means something, %s with %j, is refused', (path, cursor) => refused(path, cursor));
});

describe('a cursor of another list', () => {
  test.each([
    ['filter', LIST, '/households?area=511722&rule=R3'],
    ['area', LIST, `/households?area=${TOWNSHIPS[0]}`],
    ['area that holds it', LIST, '/households?area=5117'],
    ['route', '/households', '/sites'],
    ['route again', LIST, '/flags?area=511722'],
    ['name', '/households?name=成员', '/households?name=成员1'],
    ['record', `/households/${familyId(1)}/changes`, `/households/${familyId(2)}/changes`],
    ['route of the record', `/households/${familyId(1)}/changes`, `/households/${familyId(1)}/support`],
  ])('is refused: another %s', async (_, from, to) => {
    const cursor = await cursorOf(api.ask, from);
    expect((await onFrom(api.ask, from, cursor)).status).toBe(200);
    await refused(to, cursor);
  });

  test('is that of another person, whatever they may see', async () => {
    const as = person('county_lead', '511722');
    const cursor = await cursorOf(api.ask, LIST, 1, { as });
    expect((await onFrom(api.ask, LIST, cursor, { as })).status).toBe(200);
    await refused(LIST, cursor, { as: { ...as, id: 'county_lead-2' } as typeof as });
    await refused(LIST, cursor, { as: person('admin', '511722') });
  });

  test('or of another key is refused; of the key before it goes on while keys rotate', async () => {
    const key = (byte: number) => new Uint8Array(32).fill(byte);
    const under = (...bytes: number[]) =>
      apiOf({ ...api.deps, keys: async () => keysOf(bytes.map(key)) }).ask;
    const cursor = await cursorOf(under(7), LIST);
    await refused(LIST, cursor, undefined, under(8));
    const answers = await Promise.all([under(7), under(8, 7)].map((ask) => onFrom(ask, LIST, cursor)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.body.items).toEqual(answers[0]?.body.items);
  });
});

test('a cursor goes on with another limit, and shows nothing of where it is', async () => {
  const path = `/households?area=511722&name=${encodeURIComponent('成员')}`;
  const whole = (await api.ask(`${path}&limit=200`)).body.items;
  const cursor = await cursorOf(api.ask, path, 2);
  const { body } = await onFrom(api.ask, `${path}&limit=200`, cursor);
  expect(body.items).toEqual(whole.slice(2));
  expect(body.items.length).toBeGreaterThan(1);
  for (const read of [cursor, Buffer.from(cursor, 'base64url').toString('utf8')]) {
    expect(read).not.toMatch(/成员|511722|0H00000|0M00000/);
  }
  expect(await cursorOf(api.ask, path, 2)).not.toBe(cursor);
});
