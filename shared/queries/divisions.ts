import type { Deps } from '../deps.ts';
import { requireArea } from '../domain/access/require-area.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Actor } from '../domain/records/actor.ts';
import { scopeOf } from './scope.ts';

/**
 * Returns the counties and townships within an area, sorted by code; within the actor's areas by default. Their names
 * are public: an area need not be one of the actor's. Throws what `requireArea` throws.
 */
export function listDivisions(
  { areas }: Pick<Deps, 'areas'>,
  actor: Actor,
  within: AreaCode | undefined,
): AreaCode[] {
  const { counties, townships } = areas;
  if (within) requireArea(areas, within, 'within');
  const scope = within ? [within] : scopeOf(areas, actor, undefined);
  const divisions = scope.flatMap((area) => [...counties(area), ...townships(area)]);
  return [...new Set(divisions.map(({ code }) => code))].sort();
}
