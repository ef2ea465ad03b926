import pMap from 'p-map';
import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import type { Areas } from '../../domain/areas/areas.ts';
import { dateOf, dayOf, type PlainDate } from '../../domain/calendar/dates.ts';
import { type Day, sumOf } from '../../domain/numbers/numbers.ts';
import { countiesIn, sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import { daysOfCounty, daysOfTownship, lastDayOfCounty } from '../../table/numbers/numbers.ts';

/** Counties whose days are read at the same time. */
const AT_ONCE = 10;
/** How far back the last day that was counted is looked for. */
const LOOK_BACK_DAYS = 31;

/** A day of an area as its townships' audits put it down. */
export interface StoredDay extends Day {
  /** Townships of it that nobody counted on the day: they are in none of the sums. */
  readonly missing: readonly AreaCode[];
}

/** What townships have for one day as one, and which of the area have nothing. */
const together = (areas: Areas, area: AreaCode, on: PlainDate, parts: readonly Day[]): StoredDay => {
  const counted = new Set(parts.map(({ numbers }) => numbers.area));
  const missing = townshipsOf(areas, area).filter((township) => !counted.has(township));
  return { ...sumOf(area, on, parts), missing };
};

/** The days of an area from one to another that anybody counted, oldest first: one query a county, or the township's. */
export const storedDays = async (
  { table, areas }: Pick<Deps, 'table' | 'areas'>,
  area: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<StoredDay[]> => {
  if (sizeOf(area) === 'township') {
    const days = await daysOfTownship(table, area, from, until);
    return days.map((day) => ({ ...day, missing: [] }));
  }
  const parts = await pMap(countiesIn(areas, area), (county) => daysOfCounty(table, county, from, until), {
    concurrency: AT_ONCE,
  });
  const byDay = new Map<PlainDate, Day[]>();
  for (const part of parts.flat()) {
    const { on } = part.numbers;
    byDay.set(on, [...(byDay.get(on) ?? []), part]);
  }
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([on, ofDay]) => together(areas, area, on, ofDay));
};

/** What each township of a city or a county has for the last day within these on which any of them was counted. */
export const lastParts = async (
  { table, areas }: Pick<Deps, 'table' | 'areas'>,
  area: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> => {
  const found = await pMap(countiesIn(areas, area), (county) => lastDayOfCounty(table, county, from, until), {
    concurrency: AT_ONCE,
  });
  const last = found
    .flatMap(([first]) => first?.numbers.on ?? [])
    .sort()
    .at(-1);
  return found.flat().filter(({ numbers }) => numbers.on === last);
};

/** From where the last day that was counted is looked for. */
export const lookBackFrom = (until: PlainDate): PlainDate => dateOf(dayOf(until) - LOOK_BACK_DAYS);

/** The last day up to one on which a city or a county was counted; undefined where there is none. */
export const lastStoredDay = async (
  deps: Pick<Deps, 'table' | 'areas'>,
  area: AreaCode,
  until: PlainDate,
): Promise<StoredDay | undefined> => {
  const parts = await lastParts(deps, area, lookBackFrom(until), until);
  const on = parts[0]?.numbers.on;
  return on && together(deps.areas, area, on, parts);
};
