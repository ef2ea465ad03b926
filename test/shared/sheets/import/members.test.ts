import { describe, expect, test } from 'vitest';
import type { SheetRow } from '../../../../shared/sheets/columns/index.ts';
import { changesOf } from '../../../../shared/table/record/history.ts';
import { isWrite, recordCalls } from '../../../calls.ts';
import { day, emptyCounty, family, id, problems } from './loading.ts';

const { deps, household, load } = await emptyCounty();

describe('members', () => {
  test('a dry run says what would be created and writes nothing; the import does it; again it writes nothing', async () => {
    const rows = family('A1', { resident_medical: true, dibao: false });
    const calls = recordCalls(deps.table.client);
    const preview = await load('members', rows, { dryRun: true });
    expect(preview.counts).toEqual({ created: 2, changed: 0, unchanged: 0, refused: 0 });
    expect(preview.rows[0]?.changes).toContainEqual({ path: 'number', to: 'A1' });
    expect(calls.filter(isWrite)).toEqual([]);
    expect(await household('A1')).toBeUndefined();

    expect((await load('members', rows)).counts).toEqual(preview.counts);
    const record = await household('A1');
    expect(record).toMatchObject({
      area: expect.stringMatching(/^511722\d{3}$/),
      movedIn: '2019-10-01',
      declared: [{ year: 2026, schemes: { dibao: false } }],
      members: [
        {
          name: '户主甲',
          capacity: [{ from: '2026-01-01', value: 'ordinary' }],
          declared: [{ year: 2026, schemes: { resident_medical: true } }],
        },
        { name: '孩子乙', schooling: [{ from: '2026-01-01', value: '小学' }] },
      ],
    });
    expect(record?.version).toBe(1);

    calls.length = 0;
    expect((await load('members', rows)).counts).toEqual({
      created: 0,
      changed: 0,
      unchanged: 2,
      refused: 0,
    });
    expect(calls.filter(isWrite)).toEqual([]);
  });

  test('a later sheet changes what it says otherwise, field by field, and nothing else', async () => {
    const [head, child] = family('A2');
    await load('members', [head, child]);
    const later = [{ ...head, year: 2027, capacity: 'weak_or_half' as const, phone: '13800000001' }, child];
    const preview = await load('members', later, { dryRun: true });
    expect(preview.rows.map(({ status }) => status)).toEqual(['changed', 'unchanged']);
    const member = (await household('A2'))?.members[0]?.id;
    expect(preview.rows[0]?.changes).toEqual([
      {
        path: `members[${member}].capacity`,
        from: [{ from: '2026-01-01', value: 'ordinary' }],
        to: [
          { from: '2026-01-01', value: 'ordinary' },
          { from: '2027-01-01', value: 'weak_or_half' },
        ],
      },
      { path: `members[${member}].phone`, to: '13800000001' },
    ]);
    await load('members', later);
    const subject = { kind: 'household', id: (await household('A2'))?.id } as never;
    const { items } = await changesOf(deps.table, subject);
    expect(items[0]).toMatchObject({
      actor: 'system:test',
      reason: 'members.xlsx',
      changes: preview.rows[0]?.changes,
    });
  });

  test('values of a year hold from 1 January, or from moving in or birth if later', async () => {
    const [head] = family('A3', { movedIn: day('2026-03-10') });
    await load('members', [{ ...head, movedIn: day('2026-03-10') }]);
    expect((await household('A3'))?.members[0]?.capacity).toEqual([
      { from: '2026-03-10', value: 'ordinary' },
    ]);
  });

  test('a member without a number gets a temporary one, stays the same on loading again, and takes the real one', async () => {
    const [head] = family('A4');
    const baby = { householdNumber: 'A4', name: '新生儿', birth: day('2026-05-01'), relation: '之女' };
    expect((await load('members', [head, baby])).counts.created).toBe(2);
    expect((await load('members', [head, baby])).counts.unchanged).toBe(2);
    const temporary = (await household('A4'))?.members[1];
    expect(temporary?.idNumber).toMatch(/^T511722/);
    const real = { ...baby, number: 'A4-9', idNumber: id('2026-05-01', 901) };
    const numbered = { ...baby, number: 'A4-9' };
    await load('members', [head, numbered]);
    expect((await household('A4'))?.members[1]).toEqual({ ...temporary, number: 'A4-9' });
    await load('members', [head, real]);
    const { members = [] } = (await household('A4')) ?? {};
    expect(members).toHaveLength(2);
    expect(members[1]).toEqual({ ...temporary, number: 'A4-9', idNumber: real.idNumber });
  });

  test('rows of a household that disagree are all refused, and the household is not registered', async () => {
    const [head, child] = family('A5');
    const result = await load('members', [head, { ...child, township: '君塘镇' }, ...family('A6')]);
    expect(problems(result)).toEqual([
      [2, 'household_rows_disagree', '乡'],
      [3, 'household_rows_disagree', '乡'],
    ]);
    expect(await household('A5')).toBeUndefined();
    expect((await household('A6'))?.members).toHaveLength(2);
  });

  test('the same person twice in the file, or already in another household, is a conflict with both places', async () => {
    const [one, two, three] = [family('A7'), family('A8'), family('A9')];
    const [head] = one;
    const [other, kept] = two;
    const twice = await load('members', [
      ...one,
      { ...other, name: head.name, idNumber: head.idNumber },
      kept,
    ]);
    expect(problems(twice)).toEqual([
      [2, 'row_twice', undefined],
      [4, 'row_twice', undefined],
    ]);
    expect(twice.rows[0]?.problems[0]?.values).toEqual({ rows: '2、4' });
    expect((await household('A8'))?.members).toHaveLength(1);

    await load('members', one);
    const [third] = three;
    const elsewhere = await load('members', [{ ...third, idNumber: head.idNumber }]);
    expect(problems(elsewhere)).toEqual([[2, 'person_elsewhere', '证件号码']]);
    expect(elsewhere.rows[0]?.problems[0]?.values).toEqual({ owner: 'A7' });
    expect(await household('A9')).toBeUndefined();
  });

  test.each([
    ['an unknown township', { township: '不存在镇' }, 'area_unknown', '乡'],
    ['an unknown site', { siteName: '没有的安置点' }, 'site_not_found', '安置点名称'],
    ['values of a year without a year', { year: undefined }, 'year_missing', '年度'],
    [
      'a household that moves in in ten years',
      { movedIn: day('2036-01-01') },
      'date_too_far_ahead',
      '搬迁入住时间',
    ],
  ])('%s is refused with its column', async (_, fields, code, column) => {
    const [head] = family('A10');
    const result = await load('members', [{ ...head, ...fields } as SheetRow<'members'>]);
    expect(problems(result)).toEqual([[2, code, column]]);
    expect(await household('A10')).toBeUndefined();
  });
});
