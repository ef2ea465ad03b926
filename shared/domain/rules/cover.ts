import { addMonths, type Day, dayOf, FOREVER, type PlainDate } from '../calendar/dates.ts';
import type { CoverEffect } from '../records/schemes.ts';
import { type Days, minus, NO_DAYS, outside, span, union } from './days.ts';
import type { Settings } from './settings.ts';

/** The days of one scheme of one member or household, by status. On days in none of the sets nothing is recorded. */
export interface Cover {
  readonly contributing: Days;
  /** Drawing or insured. */
  readonly drawing: Days;
  /** contributing or drawing. */
  readonly inForce: Days;
  readonly absent: Days;
  /** Days on which the only record is a declaration that has turned stale. */
  readonly stale: Days;
}

const NO_COVER: Cover = {
  contributing: NO_DAYS,
  drawing: NO_DAYS,
  inForce: NO_DAYS,
  absent: NO_DAYS,
  stale: NO_DAYS,
};

/** A dated status of the scheme. */
export interface CoverEntry {
  readonly effect: CoverEffect;
  readonly from: PlainDate;
  readonly until?: PlainDate | undefined;
}

/** A yes/no declaration of a year. */
export interface CoverDeclaration {
  readonly year: number;
  readonly effect: CoverEffect;
}

type Status = 'contributing' | 'drawing' | 'absent';

const statusOf = (effect: CoverEffect): Status => {
  if (effect === 'none') return 'absent';
  return effect === 'contributing' ? 'contributing' : 'drawing';
};

/** From weakest to strongest: of entries that begin on the same day the strongest counts. */
const STRENGTH: readonly Status[] = ['absent', 'contributing', 'drawing'];

/** The days by status, changed in place for speed: each scheme of each member is computed this way. */
type DaysByStatus = Record<Status | 'stale', Days>;

/** Assigns each day to the entry with the latest `from` whose period contains it. Returns the assigned days. */
const assignEntries = (byStatus: DaysByStatus, entries: readonly CoverEntry[]): Days => {
  let assigned = NO_DAYS;
  const strongestFirst = entries
    .map(({ effect, from, until }) => ({
      status: statusOf(effect),
      from: dayOf(from),
      until: until ? dayOf(until) : FOREVER,
    }))
    .sort((a, b) => b.from - a.from || STRENGTH.indexOf(b.status) - STRENGTH.indexOf(a.status));
  for (const { status, from, until } of strongestFirst) {
    const period = span(from, until);
    byStatus[status] = union(byStatus[status], minus(period, assigned));
    assigned = union(assigned, period);
  }
  return assigned;
};

/** A status that holds from a day until the next assertion, on days without an entry. */
interface Assertion {
  readonly on: Day;
  readonly effect: CoverEffect;
  readonly staleOn: Day;
}

/** The end of an entry never turns stale: this day is after the end of time. */
const NEVER: Day = FOREVER + 1;

/** 1 January of a year, the day from which its declaration holds. */
export const firstDayOf = (year: number): Day => dayOf(`${year}-01-01` as PlainDate);

/** Returns the declarations and the ends of entries, by day; on the same day an end comes last and so prevails. */
const assertionsOf = (
  entries: readonly CoverEntry[],
  declarations: readonly CoverDeclaration[],
  settings: Settings,
): Assertion[] => {
  const assertions: Assertion[] = [];
  for (const { year, effect } of declarations) {
    const on = firstDayOf(year);
    assertions.push({ on, effect, staleOn: addMonths(on, settings.declarationStaleMonths) });
  }
  for (const { effect, until } of entries) {
    if (effect !== 'none' && until) assertions.push({ on: dayOf(until) + 1, effect: 'none', staleOn: NEVER });
  }
  return assertions.sort((a, b) => a.on - b.on || a.staleOn - b.staleOn);
};

/** Assigns the days without an entry to the last assertion before them; to `stale` once it has turned stale. */
const assignAssertions = (
  byStatus: DaysByStatus,
  assertions: readonly Assertion[],
  daysWithEntry: Days,
): void => {
  for (const [i, { on, effect, staleOn }] of assertions.entries()) {
    const last = (assertions[i + 1]?.on ?? FOREVER + 1) - 1;
    const status = statusOf(effect);
    byStatus[status] = union(byStatus[status], minus(span(on, Math.min(last, staleOn - 1)), daysWithEntry));
    byStatus.stale = union(byStatus.stale, minus(span(Math.max(on, staleOn), last), daysWithEntry));
  }
};

/**
 * Computes the cover by a scheme. Dated entries take precedence over declarations, which turn stale after
 * `declarationStaleMonths`.
 */
export function buildCover(
  entries: readonly CoverEntry[],
  declarations: readonly CoverDeclaration[],
  settings: Settings,
): Cover {
  if (entries.length === 0 && declarations.length === 0) return NO_COVER;
  const byStatus: DaysByStatus = { contributing: NO_DAYS, drawing: NO_DAYS, absent: NO_DAYS, stale: NO_DAYS };
  const daysWithEntry = assignEntries(byStatus, entries);
  assignAssertions(byStatus, assertionsOf(entries, declarations, settings), daysWithEntry);
  const { contributing, drawing, absent, stale } = byStatus;
  return { contributing, drawing, inForce: union(contributing, drawing), absent, stale };
}

/** Returns the days on which nothing is recorded. */
export const unrecordedDays = ({ inForce, absent, stale }: Cover): Days =>
  outside(union(inForce, absent, stale));
