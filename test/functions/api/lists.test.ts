import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act.ts';
import { plainDate } from '../../../shared/dates.ts';
import { person } from '../../deps.ts';
import { familyId, placeId } from '../../families.ts';
import { countyApi, TOWNSHIPS } from './county.ts';

let api: Awaited<ReturnType<typeof countyApi>>;
beforeAll(async () => {
  api = await countyApi();
});

/** All of a list, page by page. */
const walked = async (path: string, limit: number): Promise<{ items: unknown[]; pages: number }> => {
  const items: unknown[] = [];
  let pages = 0;
  let next: string | undefined;
  do {
    const cursor = next === undefined ? '' : `&cursor=${encodeURIComponent(next)}`;
    const { status, body } = await api.ask(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor}`);
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    items.push(...body.items);
    next = body.next;
    pages++;
  } while (next !== undefined && pages < 100);
  return { items, pages };
};

const LISTS = [
  ['/households', 11],
  ['/households?area=5117', 11],
  ['/households?area=511722', 5],
  [`/households?area=${TOWNSHIPS[1]}`, 3],
  ['/households?rule=R3&outcome=gap', 8],
  ['/households?rule=R3&outcome=met', 3],
  ['/households?outcome=met', 11],
  ['/households?rule=R1', 0],
  ['/households?area=511725', 0],
  ['/sites', 2],
  ['/sites?area=511722&rule=R1&outcome=gap', 2],
  ['/flags?area=511702', 6],
] as const;

describe('lists', () => {
  test.each(LISTS)('%s is complete and has nothing twice, whatever the limit', async (path, count) => {
    const whole = await walked(path, 200);
    expect(whole.pages).toBe(1);
    expect(whole.items).toHaveLength(count);
    for (let limit = 1; limit <= count + 1; limit++) {
      expect((await walked(path, limit)).items).toEqual(whole.items);
    }
  });

  test('of one village holds that village alone', async () => {
    expect((await api.ask(`/households?area=${TOWNSHIPS[0]}203`)).body.items).toEqual([]);
  });

  test('of households come by township, their outcomes in the order of the rules', async () => {
    const { body } = await api.ask('/households');
    const areas = body.items.map(({ area }) => String(area));
    expect(areas).toEqual([...areas].sort());
    for (const { outcomes } of body.items) {
      expect(Object.keys(outcomes as object)).toEqual(['R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9']);
    }
    const first = body.items.find(({ id }) => id === familyId(1));
    expect(first).toMatchObject({ kind: 'household', number: '511722000001', siteId: placeId(1), people: 2 });
    expect(first).not.toHaveProperty('under');
  });

  test('a site has its households', async () => {
    const { body } = await api.ask(`/sites/${placeId(1)}/households`);
    expect(body.items.map(({ id }) => id)).toEqual([familyId(1)]);
    expect((await api.ask(`/sites/${placeId(2)}/households`)).body.items).toEqual([]);
  });

  test('flags are live and stand by the day they are due', async () => {
    const conditions = (value: 'able' | 'unable') =>
      act(api.deps, person('admin', '5117'), {
        subject: { kind: 'household', id: familyId(8) },
        steps: [{ name: 'record-conditions', input: { from: plainDate('2026-06-01'), value } }],
      });
    const ofPlan = async () =>
      (await api.ask('/flags?limit=200')).body.items
        .filter(({ rule }) => rule === 'R4')
        .map(({ subject }) => subject);
    await conditions('able');
    expect(await ofPlan()).toEqual([familyId(8)]);
    // Nobody could have a plan there after all: the system closes the flag by itself.
    await conditions('unable');
    expect(await ofPlan()).toEqual([]);
    const { body } = await api.ask('/flags?area=511722&limit=200');
    const due = body.items.map(({ dueOn }) => String(dueOn));
    expect(new Set(due).size).toBeGreaterThan(1);
    expect(due).toEqual([...due].sort());
    const states = body.items.map(({ subject, rule, state }) => [subject, rule, state]);
    expect(states).toContainEqual([placeId(1), 'R1', 'open']);
  });
});

describe('a cursor edited by hand', () => {
  const KEY = '0H000000000000000000000001';
  test.each([
    ['/households', '__proto__'],
    ['/households', '.'],
    ['/households', ''],
    ['/households', '511722107'],
    ['/households', '511722107.x'],
    ['/households', `511722107.${KEY}.${KEY}`],
    ['/households', `511722107.${KEY.toLowerCase()}`],
    ['/households', '511722107.__proto__'],
    ['/households', '\u0000'],
    ['/households', 'x'.repeat(5000)],
    ['/households', `511722.2026-07-01#H#${KEY}#FLAG#R3`],
    ['/flags', `511722107.${KEY}`],
    ['/flags', '511722.constructor'],
    ['/flags', `511722.2026-07-01#H#${KEY}#FLAG#R3#x`],
    ['/flags', '511722.2026-07-01'],
  ])('%s with %j is refused', async (path, cursor) => {
    const { status, type, body } = await api.ask(`${path}?cursor=${encodeURIComponent(cursor)}`);
    expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body.errors).toMatchObject([{ path: 'cursor', code: 'cursor_malformed' }]);
  });

  test.each([
    ['a record that is not there', '/households', `511722108.${KEY.replace('1', '9')}`],
    ['another kind of record', '/sites', `511722107.${familyId(1)}`],
    ['a township outside the area', '/households?area=511722', `511702001.${KEY}`],
    ['a township behind the area', '/households?area=511702', `511722107.${KEY}`],
    ['a county in place of a township', '/households', '511722.'],
    ['a division that nobody uses', '/households', '99.'],
    ['a day that is none', '/flags', `511722.9999-99-99#S#${placeId(1)}#FLAG#R1`],
    ['a flag that is not there', '/flags', `511722.2026-07-01#H#${KEY}#FLAG#R3#${KEY}`],
    ['another county', '/flags?area=511722', `511702.2026-07-01#H#${KEY}#FLAG#R3`],
  ])('to %s is a place in the same list', async (_, path, cursor) => {
    const whole = await api.ask(path);
    const { status, body } = await api.ask(
      `${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`,
    );
    expect(status).toBe(200);
    // The end of the list, from that place on.
    expect(whole.body.items.slice(whole.body.items.length - body.items.length)).toEqual(body.items);
  });
});

describe('a query', () => {
  test.each([
    ['/households?limit=0', 'limit', 'limit_out_of_range', '每页条数应为1至200的整数'],
    ['/households?limit=201', 'limit', 'limit_out_of_range', '每页条数应为1至200的整数'],
    ['/flags?limit=abc', 'limit', 'limit_out_of_range', '每页条数应为1至200的整数'],
    ['/flags?limit=', 'limit', 'limit_out_of_range', '每页条数应为1至200的整数'],
    ['/sites?limit=1e1', 'limit', 'limit_out_of_range', '每页条数应为1至200的整数'],
    ['/sites?limit=-1', 'limit', 'limit_out_of_range', '每页条数应为1至200的整数'],
    ['/sites?limit=1&limit=2', 'limit', 'invalid_type', '此项未填写或类型不对，请核对'],
    ['/households?area=51172', 'area', 'area_malformed', undefined],
    ['/households?rule=R0', 'rule', 'invalid_value', undefined],
    ['/households?rule=R3&outcome=fine', 'outcome', 'invalid_value', undefined],
    ['/households?name=x', '', 'unrecognized_keys', '含有系统不认识的字段，请删除多余字段'],
    ['/households?__proto__=x', '', 'unrecognized_keys', undefined],
    ['/flags?state=open', '', 'unrecognized_keys', undefined],
    [`/households/${familyId(1)}?on=2026-01-01`, '', 'unrecognized_keys', undefined],
    [`/sites/${placeId(1)}/households?limit=2`, '', 'unrecognized_keys', undefined],
    [`/households/${familyId(1)}/findings?day=x`, '', 'unrecognized_keys', undefined],
    [`/households/${familyId(1)}/findings?on=2026-02-30`, 'on', 'invalid_format', undefined],
    [`/households/${familyId(1)}/findings?on=1066-10-14`, 'on', 'date_out_of_range', undefined],
    [`/sites/${placeId(1)}/findings?on=today`, 'on', 'invalid_format', undefined],
  ])('%s is refused and says why', async (path, field, code, message) => {
    const { status, type, body } = await api.ask(path);
    expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body.errors).toMatchObject([{ path: field, code, ...(message ? { message } : {}) }]);
  });
});
