import { expect, test } from 'vitest';
import { emptyCounty, family, id, problems } from './loading.ts';

const { household, load, loadCells } = await emptyCounty();

test('income: a statement of a year, of the household whose head it names', async () => {
  const rows = family('E1');
  await load('members', rows);
  const statement = {
    householdNumber: 'E1',
    year: 2025,
    perCapita: 12_000,
    business: 5000,
    businessCost: 2000,
  };
  expect((await load('income', [statement])).counts.created).toBe(1);
  expect((await household('E1'))?.statements).toMatchObject([
    { year: 2025, date: '2025-12-31', perCapita: 12_000 },
  ]);
  expect((await load('income', [{ ...statement, perCapita: 13_000 }])).rows[0]?.changes).toMatchObject([
    { from: [{ perCapita: 12_000 }], to: [{ perCapita: 13_000 }] },
  ]);
  const wrongHead = { ...statement, headIdNumber: id('1980-01-01', 998) };
  expect(problems(await load('income', [wrongHead, { ...statement, householdNumber: 'Z' }]))).toEqual([
    [2, 'head_not_in_household', '户主证件号码'],
    [3, 'household_not_found', '户编号'],
  ]);
});

test('the year of a sheet without 年度 can be said, and total rows are passed over', async () => {
  await load('members', family('E2'));
  const cells = [
    ['户编号', '人均纯收入'],
    ['E2', '9000'],
    ['合计：1人', '9000'],
    ['合计1户', '9000'],
  ];
  await expect(loadCells('income', cells)).rejects.toMatchObject({ code: 'columns_missing' });
  expect((await loadCells('income', cells, { year: 2024 })).counts).toMatchObject({ created: 1, refused: 0 });
  expect((await household('E2'))?.statements).toMatchObject([{ year: 2024, perCapita: 9000 }]);
});
