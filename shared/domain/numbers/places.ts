import { requireArea } from '../access/require-area.ts';
import type { AreaCode } from '../areas/area.ts';
import type { Areas } from '../areas/areas.ts';

const codes = (areas: readonly { readonly code: AreaCode }[]): AreaCode[] => areas.map(({ code }) => code);

/** How large an area is, as far as numbers are concerned. */
export function sizeOf(area: AreaCode): 'city' | 'county' | 'township' | 'village' {
  if (area.length <= 4) return 'city';
  if (area.length === 6) return 'county';
  return area.length === 9 ? 'township' : 'village';
}

/** The townships that an area holds, or lies in. Throws `Refused` where none is in use. */
export function townshipsOf(areas: Areas, area: AreaCode): AreaCode[] {
  requireArea(areas, area);
  return codes(areas.townships(area));
}

/** The counties that an area holds, or the one that it is. */
export const countiesIn = (areas: Areas, area: AreaCode): AreaCode[] => codes(areas.counties(area));
