import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { checkSignOf } from '../../../shared/domain/records/id-number.ts';
import { person } from '../../deps.ts';
import { familyId, personId, placeId } from '../../families.ts';
import { everything, type Item } from '../../shared/table/raw.ts';
import { countyApi, idNumbersOf, TOWNSHIPS } from './county.ts';

let api: Awaited<ReturnType<typeof countyApi>>;
let before: Item[];
let taken = '';
const DEAD = personId(5, 1);
beforeAll(async () => {
  api = await countyApi();
  await act(api.deps, person('admin', '5117'), {
    subject: { kind: 'household', id: familyId(5) },
    steps: [{ name: 'member-died', input: { memberId: DEAD, on: plainDate('2026-03-01') } }],
  });
  [taken = ''] = await idNumbersOf(api.deps, 2);
  before = await everything(api.deps.table);
});

/** How often somebody met a person of another household is counted: a look-up tells no more. */
const isNoCount = ({ pk }: Item) => !String(pk).startsWith('L#');

const H = `/households/${familyId(1)}`;
const JOB = { memberId: personId(1, 0), employer: '砖厂', from: '2026-05-01' };
const number = (digits: string) => `${digits}${checkSignOf(digits)}`;
const wide = (text: string) =>
  [...text].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
const wrongCheck = (sound: string) => sound.slice(0, 17) + (sound.endsWith('1') ? '2' : '1');
const SOUND = number('51179919920305001');
const ENDS_IN_X = Array.from({ length: 999 }, (_, i) =>
  number(`51179919920305${String(i).padStart(3, '0')}`),
).find((one) => one.endsWith('X')) as string;

type Case = readonly [
  what: string,
  method: string,
  path: string,
  body: unknown,
  status: number,
  field: string,
  code: string,
];

const employment = (what: string, changes: object, status: number, field: string, code: string): Case => [
  what,
  'POST',
  `${H}/employments`,
  { ...JOB, ...changes },
  status,
  field,
  code,
];
const text = (what: string, employer: string, code: string): Case =>
  employment(`text with ${what}`, { employer }, 400, 'employer', code);
const lookUp = (what: string, idNumber: string, code: string): Case => [
  `an ID number ${what}`,
  'POST',
  '/people/lookup',
  { idNumber },
  400,
  'idNumber',
  code,
];

const CASES: Case[] = [
  text('a line break', '砖\n厂', 'text_control_characters'),
  text('a zero byte', '砖\u0000厂', 'text_control_characters'),
  text('an escape sequence', '砖\u001b[31m厂', 'text_control_characters'),
  text('a C1 control', '砖\u0085厂', 'text_control_characters'),
  text('a right-to-left override', '砖\u202e厂', 'text_control_characters'),
  text('a right-to-left mark', '砖\u200f厂', 'text_control_characters'),
  text('an isolate', '\u2067砖厂\u2069', 'text_control_characters'),
  text('a zero-width space', '砖\u200b厂', 'text_control_characters'),
  text('a word joiner', '砖\u2060厂', 'text_control_characters'),
  text('a byte order mark within', '砖\ufeff厂', 'text_control_characters'),
  text('a soft hyphen', '砖\u00ad厂', 'text_control_characters'),
  text('a line separator', '砖\u2028厂', 'text_control_characters'),
  text('501 characters', '厂'.repeat(501), 'text_too_long'),
  text('10,000 characters', '厂'.repeat(10_000), 'text_too_long'),
  text('nothing', '', 'text_empty'),
  text('only blanks', ' \t\u3000\n ', 'text_empty'),
  [
    'a name with a line break',
    'POST',
    `${H}/members`,
    { name: '成\n员', birth: '2020-01-01' },
    400,
    'name',
    'text_control_characters',
  ],
  [
    'a reason of 10,000 characters',
    'PATCH',
    H,
    { phone: '1', reason: '因'.repeat(10_000) },
    400,
    'reason',
    'text_too_long',
  ],
  [
    'a reason with a phone number',
    'PATCH',
    H,
    { phone: '1', reason: '本人来电13800138000' },
    400,
    'reason',
    'text_personal_number',
  ],
  [
    'a purpose that is none',
    'POST',
    `${H}/reveal`,
    { memberId: personId(1, 0), fields: ['phone'], purpose: '看' },
    400,
    'purpose',
    'purpose_too_short',
  ],
  [
    'a field named twice',
    'POST',
    `${H}/reveal`,
    { memberId: personId(1, 0), fields: ['phone', 'phone'], purpose: '上门核实' },
    400,
    'fields',
    'field_twice',
  ],
  [
    'a field that is not covered',
    'POST',
    `${H}/reveal`,
    { memberId: personId(1, 0), fields: ['birth'], purpose: '上门核实' },
    400,
    'fields.0',
    'invalid_value',
  ],

  lookUp('with a wrong check', wrongCheck(SOUND), 'id_number_check'),
  lookUp('with a wrong check, full-width', wide(wrongCheck(SOUND)), 'id_number_check'),
  lookUp('of 30 February', number('51179919920230001'), 'id_number_birth_date'),
  lookUp('of month 13', number('51179919921305001'), 'id_number_birth_date'),
  lookUp('of 15 digits', '511799920305001', 'id_number_form'),
  lookUp('with a letter within', `5117X9${SOUND.slice(6)}`, 'id_number_form'),
  lookUp('of nothing', '', 'id_number_form'),
  [
    'an ID number as a number',
    'POST',
    '/people/lookup',
    { idNumber: 511799199203050 },
    400,
    'idNumber',
    'invalid_type',
  ],
  [
    'a new member with a wrong check',
    'POST',
    `${H}/members`,
    { name: '新', idNumber: wrongCheck(SOUND) },
    400,
    'idNumber',
    'id_number_check',
  ],

  employment('the end before the start', { until: '2026-04-30' }, 422, 'until', 'until_before_from'),
  employment('a job before birth', { from: '1991-01-01' }, 422, 'from', 'date_before_birth'),
  employment('a job in the far future', { from: '2150-01-01' }, 422, 'from', 'date_too_far_ahead'),
  employment('a year beyond all dates', { from: '9999-01-01' }, 400, 'from', 'date_out_of_range'),
  employment('30 February', { from: '2026-02-30' }, 400, 'from', 'invalid_format'),
  employment('29 February of no leap year', { from: '2025-02-29' }, 400, 'from', 'invalid_format'),
  employment('another form of date', { from: '2026/05/01' }, 400, 'from', 'invalid_format'),
  employment('an instant for a date', { from: '2026-05-01T00:00:00Z' }, 400, 'from', 'invalid_format'),
  employment(
    'an actual end to come',
    { until: '2026-06-16', untilIs: 'actual' },
    422,
    'until',
    'date_after_today',
  ),
  employment('a wage of three decimals', { monthlyWage: 3000.005 }, 400, 'monthlyWage', 'money_two_decimals'),
  employment('a wage below nothing', { monthlyWage: -1 }, 400, 'monthlyWage', 'money_negative'),
  employment('a wage beyond all wages', { monthlyWage: 1e12 }, 400, 'monthlyWage', 'too_big'),
  employment('a wage as text', { monthlyWage: '3000' }, 400, 'monthlyWage', 'invalid_type'),
  employment(
    'an employer code with a wrong check',
    { employerCode: '91511722MA62000000' },
    400,
    'employerCode',
    'employer_code_check',
  ),
  employment(
    'somebody of another household',
    { memberId: personId(2, 0) },
    422,
    'memberId',
    'member_unknown',
  ),
  employment('a malformed member', { memberId: 'x' }, 400, 'memberId', 'id_malformed'),
  employment('a field too many', { salary: 1 }, 400, 'salary', 'unrecognized_keys'),
  [
    'a job for a dead member',
    'POST',
    `/households/${familyId(5)}/employments`,
    { ...JOB, memberId: DEAD },
    422,
    'from',
    'member_dead',
  ],
  [
    'an end to come',
    'PATCH',
    `/households/${familyId(3)}`,
    { dissolved: '2026-06-16' },
    422,
    'on',
    'date_after_today',
  ],
  [
    'a death before birth',
    'PATCH',
    `${H}/members/${personId(1, 0)}`,
    { died: '1980-01-01' },
    422,
    'on',
    'date_before_birth',
  ],
  [
    'an area that is malformed',
    'POST',
    '/sites',
    { name: '新点', area: '51172', occupied: '2020-01-01' },
    400,
    'area',
    'area_malformed',
  ],
  [
    'a township outside',
    'POST',
    '/sites',
    { name: '新点', area: '511622100', occupied: '2020-01-01' },
    403,
    'area',
    'outside_areas',
  ],
  [
    'a site of a name that is taken',
    'POST',
    '/sites',
    { name: '安置点1', area: TOWNSHIPS[0], occupied: '2020-01-01' },
    409,
    'name',
    'site_name_taken',
  ],
  ['nothing to change', 'PATCH', `/sites/${placeId(1)}`, { reason: '无' }, 400, '', 'nothing_given'],
];

describe('what cannot be', () => {
  test.each(CASES)(
    '%s: told by field and code in both languages, nothing changed',
    async (_, method, path, body, status, field, code) => {
      for (const [language, script] of [
        ['zh-CN', /[\u4e00-\u9fff]/],
        ['en', /^[^\u4e00-\u9fff{}]+$/],
      ] as const) {
        const answer = await api.ask(path, { method, body, headers: { 'accept-language': language } });
        expect([answer.status, answer.type, answer.headers.get('content-language')]).toEqual([
          status,
          'application/problem+json; charset=utf-8',
          language,
        ]);
        expect(answer.body.errors).toMatchObject([
          { path: field, code, message: expect.stringMatching(script) },
        ]);
        expect(answer.text).not.toMatch(/511799|成员\d/);
      }
      expect(await everything(api.deps.table)).toEqual(before);
    },
  );
});

describe('text', () => {
  test.each([
    ['with emoji', '扶贫车间👷🏽‍♀️'],
    ['with inner spaces', '第一 车间　东'],
    ['of rare characters', '𠮷野家㐂'],
    ['that is written right to left', 'مصنع'],
    ['of 500 characters', '厂'.repeat(500)],
    ['that would be markup', '<script>alert(1)</script> & "\'\\'],
    ['that begins like a formula', '=1+1'],
  ])('%s is kept as it is', async (_, employer) => {
    const { ask } = await countyApi();
    const body = { ...JOB, employer: `  ${employer} ` };
    expect((await ask(`${H}/employments`, { method: 'POST', body })).status).toBe(201);
    const { employments } = JSON.parse((await ask(H)).text);
    expect(employments).toMatchObject([{ employer }]);
  });
});

describe('an ID number', () => {
  test.each([
    ['with a lower-case x', (one: string) => one.toLowerCase()],
    ['in full-width signs', wide],
    ['with blanks around', (one: string) => ` ${one}\u3000`],
  ])('%s is that person’s', async (_, written) => {
    const { ask } = await countyApi();
    const body = { name: '新成员', idNumber: written(ENDS_IN_X), relation: '之子' };
    expect((await ask(`${H}/members`, { method: 'POST', body })).status).toBe(201);
    const found = await ask('/people/lookup', { method: 'POST', body: { idNumber: ENDS_IN_X } });
    expect([found.status, JSON.parse(found.text).household.id]).toEqual([200, familyId(1)]);
  });
});

describe('somebody who is in another household', () => {
  const added = (area: string, n: number, language = 'zh-CN') =>
    api.ask(`/households/${familyId(n)}/members`, {
      method: 'POST',
      as: person('township_clerk', area),
      body: { name: '又一次', idNumber: taken, relation: '之子' },
      headers: { 'accept-language': language },
    });

  test('is not taken over; whose they are is told within the areas of whoever asks', async () => {
    // Households 2 and 6 are of one township, 1 is of another county.
    const { status, body, text: said } = await added('511723100', 6);
    expect(status).toBe(409);
    expect(body.errors).toMatchObject([
      { code: 'person_elsewhere', path: expect.stringContaining('idNumber') },
    ]);
    expect(said).toContain(familyId(2));
    expect((await everything(api.deps.table)).filter(isNoCount)).toEqual(before);
  });

  test('and nothing of that household elsewhere', async () => {
    for (const language of ['zh-CN', 'en']) {
      const { status, body, text: said } = await added('511722', 1, language);
      expect(status).toBe(409);
      expect(body.errors).toMatchObject([{ code: 'person_elsewhere' }]);
      expect(said).not.toContain(familyId(2));
      expect(said).not.toMatch(/0H0000000000000000000000(?!01)|511799|511723|成员2|\{owner\}/);
    }
    expect(JSON.stringify(api.deps.logged)).not.toMatch(/511799|成员2/);
    expect((await everything(api.deps.table)).filter(isNoCount)).toEqual(before);
  });
});

describe('an id', () => {
  const long = 'x'.repeat(8000);
  test.each([
    `/households/${familyId(1).toLowerCase()}`,
    `/households/${familyId(1)}0`,
    `/households/8${familyId(1).slice(1)}`,
    `/households/${familyId(1)}%00`,
    `/households/${familyId(1)}%20`,
    '/households/%E0%A4%A',
    '/households/%FF',
    '/households/..%2f..%2fme',
    '/households/__proto__',
    '/households/constructor',
    `/households/${placeId(1)}`,
    `/sites/${familyId(1)}`,
    `/households/${long}`,
    `/${long}`,
    `/households/${familyId(1)}/findings/${long}`,
    `/flags/H-${familyId(1)}-R3-`,
    `/flags/H-${familyId(1)}-R0`,
    `/flags/S-${familyId(1)}-R1`,
    '/me/',
    '//me',
    '/ME',
  ])('%.60s is nobody’s: 404', async (path) => {
    const { status, type, text: said } = await api.ask(path);
    expect([status, type]).toEqual([404, 'application/problem+json; charset=utf-8']);
    expect(said).not.toMatch(/xxxx/);
  });

  test.each([
    ['GET', ''],
    ['GET', '/findings'],
    ['GET', '/changes'],
    ['GET', '/support'],
    ['PATCH', ''],
    ['POST', '/employments'],
    ['POST', '/members'],
    ['POST', '/re-evaluations'],
  ] as const)('of another township is as one that is nobody’s: %s …%s', async (method, rest) => {
    const as = person('township_clerk', '511722107');
    const bodies: Record<string, unknown> = {
      '': { phone: '13800138001' },
      '/employments': JOB,
      '/members': { name: '新', birth: '2020-01-01' },
      '/re-evaluations': {},
    };
    const question = { as, method, ...(method === 'GET' ? {} : { body: bodies[rest] }) };
    // The first is of the township beside it.
    const [there, nowhere] = await Promise.all(
      [familyId(1), familyId(99)].map((id) => api.ask(`/households/${id}${rest}`, question)),
    );
    expect([there?.status, nowhere?.status]).toEqual([404, 404]);
    expect({ ...there?.body, instance: '' }).toEqual({ ...nowhere?.body, instance: '' });
  });
});

describe('a query', () => {
  const year = 'x'.repeat(8000);
  test.each([
    [`/households?area=${year}`, 'area', 'area_malformed'],
    [`/households?name=${year}`, 'name', 'text_too_long'],
    [`/households?name=${'x'.repeat(51)}`, 'name', 'too_big'],
    ['/households?name=%20', 'name', 'text_empty'],
    ['/households?name=%00', 'name', 'text_control_characters'],
    ['/households?name=a%E2%80%AEb', 'name', 'text_control_characters'],
    ['/households?area=511722&area=511723', 'area', 'invalid_type'],
    ['/households?area=５１１７２２', 'area', 'area_malformed'],
    ['/households?area=', 'area', 'area_malformed'],
    ['/households?site=x', 'site', 'id_malformed'],
    [`/households?site=${placeId(1).toLowerCase()}`, 'site', 'id_malformed'],
    ['/households?limit=1.0', 'limit', 'limit_out_of_range'],
    ['/households?limit=%201', 'limit', 'limit_out_of_range'],
    ['/households?limit=+1', 'limit', 'limit_out_of_range'],
    ['/areas?within=x', 'within', 'area_malformed'],
    ['/me?x=1', 'x', 'unrecognized_keys'],
    [`${H}?asOf=2026-06-15`, 'asOf', 'instant_malformed'],
    [`${H}?asOf=2026-02-30T00:00:00Z`, 'asOf', 'instant_malformed'],
    [`${H}/findings?on=2026-02-30`, 'on', 'invalid_format'],
  ])('%.60s is 400', async (path, field, code) => {
    const { status, body } = await api.ask(path);
    expect([status, body.errors]).toMatchObject([400, [{ path: field, code }]]);
  });

  test.each(['51', '511622', '511723100'])('for area %s outside one’s own is 403', async (area) => {
    const { status, body } = await api.ask(`/households?area=${area}`, { as: person('hr_clerk', '511722') });
    expect([status, body.errors]).toMatchObject([403, [{ path: 'area', code: 'outside_areas' }]]);
  });

  test.each(['511722999', '511722107999'])('for area %s, which nobody uses, finds nothing', async (area) => {
    const { status, body } = await api.ask(`/households?area=${area}`);
    expect([status, body.items, body.next]).toEqual([200, [], undefined]);
  });

  test('for a site of another township finds none', async () => {
    const as = person('township_clerk', '511723100');
    expect((await api.ask(`/households?site=${placeId(1)}`, { as })).status).toBe(404);
    expect((await api.ask(`/sites/${placeId(1)}/households`, { as })).status).toBe(404);
  });
});

test('nothing of what was typed is logged, whatever was wrong with it', async () => {
  const { deps, ask } = await countyApi();
  for (const [, method, path, body] of CASES) await ask(path, { method, body });
  await ask(`/households?name=${encodeURIComponent('成员1')}`);
  await ask(`/households/${SOUND}`);
  expect(deps.logged.length).toBeGreaterThanOrEqual(CASES.length + 2);
  expect(deps.logged.filter(({ event }) => event !== 'request')).toEqual([]);
  // The ids of requests are nobody's, and have every few letters in them sooner or later.
  const said = deps.logged.map(({ event, fields }) => ({ event, ...(fields as object), request: '' }));
  expect(JSON.stringify(said)).not.toMatch(/511799|5117X9|成员|砖|新|0H0|0M0/);
});
