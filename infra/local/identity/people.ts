import { AreaCode, isWithin } from '../../../shared/domain/areas/area.ts';
import type { Areas } from '../../../shared/domain/areas/areas.ts';
import type { Role } from '../../../shared/domain/records/actor.ts';

/** A made-up person, to try the system out as. */
export interface DemoPerson {
  readonly sub: string;
  readonly name: string;
  readonly role: Role;
  readonly areas: readonly AreaCode[];
}

/** The subject of the ready-made person of a role. */
export const subOf = (role: Role): string => `demo-${role.replaceAll('_', '-')}`;

const person = (role: Role, area: AreaCode, name: string, sub = subOf(role)): DemoPerson => ({
  sub,
  name: `${name}（示范）`,
  role,
  areas: [area],
});

/** 南坝镇, whose clerk is the ready-made one of 宣汉县. */
const USUAL_TOWNSHIP = AreaCode.parse('511722107');

/**
 * Makes people of a county: one of each role, the first of a role its ready-made person, and a clerk of another county
 * of the prefecture if there is one. Throws a `RangeError` for a county that is not in use.
 */
export function demoPeople(areas: Areas, county: AreaCode): DemoPerson[] {
  const prefecture = areas.prefectures.find((code) => isWithin(county, code));
  const townships = areas.townships(county);
  const township = townships.find(({ code }) => code === USUAL_TOWNSHIP) ?? townships[0];
  if (!prefecture || !township) throw new RangeError(`no people can be made of ${county}`);
  const counties = areas.counties(prefecture);
  const others = [...counties.filter(({ code }) => code > county), ...counties];
  const other = others.find(({ code }) => code !== county);
  return [
    person('hr_clerk', county, '人社局小就'),
    person('township_clerk', township.code, `${township.name}小帮`),
    person('benefits_clerk', county, '民政局小保'),
    person('county_lead', county, `${areas.nameOf(county)}后扶办小管`),
    person('city_lead', prefecture, `${areas.nameOf(prefecture)}小览`),
    person('admin', prefecture, '管理员小系'),
    ...(other
      ? [person('hr_clerk', other.code, `${other.name}人社局小就`, `${subOf('hr_clerk')}-${other.code}`)]
      : []),
  ];
}
