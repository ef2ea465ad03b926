import { type Day, FOREVER } from '../calendar/dates.ts';
import { type Days, NO_DAYS } from './days.ts';

/** The days on which a tally of several sets passes a test; `test` sees how many of each group hold. */
const tallied = (groups: readonly (readonly Days[])[], test: (tally: readonly number[]) => boolean): Days => {
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
  const tally = groups.map(() => 0);
  const days: Day[] = [];
  let open = false;
  for (let i = 0; i < steps.length; ) {
    const { day } = steps[i] as (typeof steps)[number];
    for (let step = steps[i]; step?.day === day; step = steps[++i]) {
      tally[step.group] = (tally[step.group] as number) + step.by;
    }
    if (test(tally) === open) continue;
    days.push(open ? day - 1 : day);
    open = !open;
  }
  if (open) days.push(FOREVER);
  return days;
};

/** The days on which at least `least` (1 or more) of the sets hold. */
export const atLeast = (least: number, sets: readonly Days[]): Days =>
  tallied([sets], ([holding = 0]) => holding >= least);

/** The days on which the sets of `part` that hold are at least `share` (0–1) of those of `whole`, of which one holds. */
export const atLeastShare = (share: number, part: readonly Days[], whole: readonly Days[]): Days =>
  // The counts are multiplied rather than divided, a hair's breadth forgiven, so that 30 of 100 is 30 %.
  tallied([part, whole], ([some = 0, all = 0]) => all > 0 && some + 1e-9 >= share * all);

/** The days `d` of which at least `least` of the `window` days that end on `d` are in the set. */
export function atLeastWithin(least: number, window: number, days: Days): Days {
  if (days.length === 0) return NO_DAYS;
  const held: Day[] = [];
  /** By how many days a day the tally grows from a day on. */
  const slopeAt = new Map<Day, number>();
  const bend = (day: Day, by: number) => slopeAt.set(day, (slopeAt.get(day) ?? 0) + by);
  for (const [i, day] of days.entries()) {
    if (day === FOREVER) continue;
    const [turn, by] = i % 2 === 0 ? [day, 1] : [day + 1, -1];
    bend(turn, by);
    bend(turn + window, -by);
  }
  const sorted = [...slopeAt.keys()].sort((a, b) => a - b);
  // Between two turns the number of days in the window rises by one a day, falls by one a day, or stays.
  let before = 0;
  let slope = 0;
  sorted.forEach((from, i) => {
    slope += slopeAt.get(from) ?? 0;
    const until = (sorted[i + 1] ?? FOREVER + 1) - 1;
    const first = from + (slope > 0 ? Math.max(0, least - before - 1) : 0);
    const last = slope < 0 ? Math.min(until, from + (before - 1 - least)) : until;
    const holds = slope === 0 ? before >= least : first <= last;
    if (holds) {
      const end = held.length - 1;
      if (end >= 0 && held[end] === first - 1) held[end] = last;
      else held.push(first, last);
    }
    if (until < FOREVER) before += slope * (until - from + 1);
  });
  return held;
}
