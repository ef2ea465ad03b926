import { type Day, FOREVER } from '../calendar/dates.ts';

/**
 * A set of days as sorted intervals `[from, until, from, until, …]`, both ends included, with at least one day between
 * two intervals. Rules are unions and intersections of such sets.
 */
export type Days = readonly Day[];

export const NO_DAYS: Days = [];

/** Returns the days from `from` to `until`, both included; none if `until` is before `from`. */
export const span = (from: Day, until: Day = FOREVER): Days => (until < from ? NO_DAYS : [from, until]);

const at = (days: Days, index: number): Day => days[index] as Day;

/** Returns whether the set contains a day. */
export function has(days: Days, day: Day): boolean {
  for (let i = 0; i < days.length; i += 2) {
    if (day < at(days, i)) return false;
    if (day <= at(days, i + 1)) return true;
  }
  return false;
}

const unionOfTwo = (a: Days, b: Days): Days => {
  const merged: Day[] = [];
  let last = -1;
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    const fromA = j >= b.length || (i < a.length && at(a, i) <= at(b, j));
    const from = fromA ? at(a, i) : at(b, j);
    const until = fromA ? at(a, i + 1) : at(b, j + 1);
    if (fromA) i += 2;
    else j += 2;
    if (last >= 0 && from <= at(merged, last) + 1) merged[last] = Math.max(at(merged, last), until);
    else last = merged.push(from, until) - 1;
  }
  return merged;
};

/** Returns the days that are in any of the sets. */
export function union(...sets: readonly Days[]): Days {
  let all = NO_DAYS;
  for (const set of sets) {
    if (set.length > 0) all = all.length === 0 ? set : unionOfTwo(all, set);
  }
  return all;
}

const intersectTwo = (a: Days, b: Days): Days => {
  const shared: Day[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(at(a, i), at(b, j));
    const until = Math.min(at(a, i + 1), at(b, j + 1));
    if (from <= until) shared.push(from, until);
    if (at(a, i + 1) < at(b, j + 1)) i += 2;
    else j += 2;
  }
  return shared;
};

/** Returns the days that are in all of the sets. */
export function intersect(first: Days, ...rest: readonly Days[]): Days {
  let shared = first;
  for (const set of rest) {
    if (shared.length === 0) return NO_DAYS;
    shared = intersectTwo(shared, set);
  }
  return shared;
}

/** Returns the complement: the days from the beginning to the end of time that are not in the set. */
export function outside(days: Days): Days {
  const gaps: Day[] = [];
  let from = -FOREVER;
  for (let i = 0; i < days.length; i += 2) {
    if (at(days, i) > from) gaps.push(from, at(days, i) - 1);
    from = at(days, i + 1) + 1;
  }
  if (from <= FOREVER) gaps.push(from, FOREVER);
  return gaps;
}

/** Returns the days of the first set that are not in the second. */
export const minus = (days: Days, excluded: Days): Days =>
  days.length === 0 || excluded.length === 0 ? days : intersectTwo(days, outside(excluded));

/** Returns the days that are in the set together with each of the next `ahead` days. */
export function holdingFor(days: Days, ahead: number): Days {
  const result: Day[] = [];
  for (let i = 0; i < days.length; i += 2) {
    const last = at(days, i + 1) === FOREVER ? FOREVER : at(days, i + 1) - ahead;
    if (last >= at(days, i)) result.push(at(days, i), last);
  }
  return result;
}
