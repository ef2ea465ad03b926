import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { auditTownship } from '../../../functions/audit/township.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { everything } from '../../shared/table/raw.ts';
import { apiOf, believe, tokenOf } from './county.ts';

const TOWNSHIP = '511722107';
const lead = person('county_lead', '5117');

let deps: TestDeps;
let api: ReturnType<typeof apiOf>;

beforeAll(async () => {
  deps = await testDeps();
  api = apiOf(deps);
});

const post = (path: string, body: object, as = lead) => api.ask(path, { method: 'POST', body, as });

const household = (area: string, number: string) => ({ area, number });

/** Rights come first: an area that is not configured lies outside every caller's. */
const statusOf = (code: string) => (code === 'outside_areas' ? 403 : 400);

/** What is refused: status, the code of its field, the field, and what its sentence says. */
const REFUSED = [
  ['of another prefecture', '450123101', 'outside_areas', /./],
  ['that no township has', '511722999', 'area_not_in_use', /511722999不是在用的区划代码/],
  ['of a village in no township', '511722999201', 'area_not_in_use', /511722999201不是在用的区划代码/],
  [
    'that was replaced',
    '511721101',
    'area_replaced',
    /511721101（达县）自2013年7月17日后不再使用，现为达川区/,
  ],
] as const;

describe('an area that is not in use', () => {
  test.each(REFUSED)(
    '%s registers no household and no site, and nothing is written',
    async (_, area, code, says) => {
      const before = await everything(deps.table);
      for (const [path, body] of [
        ['/households', household(area, `n-${area}`)],
        ['/sites', { area, name: `点-${area}` }],
      ] as const) {
        const { status, body: problem } = await post(path, body);
        expect(status).toBe(statusOf(code));
        expect(problem.errors).toEqual([{ path: 'area', code, message: expect.stringMatching(says) }]);
      }
      expect(await everything(deps.table)).toEqual(before);
    },
  );

  test.each(REFUSED)('%s takes no household and no site that is there', async (_, area, code) => {
    for (const [path, body] of [
      ['/households', household(TOWNSHIP, `m-${area}`)],
      ['/sites', { area: TOWNSHIP, name: `在-${area}` }],
    ] as const) {
      const { headers } = await post(path, body);
      const at = headers.get('location')?.replace('/api/v1', '') ?? '';
      const moved = await api.ask(at, { method: 'PATCH', body: { area, reason: '更正' }, as: lead });
      expect([moved.status, moved.body.errors?.[0]?.code]).toEqual([statusOf(code), code]);
      const { body: shown } = await api.ask(at, { as: lead });
      expect(JSON.stringify(shown)).toContain(`"area":"${TOWNSHIP}"`);
    }
  });

  test('is refused by the numbers', async () => {
    const province = person('city_lead', '5117', '51');
    for (const path of ['/numbers', '/numbers/trend', '/numbers/league']) {
      const { status, body } = await api.ask(`${path}?area=511799`, { as: province });
      expect([path, status, body.errors?.[0]]).toEqual([
        path,
        400,
        {
          path: 'area',
          code: 'area_not_in_use',
          message: expect.stringMatching(/^511799不是在用的区划代码/),
        },
      ]);
    }
    const { status, body } = await api.ask('/areas?within=450123', { as: province });
    expect([status, body.errors[0]]).toMatchObject([400, { path: 'within', code: 'area_not_configured' }]);
  });
});

test('a household that is accepted is looked at by the next audit', async () => {
  const { status } = await post('/households', household(TOWNSHIP, 'audited'));
  expect(status).toBe(201);
  const on = plainDate('2026-06-15');
  const part = await auditTownship(deps, { run: 'r', on, township: AreaCode.parse(TOWNSHIP) });
  expect(part.looked).toBeGreaterThan(0);
});

describe('a token', () => {
  test.each([['450123'], ['511799'], ['45', '4501']])(
    'of %s alone opens nothing, and is told why',
    async (...areas) => {
      const { status, body } = await api.ask('/me', { as: person('county_lead', ...areas) });
      expect(status).toBe(403);
      expect(body.errors).toEqual([
        {
          path: 'areas',
          code: 'areas_not_configured',
          message: `您账号的区划（${areas.join('、')}）都不在本系统服务的范围（达州市）之内，请联系管理员更正授权`,
        },
      ]);
    },
  );

  test('of areas within and outside the configured ones opens those within', async () => {
    const { status, body } = await api.ask('/me', {
      as: person('county_lead', '450123', '511722', '511799'),
    });
    expect([status, body]).toMatchObject([200, { areas: [{ code: '511722', name: '宣汉县' }] }]);
  });

  test('of a province opens what is configured of it', async () => {
    const { body } = await api.ask('/areas', { as: person('city_lead', '51') });
    expect(body.items).toHaveLength(207);
  });
});

test('in English the sentence says the same', async () => {
  const app = createApp(deps, { version: '1', verify: believe, documents: new URL('file:///'), origins: [] });
  const headers = { authorization: `Bearer ${tokenOf(lead)}`, 'accept-language': 'en' };
  const answer = await app.request('/api/v1/numbers?area=511799', { headers });
  expect(((await answer.json()) as { errors: { message: string }[] }).errors[0]?.message).toMatch(
    /^511799 is no division in use/,
  );
});
