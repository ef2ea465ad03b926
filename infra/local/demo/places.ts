import { AreaCode, isWithin } from '../../../shared/domain/areas/area.ts';
import type { Areas } from '../../../shared/domain/areas/areas.ts';
import { peopleIn } from '../../../shared/domain/areas/stem.ts';
import type { DemoPlace, Village } from './model.ts';

/** 宣汉县, the county of the demo where its prefecture is configured. */
export const USUAL_COUNTY = AreaCode.parse('511722');

/** The county whose demo is made by default: 宣汉县, or the first county of the configured prefectures. */
export function usualCounty({ counties, nameOf }: Areas): AreaCode {
  const [first] = counties();
  return nameOf(USUAL_COUNTY) || !first ? USUAL_COUNTY : first.code;
}

/** Shortens 龙门村民委员会 to the usual 龙门村. */
const writtenName = (name: string): string =>
  name
    .replace(/社区居民委员会$/, '社区')
    .replace(/村民委员会$/, '村')
    .replace(/居民委员会$/, '社区');

/** The villages of a county that can be found by their short name. */
const villagesOf = (areas: Areas, county: AreaCode): Village[] =>
  areas.townships(county).flatMap((township) =>
    areas
      .villages(township.code)
      .map(({ code, name }) => ({
        township: township.code,
        townshipName: township.name,
        code,
        name: writtenName(name),
      }))
      .filter(({ code, name }) => areas.findVillage(township.code, name) === code),
  );

/** The townships with jobs: the county's seat, and one with an industrial park. */
const SEAT = 0;
const PARK = 4;

/** Describes a county for the demo. Throws a `RangeError` for a county without villages. */
export function demoPlace(areas: Areas, county: AreaCode): DemoPlace {
  const { provinceOf, nameOf, townships, counties } = areas;
  const [province, city, name] = [provinceOf(county), nameOf(county.slice(0, 4)), nameOf(county)];
  const villages = villagesOf(areas, county);
  const seat = townships(county)[SEAT];
  if (!province || !city || !name || !seat || villages.length === 0) {
    throw new RangeError(`no demo can be made of ${county}`);
  }
  const park = townships(county)[PARK] ?? seat;
  const neighbour = counties(county.slice(0, 4)).find(({ code }) => !isWithin(county, code));
  const prefix = city.startsWith(province) ? province : `${province}${city}`;
  return {
    county,
    province,
    city,
    name,
    villages,
    seat: `${name}${seat.name}`,
    park: `${name}${park.name}工业园区`,
    neighbour: `${prefix}${neighbour?.name ?? name}`,
  };
}

/** The majority ethnicity of a township by its name: 土家族 for 渡口土家族乡; undefined if the name has none. */
export const majorityOf = ({ townshipName }: Village): string | undefined => peopleIn(townshipName);
