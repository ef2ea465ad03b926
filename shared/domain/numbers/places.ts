import type { AreaCode } from '../areas/area.ts';
import { counties, townships } from '../areas/names.ts';
import { Refused } from '../records/refusal.ts';

const codes = (areas: readonly { readonly code: AreaCode }[]): AreaCode[] => areas.map(({ code }) => code);

/** How large an area is, as far as numbers are concerned. */
export const sizeOf = (area: AreaCode): 'city' | 'county' | 'township' | 'village' => {
  if (area.length <= 4) return 'city';
  if (area.length === 6) return 'county';
  return area.length === 9 ? 'township' : 'village';
};

/** The townships that an area holds, or lies in. Throws `Refused` where none is in use. */
export const townshipsOf = (area: AreaCode): AreaCode[] => {
  const found = codes(townships(area));
  if (found.length === 0) throw new Refused('area_not_in_use', 'area', { area });
  return found;
};

/** The counties that an area holds, or the one that it is. */
export const countiesIn = (area: AreaCode): AreaCode[] => codes(counties(area));
