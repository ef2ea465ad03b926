import { describe, expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { day, emptyCounty, family, problems, statuses } from './loading.ts';

const { household, load, loadCells, site } = await emptyCounty();

const declared = async (number: string) => (await household(number))?.declared;

describe('低保 and 特困', () => {
  const columns = ['户编号', '姓名', '证件号码', '县', '乡', '年度', '是否享受低保', '出生日期'];
  const cellsOf = (number: string, more: readonly [string, string]) =>
    family(number).map(({ name, idNumber }, i) => [
      number,
      name,
      idNumber,
      '宣汉县',
      '南坝镇',
      '2026',
      more[i] ?? '',
      '',
    ]);

  test('否 is not the household’s while a row of it could not be read, 是 is', async () => {
    const [one = [], two = []] = cellsOf('H1', ['否', '否']);
    const unreadable = [...two.slice(0, 7), '2026-02-30'];
    await loadCells('members', [['户 编号', ...columns.slice(1)], one, unreadable]);
    expect((await household('H1'))?.members).toHaveLength(1);
    expect(await declared('H1')).toEqual([]);
    await loadCells('members', [columns, one, two]);
    expect(await declared('H1')).toEqual([{ year: 2026, schemes: { dibao: false } }]);

    const [yes = [], other = []] = cellsOf('H2', ['是', '否']);
    await loadCells('members', [columns, yes, [...other.slice(0, 7), '2026-02-30']]);
    expect(await declared('H2')).toEqual([{ year: 2026, schemes: { dibao: true } }]);
  });

  test('否 is not the household’s while a row of it is refused in staging', async () => {
    const [head, child] = family('H3', { dibao: false });
    const result = await load('members', [
      head,
      { ...child, joined: day('2000-01-01'), birth: day('2027-01-01') } as never,
    ]);
    expect(problems(result)).toEqual([[3, 'date_after_today', '出生日期']]);
    expect(await declared('H3')).toEqual([]);
  });

  test('否 is not the household’s while a member on record is missing from the file', async () => {
    const [head, child] = family('H4');
    await load('members', [head, child]);
    expect(statuses(await load('members', [{ ...head, dibao: false }]))).toEqual(['unchanged']);
    expect(await declared('H4')).toEqual([]);
    await load('members', [{ ...head, tekun: true }]);
    expect(await declared('H4')).toEqual([{ year: 2026, schemes: { tekun: true } }]);
    const whole = await load('members', [{ ...head, dibao: false }, child]);
    expect(statuses(whole)).toEqual(['changed', 'unchanged']);
    expect(await declared('H4')).toEqual([{ year: 2026, schemes: { tekun: true, dibao: false } }]);
  });
});

test('a household that the sheet says lives scattered lives at no site any more', async () => {
  await load('sites', [{ name: '和谐小区', county: '宣汉县', township: '南坝镇' }]);
  const rows = family('H5', { siteName: '和谐小区', resettlement: 'centralised' });
  await load('members', rows);
  expect((await household('H5'))?.siteId).toBe((await site('和谐小区'))?.id);
  const scattered = rows.map(({ siteName: _, ...row }) => ({ ...row, resettlement: 'scattered' as const }));
  expect(statuses(await load('members', scattered))).toEqual(['changed', 'unchanged']);
  expect(await household('H5')).not.toHaveProperty('siteId');
  expect((await household('H5'))?.resettlement).toBe('scattered');
  expect(statuses(await load('members', scattered))).toEqual(['unchanged', 'unchanged']);
});

test('the county of rows that name none can be said', async () => {
  const rows = family('H6', { county: undefined as never, township: '南坝镇' });
  const county = AreaCode.parse('511703');
  expect(problems(await load('members', rows, { county }))).toEqual([
    [2, 'area_unknown', '乡'],
    [3, 'area_unknown', '乡'],
  ]);
  await load('members', rows, { county: AreaCode.parse('511722') });
  expect((await household('H6'))?.area).toMatch(/^511722\d{3}$/);
});
