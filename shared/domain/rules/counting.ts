import { type Day, FOREVER } from '../calendar/dates.ts';
import { type Days, NO_DAYS } from './days.ts';

/** Returns the days on which `test` passes for the number of sets of each group that contain the day. */
const daysByCount = (
  groups: readonly (readonly Days[])[],
  test: (counts: readonly number[]) => boolean,
): Days => {
  const steps: { day: Day; group: number; by: 1 | -1 }[] = [];
  groups.forEach((sets, group) => {
    for (const set of sets) {
      for (let i = 0; i < set.length; i += 2) {
        steps.push({ day: set[i] as Day, group, by: 1 });
        if (set[i + 1] !== FOREVER) steps.push({ day: (set[i + 1] as Day) + 1, group, by: -1 });
      }
    }
  });
  steps.sort((a, b) => a.day - b.day);
  const counts = groups.map(() => 0);
  const days: Day[] = [];
  let open = false;
  for (let i = 0; i < steps.length; ) {
    const { day } = steps[i] as (typeof steps)[number];
    for (let step = steps[i]; step?.day === day; step = steps[++i]) {
      counts[step.group] = (counts[step.group] as number) + step.by;
    }
    if (test(counts) === open) continue;
    days.push(open ? day - 1 : day);
    open = !open;
  }
  if (open) days.push(FOREVER);
  return days;
};

/** Returns the days that are in at least `least` (1 or more) of the sets. */
export const atLeast = (least: number, sets: readonly Days[]): Days =>
  daysByCount([sets], ([count = 0]) => count >= least);

/** Returns the days that are in at least one set of `all` and in at least `share` (0–1) as many sets of `subset`. */
export const atLeastShare = (share: number, subset: readonly Days[], all: readonly Days[]): Days =>
  // Multiplies instead of dividing, with a tolerance for rounding, so that 30 of 100 is 30 %.
  daysByCount([subset, all], ([part = 0, total = 0]) => total > 0 && part + 1e-9 >= share * total);

/** Returns the days `d` for which at least `least` of the `window` days that end on `d` are in the set. */
export function atLeastWithin(least: number, window: number, days: Days): Days {
  if (days.length === 0) return NO_DAYS;
  const result: Day[] = [];
  /** The changes of the count's daily growth, by day. */
  const slopeAt = new Map<Day, number>();
  const changeSlope = (day: Day, by: number) => slopeAt.set(day, (slopeAt.get(day) ?? 0) + by);
  for (const [i, day] of days.entries()) {
    if (day === FOREVER) continue;
    const [from, by] = i % 2 === 0 ? [day, 1] : [day + 1, -1];
    changeSlope(from, by);
    changeSlope(from + window, -by);
  }
  const sortedDays = [...slopeAt.keys()].sort((a, b) => a - b);
  // Between two such days the number of days in the window rises or falls by one a day, or stays.
  let count = 0;
  let slope = 0;
  sortedDays.forEach((from, i) => {
    slope += slopeAt.get(from) ?? 0;
    const until = (sortedDays[i + 1] ?? FOREVER + 1) - 1;
    const first = from + (slope > 0 ? Math.max(0, least - count - 1) : 0);
    const last = slope < 0 ? Math.min(until, from + (count - 1 - least)) : until;
    const isReached = slope === 0 ? count >= least : first <= last;
    if (isReached) {
      const end = result.length - 1;
      if (end >= 0 && result[end] === first - 1) result[end] = last;
      else result.push(first, last);
    }
    if (until < FOREVER) count += slope * (until - from + 1);
  });
  return result;
}
