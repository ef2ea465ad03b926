import { requireArea } from '../domain/access/require-area.ts';
import { type AreaCode, isWithin } from '../domain/areas/area.ts';
import type { Areas } from '../domain/areas/areas.ts';
import type { Actor } from '../domain/records/actor.ts';
import { Refused } from '../domain/records/refusal.ts';

/** Returns the areas, sorted, without those that lie within another of them. */
const outermost = (areas: readonly AreaCode[]): AreaCode[] =>
  [...areas].filter((one) => !areas.some((other) => other !== one && isWithin(one, other))).sort();

/**
 * Returns the areas that a list covers: the requested one, or all areas of the actor. The system may read every area in
 * use. Throws `Refused`: `outside_areas` if the requested area is outside the actor's; for the system as `requireArea`.
 */
export function scopeOf(areas: Areas, actor: Actor, area: AreaCode | undefined): AreaCode[] {
  if (actor.kind === 'system') {
    if (area) requireArea(areas, area);
    return area ? [area] : codes(areas.counties());
  }
  if (area === undefined) return outermost(actor.areas);
  if (!actor.areas.some((own) => isWithin(area, own))) throw new Refused('outside_areas', 'area', { area });
  return [area];
}

/**
 * Returns the one area that numbers are read of. An actor who has a single area need not name it. Throws `Refused`:
 * `outside_areas`, or `area_needed` if the actor has several areas and names none.
 */
export function oneAreaOf(areas: Areas, actor: Actor, requested: AreaCode | undefined): AreaCode {
  const [area, another] = scopeOf(areas, actor, requested);
  if (!area || another) throw new Refused('area_needed', 'area');
  return area;
}

const codes = (areas: readonly { readonly code: AreaCode }[]): AreaCode[] => areas.map(({ code }) => code);
const unique = (areas: readonly AreaCode[]): AreaCode[] => [...new Set(areas)].sort();

export const townshipsIn = (areas: Areas, scope: readonly AreaCode[]): AreaCode[] =>
  unique(scope.flatMap((area) => codes(areas.townships(area))));

/** Returns the counties that a scope reaches into. */
export const countiesOf = (areas: Areas, scope: readonly AreaCode[]): AreaCode[] =>
  unique(scope.flatMap((area) => codes(areas.counties(area.slice(0, 6)))));

/** Returns a predicate for items in a scope: townships and counties are read whole. */
export const isInScope =
  (scope: readonly AreaCode[]) =>
  ({ area }: { readonly area: AreaCode }): boolean =>
    scope.some((one) => isWithin(area, one));
