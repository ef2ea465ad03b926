import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import { dateInShanghai, type PlainDate } from '../../domain/calendar/dates.ts';
import type { Day } from '../../domain/numbers/numbers.ts';
import { sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import type { Actor } from '../../domain/records/actor.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { oneAreaOf } from '../scope.ts';
import { countNumbers } from './live.ts';
import { readLastStoredDay, readStoredDays } from './stored.ts';

/** The numbers of an area on a day. */
export interface AreaNumbers extends Day {
  /** Whether they were counted for this request; the audit stored them otherwise. */
  readonly live: boolean;
  /** The townships that were not counted. */
  readonly missing: readonly AreaCode[];
}

const storedOn = async (deps: Deps, area: AreaCode, on: PlainDate): Promise<AreaNumbers> => {
  const [day] = await readStoredDays(deps, area, on, on);
  if (!day) throw new Refused('numbers_not_stored', 'on', { area, date: on });
  return { ...day, live: false };
};

/**
 * Returns the numbers of an area of the actor; it need not be named if the actor has one area. Numbers of today, and
 * without a day, are counted from the index of the lists. Numbers of a past day and of a city, which is too large to
 * be counted on request, are those that the audit stored: of a city without a day, those of the last stored day.
 * Throws `Refused`.
 */
export async function getNumbers(
  deps: Deps,
  actor: Actor,
  requested: { readonly area?: AreaCode | undefined; readonly on?: PlainDate | undefined },
): Promise<AreaNumbers> {
  const area = oneAreaOf(deps.areas, actor, requested.area);
  const { on } = requested;
  const today = dateInShanghai(deps.clock());
  townshipsOf(deps.areas, area);
  if (on && on > today) throw new Refused('numbers_to_come', 'on', { date: on, today });
  const size = sizeOf(area);
  if (size === 'city') {
    if (on) return storedOn(deps, area, on);
    const last = await readLastStoredDay(deps, area, today);
    if (!last) throw new Refused('numbers_not_stored', 'on', { area, date: today });
    return { ...last, live: false };
  }
  if (on === undefined || on === today)
    return { ...(await countNumbers(deps, area, today)), live: true, missing: [] };
  if (size === 'village') throw new Refused('village_today_only', 'area', { area });
  return storedOn(deps, area, on);
}
