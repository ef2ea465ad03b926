import type { Deps } from '../deps.ts';
import { relationOf } from '../domain/access/relation.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import { allowedStepsFor, type ManualStep } from '../domain/ledger/allowed-steps.ts';
import type { Flag, FlagState } from '../domain/ledger/flag.ts';
import type { FlagName } from '../domain/ledger/flag-id.ts';
import { daysOverdue } from '../domain/ledger/level.ts';
import type { FlagNote } from '../domain/ledger/note.ts';
import { flagKey } from '../domain/ledger/steps.ts';
import { type Actor, actorId } from '../domain/records/actor.ts';
import type { Household } from '../domain/records/household.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import type { Site } from '../domain/records/site.ts';
import type { Finding } from '../domain/rules/timeline.ts';
import {
  closedFlagsOfCounty,
  flagsOfAssignee,
  type ListedFlag,
  notesOf,
  openFlagsOfCounty,
  subjectNames,
} from '../table/flags/flag-lists.ts';
import { summaryOf } from '../table/record/summary.ts';
import type { OpenFlagKey } from '../table/store/keys.ts';
import type { Page, PageRequest } from './page.ts';
import { pageAcrossAreas } from './page-across-areas.ts';
import { getRecord } from './records.ts';
import { countiesOf, isInScope, scopeOf } from './scope.ts';

/** Which flags a list holds: live ones unless `state` is closed, and of these those that match every field. */
export interface FlagFilter {
  readonly area?: AreaCode | undefined;
  readonly rule?: RuleId | undefined;
  readonly state?: FlagState | undefined;
  /** The id of the assignee; `me` is the actor. */
  readonly assignee?: string | undefined;
  readonly overdue?: true | undefined;
  readonly openedBefore?: PlainDate | undefined;
}

/** A flag with the name of its household or site; without a name if the record is gone. */
export interface NamedFlag extends Pick<ListedFlag, 'flag' | 'subject'> {
  readonly name: string | undefined;
}

export interface FlagPage extends Page<NamedFlag> {
  /** The day of the list, from which overdue days are counted. */
  readonly on: PlainDate;
}

/** Returns the predicate of a filter within a scope; undefined if every flag of the scope's counties matches. */
const flagPredicate = (filter: FlagFilter, scope: readonly AreaCode[], today: PlainDate) => {
  const { rule, state, assignee, overdue, openedBefore } = filter;
  const isWholeCounties = scope.every((one) => one.length <= 6);
  const isUnfiltered =
    [rule, assignee, overdue, openedBefore].every((one) => one === undefined) &&
    (state === undefined || state === 'closed');
  if (isWholeCounties && isUnfiltered) return undefined;
  const isInside = isInScope(scope);
  return ({ flag }: ListedFlag): boolean =>
    isInside(flag) &&
    (rule === undefined || flag.rule === rule) &&
    (state === undefined || flag.state === state) &&
    (assignee === undefined || flag.assignee === assignee) &&
    (overdue === undefined || daysOverdue(flag, today) > 0) &&
    (openedBefore === undefined || flag.openedOn < openedBefore);
};

/**
 * Lists the flags of the actor's areas, county by county: live ones by due date, closed ones by closing date, the last
 * first. An assignee's live flags are read from an index of their own. Throws `Refused` (`outside_areas`).
 */
export async function listFlags(
  { table, clock, areas }: Deps,
  actor: Actor,
  requested: FlagFilter,
  page: PageRequest,
): Promise<FlagPage> {
  const assignee = requested.assignee === 'me' ? actorId(actor) : requested.assignee;
  const filter = { ...requested, assignee };
  const today = dateInShanghai(clock());
  const scope = scopeOf(areas, actor, filter.area);
  const dueBefore = filter.overdue && today;
  const isClosed = filter.state === 'closed';
  const isByAssignee = assignee !== undefined && !isClosed;
  const { items, next } = await pageAcrossAreas<ListedFlag>(
    {
      divisions: isByAssignee ? scope.slice(0, 1) : countiesOf(areas, scope),
      readPage: (county, limit, position) => {
        // A position comes from this list's own pages: it holds a key.
        const after = { limit, after: position as OpenFlagKey | undefined };
        if (isByAssignee) return flagsOfAssignee(table, assignee, after, dueBefore);
        if (isClosed) return closedFlagsOfCounty(table, county, after);
        return openFlagsOfCounty(table, county, after, dueBefore);
      },
      keyOf: ({ key }) => key,
      matches: flagPredicate(filter, scope, today),
    },
    page,
  );
  const subjects = items.map(({ subject }) => subject);
  const names = subjects.length > 0 ? await subjectNames(table, subjects) : new Map<string, string>();
  const named = items.map(({ flag, subject }) => ({ flag, subject, name: names.get(subject.id) }));
  return { items: named, next, on: today };
}

/** A flag with its record, its finding, its notes and the steps that the actor can take. */
export interface FlagDetail {
  readonly record: Household | Site;
  /** The flag with the area and the outcome that its record has now. */
  readonly flag: Flag;
  /** Of the household's head, or of the site. */
  readonly name: string;
  readonly finding: Finding | undefined;
  readonly steps: readonly ManualStep[];
  /** The latest first. */
  readonly notes: Page<FlagNote>;
  /** The day from which overdue days are counted. */
  readonly on: PlainDate;
}

/** Returns a flag with a page of its notes. Throws `Refused` (`record_unknown`). */
export async function getFlag(
  deps: Deps,
  actor: Actor,
  name: FlagName,
  { limit, position }: PageRequest,
): Promise<FlagDetail> {
  const [{ record, findings, flags }, notes] = await Promise.all([
    getRecord(deps, actor, name.subject),
    notesOf(deps.table, name.subject, name, { limit, after: position }),
  ]);
  const key = flagKey(name);
  const stored = flags.find((one) => flagKey(one) === key);
  if (!stored) throw new Refused('record_unknown');
  const finding = findings.find((one) => flagKey(one) === key);
  const flag = { ...stored, area: record.area, outcome: finding?.outcome ?? stored.outcome };
  const canManage = relationOf(actor, record) === 'managed';
  return {
    ...{ record, flag, finding, notes, name: summaryOf(record).name },
    steps: canManage ? allowedStepsFor(flag, actor) : [],
    on: dateInShanghai(deps.clock()),
  };
}
