import type { Actor } from '../records/actor.ts';
import { Refused } from '../records/refusal.ts';
import { type Placed, relationOf } from './relation.ts';
import { hasRight, RIGHTS, type Right } from './rights.ts';

/** Permits an actor a right on a record. Throws `Refused`; outside the actor's areas with `record_unknown`. */
export function permitRight(actor: Actor, right: Right, record: Placed | undefined): void {
  if (actor.kind === 'system') return;
  const { role } = actor;
  if (!hasRight(role, right)) throw new Refused('not_permitted', '', { role, right });
  if (!record) return;
  const relation = relationOf(actor, record);
  if (!relation) throw new Refused('record_unknown');
  if (RIGHTS[right].on === 'managed' && relation === 'seen') {
    throw new Refused('origin_reads_only', '', { area: record.area });
  }
}

/** Permits placing a record in an area that the actor manages. Throws `Refused`. */
export function permitPlace(actor: Actor, record: Placed): void {
  if (relationOf(actor, record) !== 'managed') {
    throw new Refused('outside_areas', 'area', { area: record.area });
  }
}
