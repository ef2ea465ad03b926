import { hasRight, type Right, rightsOf } from '../domain/access/rights.ts';
import { COMMANDS, type CommandName } from '../domain/commands/index.ts';
import type { Person } from '../domain/records/actor.ts';

/** A person with everything that their role may do in their areas. */
export interface Profile extends Pick<Person, 'id' | 'role' | 'areas'> {
  readonly rights: readonly Right[];
  readonly commands: readonly CommandName[];
}

const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

export function getProfile({ id, role, areas }: Person): Profile {
  return {
    ...{ id, role, areas, rights: rightsOf(role) },
    commands: COMMAND_NAMES.filter((name) => hasRight(role, COMMANDS[name].right)),
  };
}
