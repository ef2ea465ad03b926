import type { Deps } from '../deps.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import type { FlagState } from '../domain/ledger/flag.ts';
import { daysOverdue } from '../domain/ledger/level.ts';
import type { Person } from '../domain/records/actor.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import {
  closedFlagsOfCounty,
  flagsOfAssignee,
  type ListedFlag,
  openFlagsOfCounty,
} from '../table/flags/flag-lists.ts';
import type { OpenFlagKey } from '../table/store/keys.ts';
import { pageAcrossAreas, type Source } from './across-areas.ts';
import type { Slice } from './record-lists.ts';
import { countiesOf, liesIn, scopeOf } from './scope.ts';

/** What a list of flags is asked for: live ones, unless closed ones are. */
export interface FlagFilters {
  readonly area?: AreaCode | undefined;
  readonly rule?: RuleId | undefined;
  readonly state?: FlagState | undefined;
  readonly assignee?: string | undefined;
  readonly overdue?: true | undefined;
  readonly openedBefore?: PlainDate | undefined;
}

/** Which flags are asked for; undefined where all of the counties' are. */
const asked = (filters: FlagFilters, scope: readonly AreaCode[], today: PlainDate) => {
  const { area: _, ...others } = filters;
  const isWhole = scope.every((one) => one.length <= 6);
  const { rule, state, assignee, overdue, openedBefore } = others;
  if (isWhole && Object.values(others).every((one) => one === undefined || one === 'closed'))
    return undefined;
  const within = liesIn(scope);
  return ({ flag }: ListedFlag): boolean =>
    within(flag) &&
    (rule === undefined || flag.rule === rule) &&
    (state === undefined || flag.state === state) &&
    (assignee === undefined || flag.assignee === assignee) &&
    (overdue === undefined || daysOverdue(flag, today) > 0) &&
    (openedBefore === undefined || flag.openedOn < openedBefore);
};

/**
 * Flags of an area, county by county: live ones by the day they are due, closed ones the last closed first. Those of
 * one assignee come from an index of their own, wherever they are.
 */
export const flagsIn = (
  { table, clock }: Deps,
  actor: Person,
  filters: FlagFilters,
  limit: number,
  place: string | undefined,
): Promise<Slice<ListedFlag>> => {
  const { area, state, assignee, overdue } = filters;
  const today = dateInShanghai(clock());
  const scope = scopeOf(actor, area);
  const dueBefore = overdue && today;
  const isClosed = state === 'closed';
  const ofAssignee = assignee !== undefined && !isClosed;
  const source: Source<ListedFlag> = {
    divisions: ofAssignee ? scope.slice(0, 1) : countiesOf(scope),
    pageOf: (county, most, after) => {
      // A place is sealed: it is one that this list gave.
      const page = { limit: most, after: after as OpenFlagKey | undefined };
      if (ofAssignee) return flagsOfAssignee(table, assignee, page, dueBefore);
      if (isClosed) return closedFlagsOfCounty(table, county, page);
      return openFlagsOfCounty(table, county, page, dueBefore);
    },
    keyOf: ({ key }) => key,
    isAsked: asked(filters, scope, today),
  };
  return pageAcrossAreas(source, limit, place);
};
