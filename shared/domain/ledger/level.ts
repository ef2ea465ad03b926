import { dateOf, dayOf, LAST_DAY, type PlainDate } from '../calendar/dates.ts';
import { LEVELS, type Level } from '../records/level.ts';
import { REGISTRY } from '../rules/registry.ts';
import type { Settings } from '../rules/settings.ts';
import type { Flag } from './flag.ts';
import { UNSOLVED } from './lifecycle.ts';

type Deadline = Pick<Flag, 'state' | 'dueOn'>;
type LevelSettings = Pick<Settings, 'levelDays'>;

/** Returns whether the flag's deadline runs: a rectified flag waits for a lead, a waived one for its day. */
const isRunning = ({ state }: Pick<Flag, 'state'>): boolean =>
  (UNSOLVED as readonly string[]).includes(state);

/** Returns the days since the flag's due day; 0 if it is not overdue or its deadline does not run. */
export const daysOverdue = (flag: Deadline, today: PlainDate): number =>
  isRunning(flag) ? Math.max(0, dayOf(today) - dayOf(flag.dueOn)) : 0;

/** Returns the day from which the flag is at each level above the township, up to the highest of its rule. */
const risesOf = (
  { rule, dueOn }: Pick<Flag, 'rule' | 'dueOn'>,
  { levelDays }: LevelSettings,
): readonly (readonly [Level, number])[] => {
  const first = dayOf(dueOn) + 1;
  const highest = LEVELS.indexOf(REGISTRY[rule]?.highestLevel ?? 'city');
  return LEVELS.slice(1, highest + 1).map((level, i) => [level, first + i * levelDays] as const);
};

/** Returns a flag's level on a day, by its due day alone. The level stays while the deadline does not run. */
export function levelOn(
  flag: Deadline & Pick<Flag, 'rule' | 'level'>,
  today: PlainDate,
  settings: LevelSettings,
): Level {
  if (!isRunning(flag)) return flag.level;
  const [level = 'township'] = risesOf(flag, settings).findLast(([, from]) => from <= dayOf(today)) ?? [];
  return level;
}

/** Returns the last day up to today on which a flag rose, and the next on which one will. */
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
