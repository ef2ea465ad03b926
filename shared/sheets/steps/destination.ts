import { type AreaCode, isWithin, townshipOf } from '../../domain/areas/area.ts';
import type { Areas } from '../../domain/areas/areas.ts';
import { Refused } from '../../domain/records/refusal.ts';

/** The place of a household or site in a row: a code, or names of county, township and village. */
export interface Place {
  readonly area?: AreaCode | undefined;
  readonly county?: string | undefined;
  readonly township?: string | undefined;
  readonly village?: string | undefined;
}

/**
 * Returns the area of a place: of the village if the township has one of its name. An unknown village is recorded as
 * text. A less exact place keeps the area on record. Throws `Refused` for unknown and ambiguous names, and for a code
 * that contradicts them.
 */
export function resolvePlace(
  { findTownship, findVillage }: Areas,
  place: Place,
  onRecord?: AreaCode,
): { area: AreaCode; village?: string } {
  const { county, township, village } = place;
  const named = township === undefined ? undefined : findTownship(county, township);
  if (named && !named.ok) {
    const near = named.near.length > 0 ? named.near : ['—'];
    throw new Refused(named.code, 'township', { near });
  }
  if (place.area && !townshipOf(place.area)) {
    throw new Refused('area_above_township', 'area', { area: place.area });
  }
  if (place.area && named && !isWithin(place.area, named.code) && !isWithin(named.code, place.area)) {
    throw new Refused('area_contradicts_names', 'area', { area: place.area, name: township ?? '' });
  }
  const area = place.area ?? named?.code;
  if (!area) throw new Refused('area_missing', 'township');
  const villageArea = village && area.length === 9 ? findVillage(area, village) : undefined;
  const exact = villageArea ?? area;
  return {
    area: onRecord && isWithin(onRecord, exact) ? onRecord : exact,
    ...(village ? { village } : {}),
  };
}
