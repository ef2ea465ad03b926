import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { person } from '../../deps.ts';
import { family, familyId, personId, placeId } from '../../families.ts';
import { countyApi, TOWNSHIPS } from './county.ts';
import { shortPages } from './short-pages.ts';
import { walked } from './walk.ts';

const admin = person('admin', '5117');

/** The county with five households more at the second site, and some history and support of the first household. */
const fullCounty = async () => {
  const api = await countyApi();
  for (let n = 21; n <= 25; n++) await act(api.deps, admin, family(n, 3, placeId(2)));
  for (let n = 1; n <= 5; n++) {
    await act(api.deps, admin, {
      subject: { kind: 'household', id: familyId(1) },
      steps: [
        { name: 'correct-member', input: { memberId: personId(1, 0), phone: `1380013800${n}` } },
        {
          name: 'log-household-support',
          input: { on: plainDate(`2026-05-0${n}`), kind: 'training', what: `走访${n}` },
        },
      ],
    });
  }
  return api;
};

let api: Awaited<ReturnType<typeof fullCounty>>;
beforeAll(async () => {
  api = await fullCounty();
});

const NAMED = '成员';

const LISTS = [
  ['/households', 16],
  ['/households?area=5117', 16],
  ['/households?area=511722', 10],
  [`/households?area=${TOWNSHIPS[1]}`, 3],
  ['/households?rule=R3&outcome=gap', 13],
  ['/households?rule=R3&outcome=met', 3],
  ['/households?outcome=met', 16],
  ['/households?rule=R1', 0],
  ['/households?area=511725', 0],
  [`/households?name=${NAMED}`, 16],
  [`/households?name=${NAMED}1`, 3],
  [`/households?name=${NAMED}1之1`, 1],
  [`/households?name=${NAMED}21之2`, 1],
  [`/households?name=${NAMED}&area=511722`, 10],
  [`/households?name=${NAMED}&rule=R3&outcome=gap`, 13],
  [`/households?name=${NAMED}2&site=${placeId(2)}`, 5],
  [`/households?name=${NAMED}&site=${placeId(1)}`, 1],
  ['/households?name=张', 0],
  [`/households?site=${placeId(2)}`, 5],
  [`/households?site=${placeId(2)}&rule=R3&outcome=met`, 0],
  [`/households?site=${placeId(2)}&area=511723`, 0],
  ['/households?number=511722000001', 1],
  [`/households?number=511722000001&name=${NAMED}1`, 1],
  [`/households?number=511722000001&name=${NAMED}2`, 0],
  [`/households?number=511722000001&site=${placeId(2)}`, 0],
  ['/households?number=511722000099', 0],
  [`/sites/${placeId(2)}/households`, 5],
  ['/sites', 2],
  ['/sites?area=511722&rule=R1&outcome=gap', 2],
  ['/flags?area=511702', 6],
  ['/flags', 34],
  [`/households/${familyId(1)}/changes`, 6],
  [`/households/${familyId(1)}/support`, 5],
  [`/sites/${placeId(2)}/support`, 0],
] as const;

const LIMITS = [1, 2, 3, 7, 200];

let smallOne: Promise<Awaited<ReturnType<typeof fullCounty>> & { seen: { empty: number } }> | undefined;
const smallCounty = () => {
  smallOne ??= fullCounty().then((county) => ({ ...county, seen: shortPages(county.deps.table.client) }));
  return smallOne;
};

describe('lists', () => {
  test.each(LISTS)('%s is complete and has nothing twice, whatever the limit', async (path, count) => {
    const [first, ...others] = await Promise.all(LIMITS.map((limit) => walked(api.ask, path, limit)));
    expect(first?.items).toHaveLength(count);
    expect(new Set(first?.items.map((item) => JSON.stringify(item))).size).toBe(count);
    for (const { items } of others) expect(items).toEqual(first?.items);
  });

  test.each(
    LISTS.filter(([path]) => !/^\/(households|sites)(\?(area=5117$|rule|outcome|name=..$).*)?$/.test(path)),
  )('%s is the same where the table gives small pages and empty ones', async (path, count) => {
    const small = await smallCounty();
    for (const limit of LIMITS) expect((await walked(small.ask, path, limit)).items).toHaveLength(count);
    expect(small.seen.empty).toBeGreaterThan(0);
  });

  test('have somebody by any way of writing the name', async () => {
    const { deps, ask } = await countyApi();
    const { subject, steps } = family(60, 1);
    const [register, ...more] = steps;
    if (register?.name !== 'register-household') throw new Error('a family begins by being registered');
    const members = (register.input.members ?? []).map((one) => ({ ...one, name: '买买提　艾力 ·Ａ' }));
    await act(deps, admin, {
      subject,
      steps: [{ ...register, input: { ...register.input, members } }, ...more],
    });
    for (const name of ['买买提', '买买提 艾', '买买提艾力', ' 买买提　艾力·A', '买 买 提']) {
      const { items } = await walked(ask, `/households?name=${encodeURIComponent(name)}&area=511722`, 50);
      expect(items.map(({ id }) => id)).toEqual([familyId(60)]);
    }
  });

  test('of one village holds that village alone', async () => {
    expect((await api.ask(`/households?area=${TOWNSHIPS[0]}203`)).body.items).toEqual([]);
  });

  test('of households come by township, their outcomes in the order of the rules', async () => {
    const { items } = await walked(api.ask, '/households', 200);
    const areas = items.map(({ area }) => String(area));
    expect(areas).toEqual([...areas].sort());
    for (const { outcomes } of items) {
      expect(Object.keys(outcomes as object)).toEqual(['R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9']);
    }
    const first = items.find(({ id }) => id === familyId(1));
    expect(first).toMatchObject({ kind: 'household', number: '511722000001', siteId: placeId(1), people: 2 });
    expect(first).not.toHaveProperty('under');
  });

  test('a site has its households', async () => {
    const { body } = await api.ask(`/sites/${placeId(1)}/households`);
    expect(body.items.map(({ id }) => id)).toEqual([familyId(1)]);
    expect((await api.ask(`/sites/${placeId(2)}/households`)).body.items).toHaveLength(5);
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
    ['/households?surname=x', 'surname', 'unrecognized_keys', '含有系统不认识的字段，请删除多余字段'],
    ['/households?511799199203050014=x', '', 'unrecognized_keys', undefined],
    ['/households?__proto__=x', '', 'unrecognized_keys', undefined],
    ['/flags?status=open', 'status', 'unrecognized_keys', undefined],
    ['/flags?state=done', 'state', 'invalid_value', undefined],
    ['/flags?overdue=false', 'overdue', 'invalid_value', undefined],
    ['/flags?openedBefore=2026-02-30', 'openedBefore', 'invalid_format', undefined],
    ['/flags?assignee=', 'assignee', 'text_empty', undefined],
    [`/households/${familyId(1)}?on=2026-01-01`, 'on', 'unrecognized_keys', undefined],
    [`/sites/${placeId(1)}/households?area=511722`, 'area', 'unrecognized_keys', undefined],
    [`/households/${familyId(1)}/findings?day=x`, 'day', 'unrecognized_keys', undefined],
    [`/households/${familyId(1)}/findings?on=2026-02-30`, 'on', 'invalid_format', undefined],
    [`/households/${familyId(1)}/findings?on=1066-10-14`, 'on', 'date_out_of_range', undefined],
    [`/sites/${placeId(1)}/findings?on=today`, 'on', 'invalid_format', undefined],
  ])('%s is refused and says why', async (path, field, code, message) => {
    const { status, type, body } = await api.ask(path);
    expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
    expect(body.errors).toMatchObject([{ path: field, code, ...(message ? { message } : {}) }]);
  });
});
