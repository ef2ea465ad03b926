import { ALLOWANCES } from '../../../shared/domain/access/allowances.ts';
import { RIGHTS } from '../../../shared/domain/access/rights.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import { ROLE_TEXT } from '../../../shared/text/fact-words.ts';
import { rightsFor } from '../http/authorize.ts';
import type { Route } from '../http/route.ts';

/** The roles that may ask for a route, whatever they are then shown. */
export const rolesFor = (route: Pick<Route, 'access'>): Role[] => {
  const rights = rightsFor(route);
  if (!rights) return [...Role.options];
  const roles = new Set<Role>(rights.flatMap((right) => RIGHTS[right].roles));
  return Role.options.filter((role) => roles.has(role));
};

/** Who may ask, on which records and how often, for people: in Chinese and in English. */
export const allowedRolesText = (
  route: Pick<Route, 'access' | 'allowance'>,
): readonly [zh: string, en: string] => {
  const rights = rightsFor(route);
  const roles = rolesFor(route);
  const names = (language: 'zh-CN' | 'en') => roles.map((role) => ROLE_TEXT[role][language]);
  const managed = rights?.every((right) => RIGHTS[right].on === 'managed');
  const where = managed
    ? ['；仅限迁入地在其辖区的档案', '; only on what lies in their areas']
    : ['；迁入地或迁出地在其辖区的档案', '; on what lies in, or comes from, their areas'];
  const [zhWhere, enWhere] = rights ? where : ['', ''];
  const allowance = route.allowance && ALLOWANCES[route.allowance];
  const zhOften = allowance ? `；每人每 ${allowance.seconds / 60} 分钟至多 ${allowance.most} 次` : '';
  const enOften = allowance
    ? `; at most ${allowance.most} times in ${allowance.seconds / 60} minutes each`
    : '';
  const everybody = roles.length === Role.options.length;
  return [
    `${everybody ? '登录即可' : names('zh-CN').join('、')}${zhWhere}${zhOften}`,
    `${everybody ? 'Whoever is signed in' : names('en').join(', ')}${enWhere}${enOften}`,
  ];
};
