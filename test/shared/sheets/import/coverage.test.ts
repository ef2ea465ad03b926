import { describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { CLERK, day, emptyCounty, family, problems, statuses } from './loading.ts';

const { deps, household, load, loadCells } = await emptyCounty();

test('coverage: a household scheme is the household’s, a member scheme the member’s', async () => {
  const rows = family('D1');
  const idNumberOfHead = rows[0].idNumber;
  await load('members', rows);
  const entry = { name: '户主甲', idNumber: idNumberOfHead, from: day('2024-01-01') };
  const sheet = [
    { ...entry, scheme: 'dibao' as const, status: 'covered', monthly: 380 },
    { ...entry, scheme: 'resident_medical' as const, status: 'insured' },
  ];
  expect((await load('coverage', sheet)).counts.created).toBe(2);
  expect((await load('coverage', sheet)).counts.unchanged).toBe(2);
  const record = await household('D1');
  expect(record?.coverages).toMatchObject([
    { scheme: 'dibao', monthly: 380 },
    { memberId: record?.members[0]?.id },
  ]);
  expect(record?.coverages[0]).not.toHaveProperty('memberId');
});

describe('low-income cover of a household', () => {
  const covered = { scheme: 'dibao' as const, status: 'covered', from: day('2025-01-01') };

  test('named for two of its members is one entry; with two amounts it is a conflict', async () => {
    const [head, child] = family('D2');
    await load('members', [head, child]);
    const [one, two] = [head, child].map(({ name, idNumber }) => ({ ...covered, name, idNumber }));
    if (!one || !two) throw new Error('no rows');
    const differing = await load('coverage', [
      { ...one, monthly: 300 },
      { ...two, monthly: 500 },
    ]);
    expect(problems(differing)).toEqual([
      [2, 'row_twice', undefined],
      [3, 'row_twice', undefined],
    ]);
    expect((await household('D2'))?.coverages).toEqual([]);
    const same = await load('coverage', [
      { ...one, monthly: 300 },
      { ...two, monthly: 300 },
    ]);
    expect(statuses(same)).toEqual(['created', 'unchanged']);
    expect((await household('D2'))?.coverages).toMatchObject([{ monthly: 300 }]);
  });

  test('an empty end says nothing of it, 至今 takes it out, and one in forty years is a slip', async () => {
    const [head] = family('D3');
    await load('members', [head]);
    const entry = { ...covered, name: head.name, idNumber: head.idNumber };
    await load('coverage', [{ ...entry, until: day('2026-12-31') }]);
    expect(statuses(await load('coverage', [entry]))).toEqual(['unchanged']);
    expect((await household('D3'))?.coverages[0]?.until).toBe('2026-12-31');
    expect(statuses(await load('coverage', [{ ...entry, until: 'open' }]))).toEqual(['changed']);
    expect((await household('D3'))?.coverages[0]).not.toHaveProperty('until');
    expect(statuses(await load('coverage', [{ ...entry, until: 'open' }]))).toEqual(['unchanged']);
    expect(problems(await load('coverage', [{ ...entry, until: day('2066-01-01') }]))).toEqual([
      [2, 'date_too_far_ahead', '结束时间'],
    ]);
  });

  test('that was voided is not entered again by a sheet', async () => {
    const [head] = family('D4');
    await load('members', [head]);
    const entry = { ...covered, name: head.name, idNumber: head.idNumber };
    await load('coverage', [entry]);
    const before = await household('D4');
    const [fact] = before?.coverages ?? [];
    if (!before || !fact) throw new Error('no entry');
    await act(deps, CLERK, {
      subject: { kind: 'household', id: before.id },
      steps: [{ name: 'void-coverage', input: { id: fact.id, reason: '录入有误' } }],
    });
    const again = await load('coverage', [entry]);
    expect(problems(again)).toEqual([[2, 'fact_voided_before', '开始时间']]);
    expect(again.rows[0]?.problems[0]?.values).toEqual({ on: '2026-06-15' });
  });
});

test('schemes and statuses go by the words of sheets', async () => {
  const [head] = family('D5');
  await load('members', [head]);
  const rows = [
    ['居民养老', '代缴'],
    ['城镇职工基本养老保险', '中断'],
    ['居民医保', '正常缴费'],
    ['职工医保', '代缴'],
    ['最低生活保障', '在保'],
    ['特困供养', '分散供养'],
  ].map(([scheme = '', status = '']) => [head.name, head.idNumber, scheme, status, '2026-01-01']);
  await loadCells('coverage', [['姓名', '身份证号码', '险种', '状态', '开始时间'], ...rows]);
  expect((await household('D5'))?.coverages.map(({ scheme, status }) => [scheme, status])).toEqual([
    ['resident_pension', 'contributed_for'],
    ['employee_pension', 'interrupted'],
    ['resident_medical', 'insured'],
    ['employee_medical', 'insured'],
    ['dibao', 'covered'],
    ['tekun', 'dispersed'],
  ]);
});
