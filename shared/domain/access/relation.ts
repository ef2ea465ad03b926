import { type AreaCode, isWithin } from '../areas/area.ts';
import type { Actor } from '../records/actor.ts';

/** The place of a record: a household's destination manages it, its origin may read it; a site has one area. */
export interface Placed {
  readonly area: AreaCode;
  readonly origin?: AreaCode | undefined;
}

/** An actor's relation to a record; undefined if the record lies outside the actor's areas. */
export type Relation = 'managed' | 'seen' | undefined;

const covers = (areas: readonly AreaCode[], area: AreaCode | undefined): boolean =>
  area !== undefined && areas.some((own) => isWithin(area, own));

export function relationOf(actor: Actor, { area, origin }: Placed): Relation {
  if (actor.kind === 'system' || covers(actor.areas, area)) return 'managed';
  return covers(actor.areas, origin) ? 'seen' : undefined;
}
