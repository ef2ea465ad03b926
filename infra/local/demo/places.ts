import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import { AreaCode as Area } from '../../../shared/domain/areas/area.ts';
import { townships } from '../../../shared/domain/areas/names.ts';
import { findVillage } from '../../../shared/domain/areas/villages.ts';
import villages from '../../../shared/domain/areas/villages-5117.json' with { type: 'json' };
import type { Village } from './model.ts';

/** 宣汉县, the county of the demo. */
export const COUNTY = { province: '四川省', city: '达州市', name: '宣汉县', code: '511722' } as const;

/** 龙门村民委员会 as people write it: 龙门村. */
const written = (name: string): string =>
  name
    .replace(/社区居民委员会$/, '社区')
    .replace(/村民委员会$/, '村')
    .replace(/居民委员会$/, '社区');

/** The villages of the county that their written name finds again. */
export const countyVillages = (): Village[] =>
  townships(COUNTY.code).flatMap((township) =>
    Object.entries(villages)
      .filter(([code]) => code.startsWith(township.code))
      .map(([code, name]) => ({
        township: township.code,
        townshipName: township.name,
        code: Area.parse(code),
        name: written(name),
      }))
      .filter(({ code, name }) => findVillage(township.code, name) === code),
  );

/** Townships in whose villages most people are Tujia. */
export const isTujia = (township: AreaCode): boolean =>
  townships(COUNTY.code).some(({ code, name }) => code === township && name.includes('土家族'));
