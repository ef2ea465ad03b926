import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Step } from '../../../shared/domain/commands/index.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import { recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { familyId, personId } from '../../families.ts';
import { idNumber } from '../../shared/domain/rules/builders.ts';
import { apiOf } from './county.ts';

const BIRTH = '1985-07-07';
const SINCE = plainDate('2020-01-01');
/** Numbers that end in X, since people type that in several ways. */
const ENDING_IN_X = Array.from({ length: 999 }, (_, serial) => idNumber(BIRTH, serial)).filter((number) =>
  number.endsWith('X'),
);
const numberAt = (n: number): string => ENDING_IN_X[n] ?? '';

/** Households with the names of their people, by where they live; the last is not of 宣汉县. */
const HOUSEHOLDS: readonly (readonly [area: string, origin: string | undefined, ...names: string[]])[] = [
  ['511722107', '511723100', '欧阳秀英', '张 三'],
  ['511722107', undefined, '张三丰', '张建国', '张玉兰'],
  ['511722108', undefined, '李四', '张三'],
  ['511722108', undefined, '王五'],
  ['511702001', undefined, '张三丰', '张三'],
];

let deps: TestDeps;
let ask: ReturnType<typeof apiOf>['ask'];
const admin = person('admin', '5117');
const clerk = person('hr_clerk');

beforeAll(async () => {
  deps = await testDeps();
  ask = apiOf(deps).ask;
  let serial = 0;
  for (const [i, [area, origin, ...names]] of HOUSEHOLDS.entries()) {
    await act(deps, admin, {
      subject: { kind: 'household', id: familyId(i) },
      steps: [
        {
          name: 'register-household',
          input: {
            ...{ id: familyId(i), area: AreaCode.parse(area), movedIn: SINCE, number: `户${i}` },
            ...(origin ? { origin: AreaCode.parse(origin) } : {}),
            members: names.map((name, m) => ({
              ...{ id: personId(i, m), name, idNumber: IdNumber.parse(numberAt(serial++)) },
              phone: '13900000001',
            })),
          },
        },
        ...names.flatMap((_, m): Step[] => [
          { name: 'record-capacity', input: { memberId: personId(i, m), from: SINCE, value: 'ordinary' } },
          { name: 'record-willingness', input: { memberId: personId(i, m), from: SINCE, value: 'willing' } },
        ]),
      ],
    });
  }
});

const lookUp = (said: string, as = clerk) =>
  ask('/people/lookup', { method: 'POST', as, body: { idNumber: said } });
const fullWidth = (text: string) =>
  [...text].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');

describe('somebody looked up by ID number', () => {
  test.each([
    ['as it is', (number: string) => number],
    ['with a small x', (number: string) => number.toLowerCase()],
    ['in full-width signs', fullWidth],
    ['in small full-width signs', (number: string) => fullWidth(number.toLowerCase())],
    ['between spaces', (number: string) => ` ${number}\u3000`],
  ])('is found with the state of the household: the number %s', async (_, typed) => {
    const { status, headers, body, text } = await lookUp(typed(numberAt(1)));
    expect([status, headers.get('etag')]).toEqual([200, '"1"']);
    expect(body).toMatchObject({
      memberId: personId(0, 1),
      household: { id: familyId(0), findings: expect.any(Array), flags: expect.any(Array) },
    });
    expect(text).toContain('欧阳秀英');
    expect(text).not.toMatch(/511799\d/);
  });

  test('is covered for whoever asks from the origin', async () => {
    const { status, text } = await lookUp(numberAt(1), person('hr_clerk', '511723'));
    expect(status).toBe(200);
    expect(text).toContain('欧***');
    expect(text).not.toMatch(/欧阳|张\s*三|13900000001|511799\d/);
  });

  test('is not there where nobody has it, and no less so outside the areas of whoever asks', async () => {
    const nobody = await lookUp(numberAt(40));
    const outside = await lookUp(numberAt(1), person('hr_clerk', '511725'));
    const told = ({ body: { instance: _, ...rest } }: typeof nobody) => rest;
    expect(nobody.status).toBe(404);
    expect(told(outside)).toEqual(told(nobody));
  });

  test.each([
    ['id_number_check', numberAt(1).replace('X', '0')],
    ['id_number_form', '12345'],
    ['id_number_form', ''],
    ['id_number_birth_date', `511799199902300${'012'}`],
  ])('is a mistake that is told: %s', async (code, number) => {
    const { status, body, text } = await lookUp(number);
    expect([status, body.errors]).toEqual([400, [{ path: 'idNumber', code, message: expect.any(String) }]]);
    if (number) expect(text).not.toContain(number);
  });
});

/** Ids of a list, walked to its end. */
const walked = async (path: string, limit: number, as = clerk): Promise<string[]> => {
  const ids: string[] = [];
  let cursor = '';
  for (let pages = 0; pages < 50; pages++) {
    const { status, body } = await ask(`${path}&limit=${limit}${cursor}`, { as });
    expect(status).toBe(200);
    expect(body.items.length).toBeLessThanOrEqual(limit);
    ids.push(...body.items.map(({ id }) => id));
    if (body.next === undefined) return ids;
    cursor = `&cursor=${encodeURIComponent(body.next)}`;
  }
  throw new Error('a list without an end');
};

const named = (name: string) => `/households?name=${encodeURIComponent(name)}`;
const all = person('township_clerk', '5117');

describe('households found by the name of somebody in them', () => {
  test.each([
    ['a surname', '张', clerk, [0, 1, 2]],
    ['a surname of two signs', '欧阳', clerk, [0]],
    ['a whole name, which begins longer ones', '张三', clerk, [0, 1, 2]],
    ['a whole name', '张三丰', clerk, [1]],
    ['a name with a space in it', '张 三', clerk, [0, 1, 2]],
    ['a name in full-width signs', '张三　丰', clerk, [1]],
    ['nobody’s name', '赵', clerk, []],
    ['a name in several counties', '张三', all, [0, 1, 2, 4]],
    ['a name in one township', '张', person('hr_clerk', '511722108'), [2]],
  ] as const)('%s', async (_, name, as, households) => {
    for (const limit of [200, 1, 2, 3]) {
      expect((await walked(named(name), limit, as)).sort(), `${limit} a page`).toEqual(
        households.map(familyId),
      );
    }
  });

  test('in an area that is asked for, and by outcome', async () => {
    expect(await walked(`${named('张')}&area=511722108`, 1)).toEqual([familyId(2)]);
    expect(await walked(`${named('张')}&rule=R9&outcome=not_applicable`, 1)).toEqual([]);
  });

  test.each(['city_lead', 'admin'] as const)('is not for a %s', async (role) => {
    const { status, body } = await ask(named('张'), { as: person(role, '5117') });
    expect([status, body.errors?.[0]?.code]).toEqual([403, 'not_permitted']);
  });

  test('in an area of others is refused', async () => {
    const { status, body } = await ask(`${named('张')}&area=511702`, { as: clerk });
    expect([status, body.errors?.[0]?.code]).toEqual([403, 'outside_areas']);
  });
});

describe('a household found by its number', () => {
  const numbered = (number: string) => `/households?number=${encodeURIComponent(number)}`;

  test('is one line, and none outside', async () => {
    expect(await walked(numbered('户1'), 50)).toEqual([familyId(1)]);
    expect(await walked(numbered('户4'), 50)).toEqual([]);
    expect(await walked(numbered('户4'), 50, all)).toEqual([familyId(4)]);
    expect(await walked(numbered('户9'), 50, all)).toEqual([]);
    expect(await walked(`${numbered('户1')}&area=511722108`, 50)).toEqual([]);
  });

  test('has the name of its head covered where names are', async () => {
    const { body } = await ask(numbered('户1'), { as: person('city_lead', '5117') });
    expect(body.items).toMatchObject([{ id: familyId(1), name: '张**' }]);
  });
});

test('a clerk of the HR bureau finds somebody and logs the placement in two requests', async () => {
  const calls = recordCalls(deps.table.client);
  const sent = () => calls.splice(0).map(({ command }) => command);
  const found = await lookUp(numberAt(5));
  expect(sent().sort()).toEqual(['BatchGetItemCommand', 'QueryCommand', 'UpdateItemCommand']);
  const { memberId, household } = JSON.parse(found.text);
  expect(household.findings).toContainEqual(expect.objectContaining({ rule: 'R3', outcome: 'gap' }));

  const logged = await ask(`/households/${household.id}/employments`, {
    method: 'POST',
    as: clerk,
    body: { memberId, employer: '帮扶车间', from: plainDate('2026-06-01'), monthlyWage: 3200 },
    headers: { 'if-match': found.headers.get('etag') ?? '', 'idempotency-key': 'placement-1' },
  });
  expect(sent()).toEqual(['QueryCommand', 'TransactWriteItemsCommand']);
  expect([logged.status, logged.headers.get('etag')]).toEqual([201, '"2"']);
  expect(logged.body).toMatchObject({
    ...{ kind: 'household', id: household.id, version: 2, changed: true },
    made: [expect.any(String)],
    outcomes: { R3: ['met'] },
  });
});
