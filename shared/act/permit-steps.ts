import { permitRight } from '../domain/access/permit.ts';
import type { Placed } from '../domain/access/relation.ts';
import { COMMANDS, type Step } from '../domain/commands/index.ts';
import type { Actor } from '../domain/records/actor.ts';

/** Permits each step by the actor's role and areas. Throws `Refused`. */
export function permitSteps(actor: Actor, steps: readonly Step[], record: Placed | undefined): void {
  for (const { name } of steps) permitRight(actor, COMMANDS[name].right, record);
}
