import { type AreaCode, isWithin } from '../domain/areas/area.ts';
import { counties, townships } from '../domain/areas/names.ts';
import { sumOf } from '../domain/assessments/counts.ts';
import type {
  FrozenCounts,
  FrozenCounty,
  FrozenTownship,
  OpenedMonth,
} from '../domain/assessments/schema.ts';
import type { Month } from '../domain/calendar/months.ts';
import {
  type Chunk,
  frozenTownships,
  monthsOfCounties,
  storedChunksOf,
} from '../table/assessments/frozen.ts';
import { parseChunk } from '../table/assessments/stored-chunk.ts';
import type { TableClient } from '../table/store/client.ts';

/** A county's month as far as an area reaches into it. */
export interface AssessedCounty {
  readonly opened: OpenedMonth;
  /** Once all of the county is frozen. */
  readonly closed?: FrozenCounty | undefined;
  /** The townships that are frozen whole, and those that are not. */
  readonly whole: readonly FrozenTownship[];
  readonly missing: readonly AreaCode[];
}

/** The counts of a division, and its hash where it is frozen whole. */
export interface AssessedArea extends FrozenCounts {
  readonly area: AreaCode;
  readonly hash?: string | undefined;
}

/**
 * What is frozen of a month in some areas, county by county: of a village its township. Counties in which nobody has
 * begun are not there.
 */
export const frozenMonthOf = async (
  table: TableClient,
  month: Month,
  areas: readonly AreaCode[],
): Promise<AssessedCounty[]> => {
  const asked = areas.flatMap((area) => counties(area.slice(0, 6)).map(({ code }) => code));
  const months = await monthsOfCounties(table, [...new Set(asked)].sort(), month);
  const isAsked = (township: AreaCode) =>
    areas.some((area) => isWithin(township, area) || isWithin(area, township));
  const within = [...months.values()].map(({ opened, closed }) => ({
    opened,
    closed,
    asked: opened.townships.filter(isAsked),
  }));
  const whole = await frozenTownships(
    table,
    within.flatMap((one) => one.asked),
    month,
  );
  return within.map(({ opened, closed, asked }) => {
    const own = whole.filter(({ area }) => asked.includes(area));
    const missing = asked.filter((township) => !own.some(({ area }) => area === township));
    return { opened, closed, whole: own, missing };
  });
};

/** The divisions by which an area is counted: a city's counties, a county's townships, a township; none of a village. */
const partsOf = (area: AreaCode): AreaCode[] => {
  if (area.length < 6) return counties(area).map(({ code }) => code);
  if (area.length < 9) return townships(area).map(({ code }) => code);
  return area.length === 9 ? [area] : [];
};

/** Counts of what is frozen, for each division of some areas that has any. */
export const countsByRule = (
  assessed: readonly AssessedCounty[],
  areas: readonly AreaCode[],
): AssessedArea[] => {
  const whole = assessed.flatMap((county) => county.whole);
  const hashes = new Map<AreaCode, string | undefined>([
    ...whole.map(({ area, hash }) => [area, hash] as const),
    ...assessed.map(({ opened, closed }) => [opened.county, closed?.hash] as const),
  ]);
  return [...new Set(areas.flatMap(partsOf))].flatMap((area) => {
    const parts = whole.filter((township) => isWithin(township.area, area));
    return parts.length > 0 ? [{ area, ...sumOf(parts), hash: hashes.get(area) }] : [];
  });
};

/** The chunks of a township's month that is frozen whole, one after the other. Throws where one cannot be read. */
export async function* chunksOf(
  table: TableClient,
  { area, month, chunks }: FrozenTownship,
): AsyncGenerator<Chunk> {
  for await (const { chunk, content } of storedChunksOf(table, { township: area, month })) {
    if (chunk <= chunks.length) yield { chunk, ...parseChunk(content, area) };
  }
}
