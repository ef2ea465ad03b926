import type { AreaCode } from '../domain/areas/area.ts';
import { counties, townships } from '../domain/areas/names.ts';
import type { Actor } from '../domain/records/actor.ts';
import { scopeOf } from './scope.ts';

/**
 * Returns the counties and townships within an area, sorted by code; within the actor's areas by default. Their names
 * are public: an area need not be one of the actor's.
 */
export function listDivisions(actor: Actor, within: AreaCode | undefined): AreaCode[] {
  const areas = within ? [within] : scopeOf(actor, undefined);
  const divisions = areas.flatMap((area) => [...counties(area), ...townships(area)]);
  return [...new Set(divisions.map(({ code }) => code))].sort();
}
