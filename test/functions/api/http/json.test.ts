import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { parseJson } from '../../../../functions/api/http/json.ts';
import { BadRequest } from '../../../../functions/api/http/parse.ts';
import { familyId } from '../../../families.ts';
import { everything, type Item } from '../../../shared/table/raw.ts';
import { countyApi } from '../county.ts';
import { askRaw } from '../raw-request.ts';

let api: Awaited<ReturnType<typeof countyApi>>;
let before: Item[];
beforeAll(async () => {
  api = await countyApi();
  before = await everything(api.deps.table);
});
afterEach(() => {
  api.deps.logged.length = 0;
});

const PATH = `/households/${familyId(1)}`;
const patched = (body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
  askRaw(api.app, PATH, { body, headers });
const bytes = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.concat(parts.map((part) => Buffer.from(part as string))));
const nested = (deep: number) => '['.repeat(deep) + ']'.repeat(deep);

const NUMBER = '511799199203050014';
const DEEP = nested(100_000);

const BODIES: [string, string | Uint8Array<ArrayBuffer>, string, string][] = [
  ['nothing', '', '', 'json_malformed'],
  ['blanks', ' \n ', '', 'json_malformed'],
  ['a word', 'phone', '', 'json_malformed'],
  ['no end', '{"phone":"1"', '', 'json_malformed'],
  ['a string without an end', '{"phone":"1', '', 'json_malformed'],
  ['a comma too many', '{"phone":"1",}', '', 'json_malformed'],
  ['single quotes', "{'phone':'1'}", '', 'json_malformed'],
  ['NaN', '{"phone":NaN}', '', 'json_malformed'],
  ['two values', '{"phone":"1"}{}', '', 'json_malformed'],
  ['a comment', '{"phone":"1"/**/}', '', 'json_malformed'],
  ['no UTF-8', bytes('{"phone":"', [0xff], '"}'), '', 'json_malformed'],
  ['half of a sign', bytes('{"phone":"', [0xe5, 0xbc], '"}'), '', 'json_malformed'],
  ['UTF-16', new Uint8Array(Buffer.from('{"phone":"1"}', 'utf16le')), '', 'json_malformed'],
  [
    'a second byte order mark',
    bytes([0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], '{"phone":"1"}'),
    '',
    'json_malformed',
  ],
  ['__proto__', '{"__proto__":{"phone":"1"}}', '', 'json_key_forbidden'],
  ['__proto__ in escapes', '{"\\u005f_proto_\\u005f":{"phone":"1"}}', '', 'json_key_forbidden'],
  ['constructor', '{"phone":"1","statement":{"constructor":{}}}', '', 'json_key_forbidden'],
  ['prototype', '{"phone":"1","prototype":1}', '', 'json_key_forbidden'],
  ['a key twice', '{"phone":"1","phone":"2"}', '', 'json_key_twice'],
  ['a key twice, once in escapes', '{"phone":"1","ph\\u006fne":"2"}', '', 'json_key_twice'],
  ['a key twice, further in', '{"statement":{"year":1,"year":2}}', '', 'json_key_twice'],
  ['13 levels', `{"phone":${nested(12)}}`, '', 'json_too_deep'],
  ['100,000 levels', DEEP, '', 'json_too_deep'],
  ['100,000 levels of objects', `${'{"a":'.repeat(1e5)}1${'}'.repeat(1e5)}`, '', 'json_too_deep'],
  ['100,000 levels without an end', '['.repeat(1e5), '', 'json_malformed'],
  ['1,001 items', JSON.stringify({ phone: Array(1001).fill(0) }), '', 'json_too_many'],
  ['a list', '[]', '', 'invalid_type'],
  ['null', 'null', '', 'invalid_type'],
  ['a text', '"phone"', '', 'invalid_type'],
  ['a number', '1', '', 'invalid_type'],
  ['nothing to change', '{}', '', 'nothing_given'],
  ['a field that is not known', '{"phonee":"1"}', 'phonee', 'unrecognized_keys'],
  [
    'one further in',
    '{"statement":{"year":2025,"date":"2026-01-01","extra":1}}',
    'statement.extra',
    'unrecognized_keys',
  ],
  ['an ID number for a field', `{"${NUMBER}":"1"}`, '', 'unrecognized_keys'],
  ['a name for a field', '{"成员1之0":"1"}', '', 'unrecognized_keys'],
  [
    'an ID number for a scheme',
    `{"declared":{"year":2025,"schemes":{"${NUMBER}":true}}}`,
    'declared.schemes',
    'unrecognized_keys',
  ],
  [
    'a number beyond all numbers',
    '{"statement":{"year":2025,"date":"2026-01-01","wage":1e400}}',
    'statement.wage',
    'invalid_type',
  ],
  ['a number for a text', '{"phone":13800138000}', 'phone', 'invalid_type'],
  ['null for a day', '{"movedIn":null}', 'movedIn', 'invalid_type'],
  ['half of a character', '{"phone":"\\ud800"}', 'phone', 'text_control_characters'],
  ['the other half', '{"phone":"1\\udc00"}', 'phone', 'text_control_characters'],
];

describe('a body', () => {
  test.each(BODIES)('of %s is 400, says what and where, and changes nothing', async (_, body, path, code) => {
    for (const [language, script] of [
      ['zh-CN', /[\u4e00-\u9fff]/],
      ['en', /^[^\u4e00-\u9fff]+$/],
    ] as const) {
      const { status, type, text, body: answer } = await patched(body, { 'accept-language': language });
      expect([status, type]).toEqual([400, 'application/problem+json; charset=utf-8']);
      expect(answer.errors).toMatchObject([{ path, code, message: expect.stringMatching(script) }]);
      expect(text).not.toMatch(/511799|成员1/);
    }
    expect(JSON.stringify(api.deps.logged)).not.toMatch(/511799|成员1/);
    expect(await everything(api.deps.table)).toEqual(before);
  });

  test.each([
    ['text/plain', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['application/json; charset=gbk', undefined],
    ['application/jsonp', undefined],
    [undefined, undefined],
    ['application/json', 'gzip'],
    ['application/json', 'br'],
    ['application/json', 'identity, gzip'],
  ])('that is said to be %s, %s is 415', async (type, encoding) => {
    const { status, body } = await patched(bytes('{"phone":"13800138001"}'), {
      'content-type': type,
      'content-encoding': encoding,
    });
    expect([status, body.status]).toEqual([415, 415]);
    expect(await everything(api.deps.table)).toEqual(before);
  });
});

test.each([
  ['with a byte order mark', bytes([0xef, 0xbb, 0xbf], '{"phone":"13800138001"}'), 'application/json'],
  ['with its charset named', bytes('{"phone":"13800138002"}'), 'Application/JSON; charset="UTF-8"'],
  ['with emptiness around', bytes('\n\t {"phone":"13800138003"} \r\n'), 'application/json'],
])('a body %s is read', async (_, body, type) => {
  const { app } = await countyApi();
  const { status } = await askRaw(app, PATH, { body, headers: { 'content-type': type } });
  expect(status).toBe(200);
});

describe('JSON', () => {
  const codeOf = (text: string) => {
    try {
      parseJson(text);
      return undefined;
    } catch (error) {
      return error instanceof BadRequest ? error.issues[0]?.message : error;
    }
  };

  test.each([
    '{"a":[1,{"b":"x\\"},{"}],"c":-0}',
    '"x"',
    nested(12),
    JSON.stringify(Array(1000).fill(0)),
    '[[1],[1]]',
  ])('%.30s is read as it stands', (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test('may have a key once in each of its objects', () => {
    expect(parseJson('[{"a":1},{"a":{"a":2}}]')).toEqual([{ a: 1 }, { a: { a: 2 } }]);
    expect(codeOf('{"a":{"b":1},"a":1}')).toBe('json_key_twice');
  });

  // Each of these took minutes, or ran out of stack, where a string is looked for by trial and error.
  test.each([
    ['a string that never ends', `"${'\\"'.repeat(500_000)}`, 'json_malformed'],
    ['many strings that never end', '"\\'.repeat(500_000), 'json_malformed'],
    ['a string of a megabyte', JSON.stringify('\\"'.repeat(250_000)), undefined],
    ['half a million levels', nested(500_000), 'json_too_deep'],
  ])('of %s is looked through once', (_, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});
