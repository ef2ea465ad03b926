import { requireArea } from '../access/require-area.ts';
import type { AreaCode } from '../areas/area.ts';
import type { Areas } from '../areas/areas.ts';

const codes = (areas: readonly { readonly code: AreaCode }[]): AreaCode[] => areas.map(({ code }) => code);

/** Returns the level of an area. */
export function sizeOf(area: AreaCode): 'city' | 'county' | 'township' | 'village' {
  if (area.length <= 4) return 'city';
  if (area.length === 6) return 'county';
  return area.length === 9 ? 'township' : 'village';
}

/** Returns the townships in an area, or the one that contains it. Throws `Refused` for an area that is not in use. */
export function townshipsOf(areas: Areas, area: AreaCode): AreaCode[] {
  requireArea(areas, area);
  return codes(areas.townships(area));
}

/** Returns the counties in an area, or the county itself. */
export const countiesIn = (areas: Areas, area: AreaCode): AreaCode[] => codes(areas.counties(area));
