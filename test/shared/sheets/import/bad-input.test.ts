import { beforeAll, describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { isWrite, recordCalls } from '../../../calls.ts';
import { CLERK, day, emptyCounty, family, id, problems } from './loading.ts';

const { deps, household, load, loadCells } = await emptyCounty();
const [head, child] = family('Q1');
const calls = recordCalls(deps.table.client);

beforeAll(async () => {
  await load('members', [head, child]);
  const record = await household('Q1');
  const [first] = record?.members ?? [];
  if (!record || !first) throw new Error('no household');
  await act(deps, CLERK, {
    subject: { kind: 'household', id: record.id },
    steps: [{ name: 'member-died', input: { memberId: first.id, on: day('2026-03-01') } }],
  });
});

const MEMBER_COLUMNS = ['户编号', '姓名', '证件号码', '县', '乡', '出生日期'];
const member = (name: string, idNumber: string, birth = '') => [
  'Q2',
  name,
  idNumber,
  '宣汉县',
  '南坝镇',
  birth,
];
const sound = id('1990-01-01', 911);
const withX = [...Array(99).keys()]
  .map((serial) => id('1991-01-01', serial + 1))
  .find((one) => one.endsWith('X'));

describe('a row that is wrong is refused, and nothing is written', () => {
  const wrongCheck = `${sound.slice(0, 17)}${sound.endsWith('1') ? '2' : '1'}`;
  test.each([
    ['a wrong check digit', member('某人', wrongCheck), 'id_number_check', '证件号码'],
    ['a birth on 30 February', member('某人', sound, '2026-02-30'), 'date_not_in_calendar', '出生日期'],
    ['control characters', member('某\u0001人', sound), 'text_control_characters', '姓名'],
    ['a mark that turns the writing', member('某\u202e人', sound), 'text_control_characters', '姓名'],
    ['10,000 characters', member('长'.repeat(10_000), sound), 'text_too_long', '姓名'],
  ])('members: %s', async (_, cells, code, column) => {
    calls.length = 0;
    expect(problems(await loadCells('members', [MEMBER_COLUMNS, cells]))).toEqual([[2, code, column]]);
    expect(calls.filter(isWrite)).toEqual([]);
    expect(await household('Q2')).toBeUndefined();
  });

  const job = { name: head.name, idNumber: head.idNumber, employer: '甲厂', from: day('2026-01-01') };
  test.each([
    ['a job of a dead member', { from: day('2026-03-01') }, 'member_dead', '开始时间'],
    ['a job before birth', { from: day('1985-03-01') }, 'date_before_birth', '开始时间'],
    ['dates in the wrong order', { plannedUntil: day('2025-12-31') }, 'until_before_from', '预计返乡时间'],
    ['an end in thirty-one years', { plannedUntil: day('2057-06-15') }, 'date_too_far_ahead', '预计返乡时间'],
    [
      'an end to come that has happened',
      { actualUntil: day('2026-06-16') },
      'date_after_today',
      '预计返乡时间',
    ],
  ])('employment: %s', async (_, fields, code, column) => {
    const before = await household('Q1');
    calls.length = 0;
    expect(problems(await load('employment', [{ ...job, ...fields }]))).toEqual([[2, code, column]]);
    expect(calls.filter(isWrite)).toEqual([]);
    expect(await household('Q1')).toEqual(before);
  });
});

test('a lower-case x, full-width digits and emoji are taken', async () => {
  const wide = [...sound].map((sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)).join('');
  const rows = [member('表情😀', wide), member('小写', withX?.toLowerCase() ?? '')];
  const result = await loadCells('members', [MEMBER_COLUMNS, ...rows]);
  expect(problems(result)).toEqual([]);
  expect((await household('Q2'))?.members.map(({ name, idNumber }) => [name, idNumber])).toEqual([
    ['表情😀', sound],
    ['小写', withX],
  ]);
});
