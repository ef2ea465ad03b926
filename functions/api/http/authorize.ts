import { createMiddleware } from 'hono/factory';
import { hasRight, type Right } from '../../../shared/domain/access/rights.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { Route } from './route.ts';
import type { ApiEnv } from './variables.ts';

/** The rights of which the caller needs any one; undefined if signing in is enough, or not even needed. */
export function rightsFor({ access }: Pick<Route, 'access'>): Right[] | undefined {
  if (access === 'anybody' || access === 'signed_in') return undefined;
  if (typeof access === 'string') return [access];
  return [...new Set(access.map((name) => COMMANDS[name].right))];
}

/** Checks the caller's role; on which records is checked once the record is loaded. Throws `Refused`. */
export function authorize(route: Pick<Route, 'access'>) {
  const rights = rightsFor(route);
  return createMiddleware<ApiEnv>(async (c, next) => {
    const { role } = c.var.signedIn.actor;
    if (rights && !rights.some((right) => hasRight(role, right))) {
      throw new Refused('not_permitted', '', { role });
    }
    await next();
  });
}
