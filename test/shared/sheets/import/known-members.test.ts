import { describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import type { Step } from '../../../../shared/domain/commands/index.ts';
import { CLERK, day, emptyCounty, family, id, type Person, problems, statuses } from './loading.ts';

const { deps, household, load, loadCells } = await emptyCounty();

const by = async (number: string, steps: (members: readonly { id: string }[]) => readonly object[]) => {
  const record = await household(number);
  if (!record) throw new Error('no household');
  await act(deps, CLERK, {
    subject: { kind: 'household', id: record.id },
    steps: steps(record.members) as Step[],
  });
};

/** A row without the fields named. */
const without = (row: Person, ...fields: string[]) =>
  Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field))) as unknown as Person;

describe('whom a row speaks of', () => {
  test('a newborn gets its ID number and its 人口编号 at once and stays one member', async () => {
    const [head] = family('M1');
    const baby = { householdNumber: 'M1', name: '新生儿', birth: day('2026-05-01') };
    await load('members', [head, baby]);
    const before = (await household('M1'))?.members[1];
    const numbered = { ...baby, number: 'M1-9', idNumber: id('2026-05-01', 901) };
    expect(statuses(await load('members', [head, numbered]))).toEqual(['unchanged', 'changed']);
    expect((await household('M1'))?.members).toHaveLength(2);
    expect((await household('M1'))?.members[1]).toEqual({
      ...before,
      number: 'M1-9',
      idNumber: numbered.idNumber,
    });
  });

  test('a row without any number is the member of that name and birth, and without a birth nobody can tell', async () => {
    const [head] = family('M2');
    await load('members', [head]);
    const bare = without(head, 'idNumber', 'number');
    expect(statuses(await load('members', [{ ...bare, birth: day('1985-03-02') }]))).toEqual(['unchanged']);
    const before = await household('M2');
    expect(problems(await load('members', [bare]))).toEqual([[2, 'person_unclear', '证件号码']]);
    expect(await household('M2')).toEqual(before);
  });

  test('a 人口编号 that is another’s by name and ID number is a conflict; a slip in one of them is mended', async () => {
    const [head, child] = family('M3');
    await load('members', [head, child]);
    const before = await household('M3');
    const other = { ...child, name: '别人', idNumber: id('2016-01-01', 902) };
    expect(problems(await load('members', [other]))).toEqual([[2, 'person_number_conflict', '人口编号']]);
    const swapped = { ...head, number: child.number ?? '' };
    expect(problems(await load('members', [swapped]))).toEqual([[2, 'person_number_conflict', '人口编号']]);
    expect(await household('M3')).toEqual(before);
    const mended = { ...child, idNumber: id('2015-05-20', 903) };
    expect(statuses(await load('members', [mended]))).toEqual(['changed']);
    expect((await household('M3'))?.members[1]).toMatchObject({ name: '孩子乙', idNumber: mended.idNumber });
  });

  test('two rows with one 人口编号 in a file are a conflict', async () => {
    const [head, child] = family('M4');
    const result = await load('members', [head, { ...child, number: head.number ?? '' }]);
    expect(problems(result)).toEqual([
      [2, 'row_twice', undefined],
      [3, 'row_twice', undefined],
    ]);
    expect(await household('M4')).toBeUndefined();
  });

  test('whoever has left or died is a conflict where the sheet lists them again, unless it is of an earlier year', async () => {
    const rows = family('M5');
    const [head, child] = rows;
    await load('members', rows);
    await by('M5', ([first, second]) => [
      { name: 'member-died', input: { memberId: first?.id, on: day('2026-03-01') } },
      { name: 'member-left', input: { memberId: second?.id, on: day('2026-04-01') } },
    ]);
    const before = await household('M5');
    const result = await load('members', rows);
    expect(problems(result)).toEqual([
      [2, 'member_listed_again', '姓名'],
      [3, 'member_listed_again', '姓名'],
    ]);
    expect(result.rows.map(({ problems: [one] }) => one?.values)).toEqual([
      { on: '2026-03-01' },
      { on: '2026-04-01' },
    ]);
    expect(problems(await load('members', [without(head, 'year', 'capacity', 'willingness')]))).toEqual([
      [2, 'member_listed_again', '姓名'],
    ]);
    expect(await household('M5')).toEqual(before);
    expect(problems(await load('members', [{ ...child, year: 2025 }]))).toEqual([]);
  });
});

describe('years', () => {
  test('two years of a person in one file are taken in their order, and again they change nothing', async () => {
    const [head] = family('M6');
    const file = [
      { ...head, education: '高中', capacity: 'weak_or_half' as const, phone: '13800000002' },
      { ...head, year: 2025, education: '初中', phone: '13800000001' },
    ];
    expect(problems(await load('members', file))).toEqual([]);
    const [member] = (await household('M6'))?.members ?? [];
    expect(member).toMatchObject({
      education: '高中',
      phone: '13800000002',
      capacity: [
        { from: '2025-01-01', value: 'ordinary' },
        { from: '2026-01-01', value: 'weak_or_half' },
      ],
    });
    expect(statuses(await load('members', file))).toEqual(['unchanged', 'unchanged']);
    const elsewhere = { ...head, year: 2024, householdNumber: 'M7' };
    expect(problems(await load('members', [head, elsewhere]))).toEqual([
      [2, 'row_twice', undefined],
      [3, 'row_twice', undefined],
    ]);
  });

  test('an empty 在校生状况 ends what is on record and says nothing of whoever never was at school', async () => {
    const [head, child] = family('M8');
    await load('members', [head, child]);
    const later = { ...without(child, 'schooling'), year: 2027 };
    await load('members', [{ ...head, year: 2027 }, later]);
    const { members = [] } = (await household('M8')) ?? {};
    expect(members.map(({ schooling }) => schooling)).toEqual([
      [],
      [
        { from: '2026-01-01', value: '小学' },
        { from: '2027-01-01', value: 'none' },
      ],
    ]);
    const [, other] = family('M9');
    await load('members', [other]);
    const columns = ['户编号', '姓名', '证件号码', '县', '乡', '年度'];
    const cells = ['M9', other.name, other.idNumber, '宣汉县', '南坝镇', '2027'];
    await loadCells('members', [columns, cells]);
    expect((await household('M9'))?.members[0]?.schooling).toEqual([{ from: '2026-01-01', value: '小学' }]);
  });

  test('of a sheet without 年度 can be said; 户 主 is 户主', async () => {
    const person = id('1990-01-01', 904);
    const columns = ['户编号', '姓名', '证件号码', '县', '乡', '与户主关系', '劳动技能'];
    const cells = ['M10', '某人', person, '宣汉县', '南坝镇', '户 主', '普通劳动力'];
    expect(problems(await loadCells('members', [columns, cells]))).toEqual([[2, 'year_missing', '年度']]);
    await loadCells('members', [columns, cells], { year: 2025 });
    expect((await household('M10'))?.members).toMatchObject([
      { relation: '户主', capacity: [{ from: '2025-01-01', value: 'ordinary' }] },
    ]);
  });
});
