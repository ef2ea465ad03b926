import { describe, expect, test } from 'vitest';
import { requireArea } from '../../../../shared/domain/access/require-area.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { areasFrom } from '../../../../shared/domain/areas/areas.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { AREAS } from '../../../areas.ts';

const area = (code: string) => AreaCode.parse(code);

describe('an area', () => {
  test.each(['51', '5117', '511722', '511722107', '511722107203', '511722107999'])('%s is in use', (code) => {
    expect(() => requireArea(AREAS, area(code))).not.toThrow();
  });

  test.each([
    ['45', 'area_not_in_use'],
    ['99', 'area_not_in_use'],
    ['4501', 'area_not_configured'],
    ['450123101', 'area_not_configured'],
    ['511799', 'area_not_in_use'],
    ['511722999', 'area_not_in_use'],
    ['511722999001', 'area_not_in_use'],
    ['511721', 'area_replaced'],
    ['511721100203', 'area_replaced'],
  ])('%s is not: %s', (code, refusal) => {
    expect(() => requireArea(AREAS, area(code), 'within')).toThrow(
      expect.objectContaining({ code: refusal, path: 'within' }),
    );
  });
});

describe('two prefectures', () => {
  const names = (prefecture: string, province: string, others: Record<string, string>) => ({
    ...{ prefecture: area(prefecture), province, source: 'test' },
    names: { [prefecture]: `${province}某市`, ...others },
  });
  const loaded: string[] = [];
  const areas = areasFrom(
    [
      names('5303', '云南省', { '530324': '罗平县', '530324101': '富乐镇' }),
      names('4290', '湖北省', { '429004': '仙桃市', '429004001': '沙嘴街道', '429004103': '富乐镇' }),
    ],
    [{ code: area('429004200'), name: '旧乡', until: plainDate('2020-12-31'), into: area('429004103') }],
    (prefecture) => {
      loaded.push(prefecture);
      return { [`${prefecture}04101001`.slice(0, 12)]: '甲村民委员会', '429004001001': '乙社区居民委员会' };
    },
  );

  test('are in the order of their codes, each with its own counties', () => {
    expect(areas.prefectures).toEqual(['4290', '5303']);
    expect(areas.counties().map(({ code }) => code)).toEqual(['429004', '530324']);
    expect(areas.counties('53').map(({ name }) => name)).toEqual(['罗平县']);
    expect(areas.townships('4290').map(({ code }) => code)).toEqual(['429004001', '429004103']);
    expect(areas.provinceOf('530324101')).toBe('云南省');
    expect(areas.provinceOf('511722')).toBeUndefined();
  });

  test('have townships of one name, told apart by their counties', () => {
    expect(areas.findTownship(undefined, '富乐镇')).toMatchObject({ ok: false, code: 'area_ambiguous' });
    expect(areas.findTownship('罗平', '富乐镇')).toEqual({ ok: true, code: '530324101' });
  });

  test('a name that a division had is found as what it became part of', () => {
    expect(areas.findTownship('仙桃市', '旧乡')).toEqual({ ok: true, code: '429004103' });
    expect(areas.formerOf('429004200001')?.into).toBe('429004103');
  });

  test('villages are read when the first is needed, once a prefecture, and of configured ones alone', () => {
    expect(loaded).toEqual([]);
    expect(areas.findVillage(area('429004001'), '乙社区')).toBe('429004001001');
    expect(areas.findVillage(area('429004001'), '丙村')).toBeUndefined();
    expect(areas.villages(area('511722107'))).toEqual([]);
    expect(loaded).toEqual(['4290']);
  });
});
