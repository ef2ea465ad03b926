import { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Role } from '../../../shared/domain/records/actor.ts';

/** Somebody made up, to try the system out as. */
export interface DemoPerson {
  readonly sub: string;
  readonly name: string;
  readonly role: Role;
  readonly areas: readonly AreaCode[];
}

/** How the ready-made person of a role goes by. */
export const subOf = (role: Role): string => `demo-${role.replaceAll('_', '-')}`;

const person = (role: Role, area: string, name: string, sub = subOf(role)): DemoPerson => ({
  sub,
  name: `${name}（示范）`,
  role,
  areas: [AreaCode.parse(area)],
});

/** One of each role, the first of a role its ready-made person, and one more to see what another county sees. */
export const PEOPLE: readonly DemoPerson[] = [
  person('hr_clerk', '511722', '人社局小就'),
  person('township_clerk', '511722107', '南坝镇小帮'),
  person('benefits_clerk', '511722', '民政局小保'),
  person('county_lead', '511722', '宣汉县后扶办小管'),
  person('city_lead', '5117', '达州市小览'),
  person('admin', '5117', '管理员小系'),
  person('hr_clerk', '511723', '开江县人社局小就', 'demo-hr-clerk-511723'),
];
