import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../domain/calendar/dates.ts';
import { sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import type { Actor } from '../../domain/records/actor.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { oneAreaOf } from '../scope.ts';
import { type StoredDay, storedDays } from './stored.ts';

/** Days that a trend has at most: a year and a month; of a city, which has seven times as much to read, a quarter. */
export const MOST_DAYS = { city: 100, county: 400, township: 400 } as const;
/** What is shown where nobody says from when. */
const USUAL_DAYS = 30;

interface Stretch {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

export interface Trend extends Stretch {
  readonly area: AreaCode;
  readonly days: readonly StoredDay[];
}

type TrendRange = { readonly [Side in keyof Stretch]?: Stretch[Side] | undefined };

/** The stretch of days that is asked for; up to today, and thirty of them, where it is left open. Throws `Refused`. */
const stretchOf = (area: AreaCode, today: PlainDate, asked: TrendRange): Stretch => {
  const until = asked.until ?? today;
  const from = asked.from ?? dateOf(dayOf(until) - USUAL_DAYS + 1);
  if (until < from) throw new Refused('trend_backwards', 'until', { from, until });
  const size = sizeOf(area);
  if (size === 'village') throw new Refused('village_today_only', 'area', { area });
  const days = dayOf(until) - dayOf(from) + 1;
  const most = MOST_DAYS[size];
  if (days > most) throw new Refused('trend_too_long', 'from', { days, most });
  return { from, until };
};

/**
 * An area's numbers day by day, as the audit put them down, oldest first. A day that nobody counted is not there.
 * Throws `Refused`.
 */
export async function getTrend(
  deps: Deps,
  actor: Actor,
  requested: TrendRange & { readonly area?: AreaCode | undefined },
): Promise<Trend> {
  const area = oneAreaOf(deps.areas, actor, requested.area);
  townshipsOf(deps.areas, area);
  const stretch = stretchOf(area, dateInShanghai(deps.clock()), requested);
  return { area, ...stretch, days: await storedDays(deps, area, stretch.from, stretch.until) };
}
