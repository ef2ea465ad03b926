import { dateOf, dayOf, LAST_DAY, type PlainDate } from '../calendar/dates.ts';
import type { Settings } from '../rules/settings.ts';
import type { Flag, Level } from './flag.ts';
import { UNSOLVED } from './lifecycle.ts';

type Deadline = Pick<Flag, 'state' | 'dueOn'>;
type LevelSettings = Pick<Settings, 'levelDays'>;

/** Whether time runs: what is rectified waits for a lead, what is waived for its day. */
const isRunning = ({ state }: Pick<Flag, 'state'>): boolean =>
  (UNSOLVED as readonly string[]).includes(state);

/** Days since a flag had to be closed; 0 where time does not run, or has not run out. */
export const daysOverdue = (flag: Deadline, today: PlainDate): number =>
  isRunning(flag) ? Math.max(0, dayOf(today) - dayOf(flag.dueOn)) : 0;

/** Days from which on a flag is at each level above the township: the day after it was due, and so many days later. */
const risesOf = (
  { dueOn }: Pick<Flag, 'dueOn'>,
  { levelDays }: LevelSettings,
): readonly [Level, number][] => {
  const first = dayOf(dueOn) + 1;
  return [
    ['county', first],
    ['city', first + levelDays],
  ];
};

/** Whom a flag has risen to on a day, by its due day alone. Where time does not run it stays where it is. */
export function levelOn(
  flag: Deadline & Pick<Flag, 'level'>,
  today: PlainDate,
  settings: LevelSettings,
): Level {
  if (!isRunning(flag)) return flag.level;
  const [level = 'township'] = risesOf(flag, settings).findLast(([, from]) => from <= dayOf(today)) ?? [];
  return level;
}

/** When flags rise: the last day up to today on which one did, and the first after it, so that it is looked at then. */
export function risesAround(
  flags: readonly Flag[],
  today: PlainDate,
  settings: LevelSettings,
): { readonly last?: PlainDate; readonly next?: PlainDate } {
  const now = dayOf(today);
  const days = flags.filter(isRunning).flatMap((flag) => risesOf(flag, settings).map(([, from]) => from));
  const last = Math.max(...days.filter((day) => day <= now));
  const next = Math.min(...days.filter((day) => day > now));
  return {
    ...(Number.isFinite(last) ? { last: dateOf(last) } : {}),
    ...(next <= LAST_DAY ? { next: dateOf(next) } : {}),
  };
}
