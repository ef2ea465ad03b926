import { type AreaCode, isWithin } from '../areas/area.ts';
import type { Actor } from '../records/actor.ts';

/** Where a record lies: a household's destination manages it, its origin may read it; a site has but one area. */
export interface Placed {
  readonly area: AreaCode;
  readonly origin?: AreaCode | undefined;
}

/** How whoever asks stands to a record: undefined is somebody for whom there is no such record. */
export type Relation = 'managed' | 'seen' | undefined;

const covers = (areas: readonly AreaCode[], area: AreaCode | undefined): boolean =>
  area !== undefined && areas.some((own) => isWithin(area, own));

export function relationOf(actor: Actor, { area, origin }: Placed): Relation {
  if (actor.kind === 'system' || covers(actor.areas, area)) return 'managed';
  return covers(actor.areas, origin) ? 'seen' : undefined;
}
