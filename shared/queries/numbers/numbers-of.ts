import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../../domain/calendar/dates.ts';
import type { Day } from '../../domain/numbers/numbers.ts';
import { sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { liveNumbers } from './live.ts';
import { lastStoredDay, storedDays } from './stored.ts';

/** The numbers of an area on a day. */
export interface AreaNumbers extends Day {
  /** Whether they were counted just now, or are those that the audit put down. */
  readonly live: boolean;
  readonly missing: readonly AreaCode[];
}

const storedOn = async (deps: Deps, area: AreaCode, on: PlainDate): Promise<AreaNumbers> => {
  const [day] = await storedDays(deps.table, area, on, on);
  if (!day) throw new Refused('numbers_not_stored', 'on', { area, date: on });
  return { ...day, live: false };
};

/**
 * The numbers of an area: of today, and without a day, counted just now from the index that lists are read from; of
 * a past day, and of a city, which is too large to be counted while somebody waits, those that the audit put down.
 * Without a day a city has those of the last day on which it was counted. Throws `Refused`.
 */
export const numbersOf = async (deps: Deps, area: AreaCode, on?: PlainDate): Promise<AreaNumbers> => {
  const today = dateInShanghai(deps.clock());
  townshipsOf(area);
  if (on && on > today) throw new Refused('numbers_to_come', 'on', { date: on, today });
  const size = sizeOf(area);
  if (size === 'city') {
    if (on) return storedOn(deps, area, on);
    const last = await lastStoredDay(deps.table, area, today);
    if (!last) throw new Refused('numbers_not_stored', 'on', { area, date: today });
    return { ...last, live: false };
  }
  if (on === undefined || on === today)
    return { ...(await liveNumbers(deps, area, today)), live: true, missing: [] };
  if (size === 'village') throw new Refused('village_today_only', 'area', { area });
  return storedOn(deps, area, on);
};
