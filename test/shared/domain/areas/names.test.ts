import { describe, expect, test } from 'vitest';
import { AreaCode, countyOf } from '../../../../shared/domain/areas/area.ts';
import { areaName, counties, findTownship, townships } from '../../../areas.ts';

const found = (code: string) => ({ ok: true, code });

describe('a township is found', () => {
  test.each([
    ['by its name', '宣汉县', '南坝镇', '511722107'],
    ['by its name without 镇', '宣汉县', '南坝', '511722107'],
    ['by the name it had as 乡', '宣汉县', '南坝乡', '511722107'],
    ['of a county without 县', '宣汉', '南坝镇', '511722107'],
    ['of a county by its code', '511722', '南坝镇', '511722107'],
    [
      'of a county by its former name',
      '达县',
      townships('511703')[0]?.name ?? '',
      townships('511703')[0]?.code ?? '',
    ],
    [
      'of a county that became a 市',
      '万源县',
      townships('511781')[0]?.name ?? '',
      townships('511781')[0]?.code ?? '',
    ],
    ['in any county where none is named', undefined, '南坝镇', '511722107'],
    ['without 土家族', '宣汉县', '渡口乡', '511722225'],
    ['by its code', undefined, '511722107', '511722107'],
    ["by the code of one of its villages, which is the village's", '宣汉县', '511722107203', '511722107203'],
    ['by its full name where another shares its stem', undefined, '朝阳街道', '511702003'],
    ['by its stem in its county', '大竹县', '朝阳', '511724203'],
    ['as 街道办事处', '通川区', '朝阳街道办事处', '511702003'],
  ])('%s', (_how, county, name, code) => {
    expect(findTownship(county, name)).toEqual(found(code));
  });

  test('by its own name in its own county, each of them', () => {
    for (const { code, name } of townships())
      expect(findTownship(countyOf(code), name), name).toEqual(found(code));
  });
});

describe('no township is found', () => {
  test('where two go by the name: both are told', () => {
    expect(findTownship(undefined, '朝阳')).toEqual({
      ok: false,
      code: 'area_ambiguous',
      near: ['朝阳街道', '朝阳乡'],
    });
  });

  test('where none does: names that share a sign with it are told', () => {
    const search = findTownship('宣汉县', '南坎镇');
    expect(search).toMatchObject({ ok: false, code: 'area_unknown' });
    if (search.ok) return;
    expect(search.near).toContain('南坝镇');
    expect(search.near.length).toBeLessThanOrEqual(3);
  });

  test('in another county than its own', () => {
    expect(findTownship('开江县', '南坝镇')).toMatchObject({ ok: false, code: 'area_unknown' });
  });

  test('in a county that is none', () => {
    expect(findTownship('宣武县', '南坝镇')).toEqual({ ok: false, code: 'area_unknown', near: ['宣汉县'] });
  });

  test.each(['511722999', '511799001', '51172210', '', '镇'])('by %j', (name) => {
    expect(findTownship('宣汉县', name)).toMatchObject({ ok: false, code: 'area_unknown' });
  });
});

test('seven counties and two hundred townships, each township in one of them', () => {
  expect(counties().map(({ name }) => name)).toEqual([
    '通川区',
    '达川区',
    '宣汉县',
    '开江县',
    '大竹县',
    '渠县',
    '万源市',
  ]);
  expect(townships()).toHaveLength(200);
  expect(counties().flatMap(({ code }) => townships(code))).toEqual(townships());
});

test('names by code', () => {
  expect(areaName(AreaCode.parse('511722'))).toBe('宣汉县');
  expect(areaName(AreaCode.parse('511722107'))).toBe('南坝镇');
  expect(areaName(AreaCode.parse('511799'))).toBeUndefined();
});
