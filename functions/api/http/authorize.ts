import { hasRight, type Right } from '../../../shared/domain/access/rights.ts';
import { COMMANDS } from '../../../shared/domain/commands/index.ts';
import type { Person } from '../../../shared/domain/records/actor.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { Route } from './route.ts';

/** The rights any one of which lets somebody ask; undefined where signing in is enough, or not even needed. */
export const rightsFor = ({ access }: Pick<Route, 'access'>): Right[] | undefined => {
  if (access === 'anybody' || access === 'signed_in') return undefined;
  if (typeof access === 'string') return [access];
  return [...new Set(access.map((name) => COMMANDS[name].right))];
};

/** Lets somebody in by their role; on which records is decided where the record is known. Throws `Refused`. */
export const authorize = ({ role }: Person, route: Pick<Route, 'access'>): void => {
  const rights = rightsFor(route);
  if (rights && !rights.some((right) => hasRight(role, right))) {
    throw new Refused('not_permitted', '', { role });
  }
};
