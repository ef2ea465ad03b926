import { expect, test } from 'vitest';
import { person } from '../../deps.ts';
import { familyId, personId, placeId } from '../../families.ts';
import { everything } from '../../shared/table/raw.ts';
import { countyApi } from './county.ts';

const PATH = `/households/${familyId(1)}`;
const member = (m: number) => `${PATH}/members/${personId(1, m)}`;
type Api = Awaited<ReturnType<typeof countyApi>>;

const patch = ({ ask }: Api, path: string, body: unknown, ifMatch?: string, id = 'county_lead-1') => {
  const as = { ...person('county_lead', '5117'), id } as ReturnType<typeof person>;
  return ask(path, {
    method: 'PATCH',
    as,
    body,
    ...(ifMatch === undefined ? {} : { headers: { 'if-match': ifMatch } }),
  });
};
const etagOf = async ({ ask }: Api, path = PATH) => String((await ask(path)).headers.get('etag'));

test('If-Match of the version that stands lets a change through, and its answer has the next', async () => {
  const api = await countyApi();
  const etag = await etagOf(api);
  const { status, headers } = await patch(api, PATH, { phone: '13800138001' }, etag);
  expect(status).toBe(200);
  expect(headers.get('etag')).not.toBe(etag);
  expect(await etagOf(api)).toBe(headers.get('etag'));
  expect((await patch(api, PATH, { phone: '13800138002' }, ` ${headers.get('etag')} `)).status).toBe(200);
  expect((await patch(api, PATH, { phone: '13800138003' }, '*')).status).toBe(200);
});

test('If-Match of an old version is 412, on every way to the record, and changes nothing', async () => {
  const api = await countyApi();
  const old = await etagOf(api);
  expect((await patch(api, member(0), { phone: '13800138001' })).status).toBe(200);
  const before = await everything(api.deps.table);
  const ways = [
    [PATH, 'PATCH', { phone: '13800138002' }],
    [member(1), 'PATCH', { phone: '13800138002' }],
    [`${PATH}/employments`, 'POST', { memberId: personId(1, 0), employer: '砖厂', from: '2026-05-01' }],
    [`${PATH}/members`, 'POST', { name: '新成员', birth: '2026-05-01', relation: '之女' }],
    [`${PATH}/support`, 'POST', { on: '2026-05-01', kind: 'training', what: '走访' }],
    [`${PATH}/re-evaluations`, 'POST', {}],
  ] as const;
  for (const [path, method, body] of ways) {
    for (const version of [old, '"0"', '"999"']) {
      const answer = await api.ask(path, { method, body, headers: { 'if-match': version } });
      expect([path, answer.status, answer.type]).toEqual([
        path,
        412,
        'application/problem+json; charset=utf-8',
      ]);
    }
  }
  const site = await patch(api, `/sites/${placeId(1)}`, { name: '新名' }, '"999"');
  expect(site.status).toBe(412);
  expect(await everything(api.deps.table)).toEqual(before);
});

test.each([
  '',
  '3',
  '"',
  '""',
  'W/"1"',
  '"1", "2"',
  '"x"',
  '"1e0"',
  '"-1"',
  '"1.0"',
  '"0x1"',
  '1"',
  '"9999999999"',
  '*, "1"',
])('If-Match: %s is 400 and changes nothing', async (version) => {
  const api = await countyApi();
  const before = await everything(api.deps.table);
  const { status, body } = await patch(api, PATH, { phone: '13800138001' }, version);
  expect(status).toBe(400);
  expect(body.errors).toMatchObject([{ path: 'If-Match', code: 'if_match_malformed' }]);
  expect(await everything(api.deps.table)).toEqual(before);
});

test('of two people who read the same, one writes and the other is told', async () => {
  const api = await countyApi();
  const etag = await etagOf(api);
  const answers = await Promise.all(
    ['a', 'b'].map((id, m) => patch(api, member(m), { phone: `1380013800${m}` }, etag, id)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  const { text } = await api.ask(PATH);
  const phones = JSON.parse(text).members.flatMap(({ phone }: { phone?: string }) => phone ?? []);
  expect(phones).toHaveLength(1);
});

test('of two people who do not ask for a version both are heard', async () => {
  const api = await countyApi();
  const answers = await Promise.all(
    ['a', 'b'].map((id, m) => patch(api, member(m), { phone: `1380013800${m}` }, undefined, id)),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const { text } = await api.ask(PATH);
  const phones = JSON.parse(text).members.map(({ phone }: { phone?: string }) => phone);
  expect(phones).toEqual(['138****8000', '138****8001']);
  const { body } = await api.ask(`${PATH}/changes`);
  expect(body.items).toHaveLength(3);
});
