import { type AreaCode, isWithin } from '../areas/area.ts';
import type { Actor } from '../records/actor.ts';
import { COMMANDS, type Step } from '../records/commands/index.ts';
import { Refused } from '../records/refusal.ts';

interface InArea {
  readonly area: AreaCode;
}

const covers = (actor: Actor, { area }: InArea): boolean =>
  actor.kind === 'system' || actor.areas.some((own) => isWithin(area, own));

/** Lets an actor take steps on a record by role and by area, or throws `Refused`. What lies outside is not there. */
export const permit = (actor: Actor, steps: readonly Step[], record: InArea | undefined): void => {
  for (const { name } of steps) {
    if (actor.kind === 'person' && !COMMANDS[name].roles.includes(actor.role)) {
      throw new Refused('not_permitted', '', { role: actor.role, command: name });
    }
  }
  if (record && !covers(actor, record)) throw new Refused('record_unknown');
};

/** Nobody puts a record where they could not see it any more. */
export const permitPlace = (actor: Actor, record: InArea): void => {
  if (!covers(actor, record)) throw new Refused('outside_areas', 'area', { area: record.area });
};
