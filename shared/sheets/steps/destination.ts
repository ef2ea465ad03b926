import { type AreaCode, isWithin, townshipOf } from '../../domain/areas/area.ts';
import type { Areas } from '../../domain/areas/areas.ts';
import { Refused } from '../../domain/records/refusal.ts';

/** Where a sheet says that a household or site is: by code, or by the names of county, township and village. */
export interface Place {
  readonly area?: AreaCode | undefined;
  readonly county?: string | undefined;
  readonly township?: string | undefined;
  readonly village?: string | undefined;
}

/**
 * The area of a place, to the village where its name is known in the township; a village that is not in the list of
 * divisions stays on record as text. A code and names that contradict each other are refused. Where the sheet is
 * less exact than what is `on record`, that stays.
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
  const found = village && area.length === 9 ? findVillage(area, village) : undefined;
  const exact = found ?? area;
  const kept = onRecord && isWithin(onRecord, exact) ? onRecord : exact;
  return { area: kept, ...(village ? { village } : {}) };
}
