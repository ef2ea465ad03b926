import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../domain/calendar/dates.ts';
import { sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import type { Actor } from '../../domain/records/actor.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { oneAreaOf } from '../scope.ts';
import { readStoredDays, type StoredDay } from './stored.ts';

/** The most days of a trend: a year and a month, or a quarter of a city, which has seven times as much to read. */
export const MAX_TREND_DAYS = { city: 100, county: 400, township: 400 } as const;
/** The days of a trend without a first day. */
const DEFAULT_DAYS = 30;

interface DateRange {
  readonly from: PlainDate;
  readonly until: PlainDate;
}

export interface Trend extends DateRange {
  readonly area: AreaCode;
  readonly days: readonly StoredDay[];
}

type TrendRange = { readonly [Side in keyof DateRange]?: DateRange[Side] | undefined };

/** Returns the requested range; thirty days up to today by default. Throws `Refused`. */
const rangeOf = (area: AreaCode, today: PlainDate, requested: TrendRange): DateRange => {
  const until = requested.until ?? today;
  const from = requested.from ?? dateOf(dayOf(until) - DEFAULT_DAYS + 1);
  if (until < from) throw new Refused('trend_backwards', 'until', { from, until });
  const size = sizeOf(area);
  if (size === 'village') throw new Refused('village_today_only', 'area', { area });
  const days = dayOf(until) - dayOf(from) + 1;
  const most = MAX_TREND_DAYS[size];
  if (days > most) throw new Refused('trend_too_long', 'from', { days, most });
  return { from, until };
};

/** Returns the numbers of an area on each counted day of a range, as the audit stored them, oldest first. Throws `Refused`. */
export async function getTrend(
  deps: Deps,
  actor: Actor,
  requested: TrendRange & { readonly area?: AreaCode | undefined },
): Promise<Trend> {
  const area = oneAreaOf(deps.areas, actor, requested.area);
  townshipsOf(deps.areas, area);
  const { from, until } = rangeOf(area, dateInShanghai(deps.clock()), requested);
  return { area, from, until, days: await readStoredDays(deps, area, from, until) };
}
