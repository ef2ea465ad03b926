import { describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { loadRecordWithFindings } from '../../../../shared/queries/records.ts';
import { CLERK, day, emptyCounty, family, problems, statuses } from './loading.ts';

const { deps, household, load, loadCells, site } = await emptyCounty();

describe('sites, industries and linkages', () => {
  test('are known by their names; the site sees what is linked to its industries', async () => {
    await load('sites', [
      {
        name: '幸福小区',
        county: '宣汉县',
        township: '南坝镇',
        occupied: day('2019-10-01'),
        plannedHouseholds: 30,
      },
    ]);
    const rows = [...family('B1', { siteName: '幸福小区' }), ...family('B2', { siteName: '幸福小区' })];
    await load('members', rows);
    const industry = {
      siteName: '幸福小区',
      name: '脆李种植',
      leading: true,
      status: 'operating' as const,
      started: day('2020-03-01'),
      confirmed: day('2026-05-01'),
    };
    expect((await load('industries', [industry])).counts.created).toBe(1);
    expect((await load('industries', [industry])).counts.unchanged).toBe(1);
    expect((await site('幸福小区'))?.industries[0]).toMatchObject({
      leading: [{ from: '2020-03-01', value: true }],
      status: [{ from: '2020-03-01', value: 'operating' }],
      confirmed: ['2026-05-01'],
    });
    const linkage = {
      siteName: '幸福小区',
      industryName: '脆李种植',
      householdNumber: 'B1',
      kind: 'dividend' as const,
      from: day('2026-01-01'),
      yearly: 600,
    };
    expect((await load('linkages', [linkage])).counts.created).toBe(1);
    expect((await load('linkages', [linkage])).counts.unchanged).toBe(1);
    const subject = { kind: 'site', id: (await site('幸福小区'))?.id } as never;
    expect((await loadRecordWithFindings(deps, subject, day('2026-06-15')))?.findings).toMatchObject([
      { rule: 'R1', outcome: 'met' },
    ]);
    expect((await site('幸福小区'))?.evaluated?.findings).toMatchObject([{ outcome: 'met' }]);

    const ended = await load('linkages', [{ ...linkage, until: day('2026-06-01') }]);
    expect(ended.rows[0]?.changes).toMatchObject([
      { path: expect.stringMatching(/\.until$/), to: '2026-06-01' },
    ]);
    expect((await site('幸福小区'))?.evaluated?.findings).toMatchObject([{ outcome: 'gap' }]);
  });

  test('an industry that stopped and runs again does so from the day that was seen, not from its beginning', async () => {
    const row = { siteName: '幸福小区', name: '香菇', started: day('2020-03-01') };
    await load('industries', [{ ...row, status: 'operating', confirmed: day('2024-05-01') }]);
    await load('industries', [{ ...row, status: 'stopped', confirmed: day('2025-05-01') }]);
    await load('industries', [{ ...row, status: 'operating', confirmed: day('2026-05-01') }]);
    const found = (await site('幸福小区'))?.industries.find(({ name }) => name === '香菇');
    expect(found?.status).toEqual([
      { from: '2020-03-01', value: 'operating' },
      { from: '2025-05-01', value: 'stopped' },
      { from: '2026-05-01', value: 'operating' },
    ]);
  });

  test('what they refer to must be there', async () => {
    const linkage = {
      siteName: '幸福小区',
      industryName: '没有',
      householdNumber: 'B1',
      kind: 'land' as const,
      from: day('2026-01-01'),
    };
    expect(problems(await load('linkages', [linkage, { ...linkage, householdNumber: 'Z' }]))).toEqual([
      [2, 'industry_not_found', '产业名称'],
      [3, 'household_not_found', '户编号'],
    ]);
    expect(problems(await load('industries', [{ siteName: '没有', name: '香菇' }]))).toEqual([
      [2, 'site_not_found', '安置点名称'],
    ]);
    const contradicting = { name: '另一处', area: '511722101', county: '宣汉县', township: '南坝镇' };
    expect(problems(await load('sites', [contradicting as never]))).toEqual([
      [2, 'area_contradicts_names', '行政区划代码'],
    ]);
  });

  test('a linkage’s end is taken out by 至今; voided, it is not entered again', async () => {
    const linkage = {
      siteName: '幸福小区',
      industryName: '脆李种植',
      householdNumber: 'B2',
      kind: 'land' as const,
      from: day('2026-01-01'),
    };
    await load('linkages', [{ ...linkage, until: day('2055-12-31') }]);
    expect(statuses(await load('linkages', [linkage]))).toEqual(['unchanged']);
    expect(statuses(await load('linkages', [{ ...linkage, until: 'open' }]))).toEqual(['changed']);
    const before = await household('B2');
    const [fact] = before?.linkages ?? [];
    expect(fact).not.toHaveProperty('until');
    if (!before || !fact) throw new Error('no linkage');
    expect(problems(await load('linkages', [{ ...linkage, until: day('2150-01-01') }]))).toEqual([
      [2, 'date_too_far_ahead', '结束时间'],
    ]);
    await act(deps, CLERK, {
      subject: { kind: 'household', id: before.id },
      steps: [{ name: 'void-linkage', input: { id: fact.id, reason: '录入有误' } }],
    });
    expect(problems(await load('linkages', [linkage]))).toEqual([[2, 'fact_voided_before', '开始时间']]);
  });

  test.each([
    ['12.5', 12.5],
    ['12.5万', 12.5],
    ['12.5万元', 12.5],
    ['125000元', 12.5],
  ])('%s in a column of 万元 is %d', async (cell, investment) => {
    await loadCells('industries', [
      ['安置点名称', '产业名称', '投资(万元)'],
      ['幸福小区', `投资${cell}`, cell],
    ]);
    const found = (await site('幸福小区'))?.industries.find(({ name }) => name === `投资${cell}`);
    expect(found?.investment).toBe(investment);
  });

  test('of two counties with a site of one name, the one that is said is meant', async () => {
    const both = [
      { name: '阳光小区', county: '宣汉县', township: '南坝镇' },
      { name: '阳光小区', county: '达川区', township: '石桥镇' },
    ];
    expect((await load('sites', both)).counts.created).toBe(2);
    const row = { siteName: '阳光小区', name: '香菇' };
    expect(problems(await load('industries', [row]))).toEqual([[2, 'site_ambiguous', '安置点名称']]);
    expect((await load('industries', [row], { county: AreaCode.parse('511703') })).counts.created).toBe(1);
    expect((await site('阳光小区', '511703'))?.industries).toMatchObject([{ name: '香菇' }]);
    expect((await site('阳光小区'))?.industries).toEqual([]);
  });
});
