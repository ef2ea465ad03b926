import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import { frozenKey } from '../../../shared/table/store/keys.ts';
import { areaName } from '../../areas.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { familyId, placeId, placement, TOWNSHIP } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { itemAt } from '../../shared/table/raw.ts';
import {
  COUNTY,
  ELSEWHERE,
  freeze,
  freezeCounty,
  frozenIn,
  MONTH,
  onHousehold,
  settle,
} from '../freeze/county.ts';
import { apiOf, type Question } from './county.ts';
import { walked } from './walk.ts';

let deps: TestDeps;
let api: ReturnType<typeof apiOf>;
beforeAll(async () => {
  deps = await testDeps();
  await settle(deps);
  await onHousehold(deps, 2, { name: 'correct-household', input: { area: `${TOWNSHIP}203` as never } });
  deps.goTo('2026-06-01');
  await freezeCounty(deps);
  // What is entered afterwards is none of the month.
  deps.goTo('2026-06-15');
  await act(deps, person('county_lead'), placement(5, '2026-01-05'));
  api = apiOf(deps);
});

const path = (area?: string, month: string = MONTH) => `/assessments/${month}${area ? `?area=${area}` : ''}`;

interface Month {
  readonly month: string;
  readonly on: string;
  readonly counties: Record<string, unknown>[];
  readonly areas: { area: string; households: number; rules: Record<string, Record<string, number>> }[];
  readonly items: Record<string, unknown>[];
  readonly next?: string;
}
const asked = async (area?: string, question?: Question) => {
  const { status, body, text } = await api.ask(path(area), question);
  expect(status, text).toBe(200);
  return body as unknown as Month;
};

/** Who may ask of all of the city, of one county, of one township. */
const whole = person('city_lead', '5117');
const here = person('township_clerk', TOWNSHIP);

describe('of a township', () => {
  test('every finding has a line, as it was frozen, and is counted once', async () => {
    const { items } = await walked(api.ask, path(TOWNSHIP), 7);
    const frozen = await frozenIn(deps);
    const expected = frozen.flatMap(({ id, findings }) => findings.map((finding) => ({ id, ...finding })));
    const lines = items.map(({ kind: _, number: __, name: ___, area: ____, ...line }) => line);
    const sorted = (list: object[]) => list.map((one) => JSON.stringify(one, Object.keys(one).sort())).sort();
    expect(sorted(lines)).toEqual(sorted(expected));
    const { areas, month, on } = await asked(TOWNSHIP);
    expect({ month, on }).toEqual({ month: '2026-05', on: '2026-05-31' });
    expect(areas).toMatchObject([{ area: TOWNSHIP, households: 7, sites: 1 }]);
    for (const [rule, tally] of Object.entries(areas[0]?.rules ?? {})) {
      for (const [outcome, count] of Object.entries(tally)) {
        const of = items.filter((line) => line.rule === rule && line.outcome === outcome);
        expect([rule, outcome, of.length]).toEqual([rule, outcome, count]);
      }
    }
  });

  test.each([1, 3, 50, 200])('pages of %i are the same list', async (limit) => {
    const all = await walked(api.ask, path(TOWNSHIP), 200);
    const { items, cursors } = await walked(api.ask, path(TOWNSHIP), limit);
    expect(items).toEqual(all.items);
    expect(cursors.length).toBe(Math.ceil(items.length / limit) - 1);
  });

  test('lines name subjects by what identifies them, and by no name of anybody', async () => {
    const { items } = await asked(TOWNSHIP, { as: here });
    expect(items[0]).toEqual({
      ...{ kind: 'household', id: familyId(1), number: '511722000001', area: TOWNSHIP },
      ...{ rule: 'R2', outcome: expect.any(String), since: expect.any(String) },
    });
    const all = (await walked(api.ask, path(TOWNSHIP), 200)).items;
    expect(all.find(({ kind }) => kind === 'site')).toMatchObject({
      id: placeId(1),
      name: '安置点1',
      rule: 'R1',
    });
    expect(JSON.stringify(all)).not.toMatch(/成员|511799/);
    expect(all.find(({ id, rule }) => id === familyId(5) && rule === 'R3')).toMatchObject({ outcome: 'gap' });
  });

  test('of a village are listed its own, and nothing is counted', async () => {
    const { areas, items } = await asked(`${TOWNSHIP}203`);
    expect(areas).toEqual([]);
    expect(new Set(items.map(({ id }) => id))).toEqual(new Set([familyId(2)]));
    const clerk = person('township_clerk', `${TOWNSHIP}203`);
    expect((await asked(undefined, { as: clerk })).items).toEqual(items);
  });

  test('several are listed one after the other', async () => {
    const both = person('township_clerk', ELSEWHERE, TOWNSHIP);
    const { items } = await walked(api.ask, path(), 40, { as: both });
    expect(new Set(items.map(({ area }) => String(area).slice(0, 9)))).toEqual(
      new Set([ELSEWHERE, TOWNSHIP]),
    );
    const { areas } = await asked(undefined, { as: both });
    expect(areas.map(({ area }) => area)).toEqual([ELSEWHERE, TOWNSHIP]);
  });
});

test('pages go on from one chunk to the next', async () => {
  const month = '2026-02';
  const fault = failing(deps.table.client, {
    command: 'GetItemCommand',
    saying: `H#${familyId(3)}`,
    times: 1,
    error: () => new Error('injected'),
  });
  expect(await freeze(deps, { month: month as never })).toMatchObject({ failed: [familyId(3)] });
  fault.stop();
  expect(await freeze(deps, { month: month as never })).toMatchObject({ complete: true, frozen: 1 });
  const all = await walked(api.ask, path(TOWNSHIP, month), 200);
  expect(new Set(all.items.map(({ id }) => id)).size).toBe(8);
  for (const limit of [1, 7, 90]) {
    expect((await walked(api.ask, path(TOWNSHIP, month), limit)).items).toEqual(all.items);
  }
});

describe('of more than townships', () => {
  test('a county is counted by township, with all that it was frozen by', async () => {
    const { areas, items, counties } = await asked(COUNTY);
    expect(items).toEqual([]);
    expect(areas).toHaveLength(37);
    expect(areas.filter(({ households }) => households > 0)).toMatchObject([
      { area: ELSEWHERE, name: areaName(ELSEWHERE), households: 2 },
      { area: TOWNSHIP, name: areaName(TOWNSHIP), households: 7 },
    ]);
    const { frozen } = await itemAt(deps.table, frozenKey(COUNTY, MONTH));
    expect(counties).toEqual([
      {
        county: COUNTY,
        frozenAt: '2026-06-01T04:00:00.000Z',
        rulesVersion: 2,
        under: '2/default',
        settings: DEFAULT_SETTINGS,
        hash: (frozen as { hash: string }).hash,
        missing: [],
      },
    ]);
  });

  test('a city is counted by county, and every way to ask gives the same sums', async () => {
    const { areas } = await asked('5117', { as: whole });
    expect(areas).toMatchObject([{ area: COUNTY, households: 9, sites: 1 }]);
    const townships = (await asked(COUNTY)).areas;
    const sum = townships.reduce((total, { rules }) => total + (rules.R3?.gap ?? 0), 0);
    expect(areas[0]?.rules.R3?.gap).toBe(sum);
    expect(sum).toBeGreaterThan(0);
    expect(await asked(undefined, { as: whole })).toEqual(await asked('5117', { as: whole }));
  });

  test('says which townships are missing', async () => {
    const month = '2026-04';
    await freeze(deps, { month: month as never });
    const { status, body } = await api.ask(path(COUNTY, month));
    expect(status).toBe(200);
    const { counties, areas } = body as unknown as Month;
    expect(areas.map(({ area }) => area)).toEqual([TOWNSHIP]);
    expect(counties).toMatchObject([{ missing: expect.arrayContaining([ELSEWHERE]) }]);
    expect(counties[0]).not.toHaveProperty('hash');
    // Of a township that is not whole there is nothing to be had.
    const missing = await api.ask(path(ELSEWHERE, month));
    expect([missing.status, missing.body.errors[0]?.code]).toEqual([404, 'month_not_frozen']);
  });
});

describe('what there is nothing to be had of', () => {
  test.each([
    ['2026-03', 404, 'month_not_frozen', /2026年3月.*尚未封存；上个月由系统/],
    ['2026-06', 404, 'month_not_over', /2026年6月还没有结束/],
    ['2030-01', 404, 'month_not_over', /2030年1月还没有结束/],
  ])('the month %s is %i %s', async (month, status, code, detail) => {
    const answer = await api.ask(path(TOWNSHIP, month));
    expect([answer.status, answer.body.errors]).toMatchObject([status, [{ path: 'month', code }]]);
    expect((answer.body as unknown as { detail: string }).detail).toMatch(detail);
    const en = await api.ask(path(TOWNSHIP, month), { headers: { 'accept-language': 'en' } });
    expect(en.text).toMatch(/is not yet frozen; the last month|is not over/);
  });

  test.each(['2026-13', '2026-5', '202605', 'next', '2026-05-01'])('%s is no month: 404', async (month) => {
    expect((await api.ask(path(TOWNSHIP, month))).status).toBe(404);
  });

  test('an area of somebody else is refused before anything is said of it', async () => {
    const answer = await api.ask(path(ELSEWHERE), { as: here });
    expect([answer.status, answer.body.errors[0]?.code]).toEqual([403, 'outside_areas']);
  });

  test('a cursor of another month is none', async () => {
    const first = await api.ask(`${path(TOWNSHIP)}&limit=1`);
    const next = encodeURIComponent(first.body.next ?? '');
    const answer = await api.ask(`${path(TOWNSHIP, '2026-04')}&limit=1&cursor=${next}`);
    expect([answer.status, answer.body.errors[0]?.code]).toEqual([400, 'cursor_malformed']);
  });
});
