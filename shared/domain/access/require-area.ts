import type { AreaCode } from '../areas/area.ts';
import type { Areas } from '../areas/areas.ts';
import { Refused } from '../records/refusal.ts';
import type { Placed } from './relation.ts';

/** Whether an area holds a township in use, or lies in one. */
export const isInUse = ({ townships }: Pick<Areas, 'townships'>, area: AreaCode): boolean =>
  townships(area).length > 0;

/**
 * Throws `Refused` for an area that holds no township in use and lies in none: nothing in it would ever be audited. The
 * refusal says whether its prefecture is not configured, it became part of another division, or it never existed.
 */
export function requireArea(areas: Areas, area: AreaCode, path = 'area'): void {
  if (isInUse(areas, area)) return;
  const { prefectures, formerOf } = areas;
  if (area.length >= 4 && !prefectures.some((prefecture) => area.startsWith(prefecture))) {
    throw new Refused('area_not_configured', path, { code: area, area: prefectures });
  }
  const former = formerOf(area);
  if (former) {
    throw new Refused('area_replaced', path, {
      code: area,
      name: former.name,
      on: former.until,
      area: former.into,
    });
  }
  throw new Refused('area_not_in_use', path, { area });
}

/** Checks the area in which a record is created, or to which it moves. Throws what `requireArea` throws. */
export function requirePlace(areas: Areas, before: Placed | undefined, after: Placed): void {
  if (after.area !== before?.area) requireArea(areas, after.area);
}
