import { ALLOWANCES } from '../../../shared/domain/access/allowances.ts';
import { RIGHTS } from '../../../shared/domain/access/rights.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import { ROLE_TEXT } from '../../../shared/text/fact-words.ts';
import { rightsFor } from '../http/authorize.ts';
import type { Route } from '../http/route.ts';

/** Returns the roles that may call a route. What the answer shows them is masked by its schema. */
export function rolesFor(route: Pick<Route, 'access'>): Role[] {
  const rights = rightsFor(route);
  if (!rights) return [...Role.options];
  const roles = new Set<Role>(rights.flatMap((right) => RIGHTS[right].roles));
  return Role.options.filter((role) => roles.has(role));
}

/** Returns a sentence on who may call a route, on which records and how often, in Chinese and in English. */
export function allowedRolesText(
  route: Pick<Route, 'access' | 'allowance'>,
): readonly [zh: string, en: string] {
  const rights = rightsFor(route);
  const roles = rolesFor(route);
  const names = (language: 'zh-CN' | 'en') => roles.map((role) => ROLE_TEXT[role][language]);
  const managed = rights?.every((right) => RIGHTS[right].on === 'managed');
  const records = managed
    ? ['；仅限迁入地在其辖区的档案', '; only on what lies in their areas']
    : ['；迁入地或迁出地在其辖区的档案', '; on what lies in, or comes from, their areas'];
  const [zhRecords, enRecords] = rights ? records : ['', ''];
  const allowance = route.allowance && ALLOWANCES[route.allowance];
  const zhLimit = allowance ? `；每人每 ${allowance.seconds / 60} 分钟至多 ${allowance.most} 次` : '';
  const enLimit = allowance
    ? `; at most ${allowance.most} times in ${allowance.seconds / 60} minutes each`
    : '';
  const isForAll = roles.length === Role.options.length;
  return [
    `${isForAll ? '登录即可' : names('zh-CN').join('、')}${zhRecords}${zhLimit}`,
    `${isForAll ? 'Everybody who is signed in' : names('en').join(', ')}${enRecords}${enLimit}`,
  ];
}
