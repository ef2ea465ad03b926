import pMap from 'p-map';
import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import type { Areas } from '../../domain/areas/areas.ts';
import { dateOf, dayOf, type PlainDate } from '../../domain/calendar/dates.ts';
import { type Day, sumOf } from '../../domain/numbers/numbers.ts';
import { countiesIn, sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import { daysOfCounty, daysOfTownship, lastDayOfCounty } from '../../table/numbers/numbers.ts';

/** Counties whose days are read at the same time. */
const CONCURRENCY = 10;
/** How many days back the last counted day is looked for. */
const LOOK_BACK_DAYS = 31;

/** A day of an area as the audit of its townships stored it. */
export interface StoredDay extends Day {
  /** Its townships that were not counted on the day: they are in none of the sums. */
  readonly missing: readonly AreaCode[];
}

/** Sums up the townships of an area on a day. */
const sumUp = (areas: Areas, area: AreaCode, on: PlainDate, parts: readonly Day[]): StoredDay => {
  const counted = new Set(parts.map(({ numbers }) => numbers.area));
  const missing = townshipsOf(areas, area).filter((township) => !counted.has(township));
  return { ...sumOf(area, on, parts), missing };
};

/** Reads the counted days of an area in a range, oldest first: one query for each county, or for the township. */
export async function readStoredDays(
  { table, areas }: Pick<Deps, 'table' | 'areas'>,
  area: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<StoredDay[]> {
  if (sizeOf(area) === 'township') {
    const days = await daysOfTownship(table, area, from, until);
    return days.map((day) => ({ ...day, missing: [] }));
  }
  const parts = await pMap(countiesIn(areas, area), (county) => daysOfCounty(table, county, from, until), {
    concurrency: CONCURRENCY,
  });
  const byDay = new Map<PlainDate, Day[]>();
  for (const part of parts.flat()) {
    const { on } = part.numbers;
    byDay.set(on, [...(byDay.get(on) ?? []), part]);
  }
  return [...byDay].sort(([a], [b]) => (a < b ? -1 : 1)).map(([on, ofDay]) => sumUp(areas, area, on, ofDay));
}

/** Reads the townships of a city or a county on the last day of a range on which any of them was counted. */
export async function readLastParts(
  { table, areas }: Pick<Deps, 'table' | 'areas'>,
  area: AreaCode,
  from: PlainDate,
  until: PlainDate,
): Promise<Day[]> {
  const found = await pMap(countiesIn(areas, area), (county) => lastDayOfCounty(table, county, from, until), {
    concurrency: CONCURRENCY,
  });
  const last = found
    .flatMap(([first]) => first?.numbers.on ?? [])
    .sort()
    .at(-1);
  return found.flat().filter(({ numbers }) => numbers.on === last);
}

/** Returns the first day of the range in which the last counted day is looked for. */
export const lookBackFrom = (until: PlainDate): PlainDate => dateOf(dayOf(until) - LOOK_BACK_DAYS);

/** Reads the last counted day of a city or a county up to a day; undefined if there is none. */
export async function readLastStoredDay(
  deps: Pick<Deps, 'table' | 'areas'>,
  area: AreaCode,
  until: PlainDate,
): Promise<StoredDay | undefined> {
  const parts = await readLastParts(deps, area, lookBackFrom(until), until);
  const on = parts[0]?.numbers.on;
  return on && sumUp(deps.areas, area, on, parts);
}
