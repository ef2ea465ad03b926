import * as z from 'zod';
import { hasRight, RIGHT_NAMES, rightsOf } from '../../../shared/domain/access/rights.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { areaName, counties, townships } from '../../../shared/domain/areas/names.ts';
import { COMMANDS, type CommandName } from '../../../shared/domain/commands/index.ts';
import { Role } from '../../../shared/domain/records/actor.ts';
import { type Route, route } from '../http/route.ts';

const tag = 'me';
const Division = z.strictObject({ code: AreaCode, name: z.string().optional() }).meta({
  id: 'Division',
  description: 'An administrative division; without a name where it is not in use here',
});

const commands = Object.keys(COMMANDS) as CommandName[];

const named = (code: AreaCode): z.output<typeof Division> => {
  const name = areaName(code);
  return { code, ...(name ? { name } : {}) };
};

const me = route({
  method: 'GET',
  path: '/me',
  summary: '我是谁，能办什么 · Who I am and what I may do',
  access: 'signed_in',
  tag,
  answer: z
    .strictObject({
      id: z.string(),
      name: z.string().optional(),
      role: Role,
      areas: z.array(Division),
      rights: z.array(z.enum(RIGHT_NAMES)),
      commands: z.array(z.string()).meta({
        description: 'Every command that the role may give in its areas',
      }),
      expires: z.int().meta({ description: 'When the token ends, in seconds since 1970' }),
    })
    .meta({ id: 'Me' }),
  handle: async ({ actor, signedIn }) => ({
    value: {
      id: actor.id,
      ...(signedIn.name === undefined ? {} : { name: signedIn.name }),
      role: actor.role,
      areas: actor.areas.map(named),
      rights: rightsOf(actor.role),
      commands: commands.filter((name) => hasRight(actor.role, COMMANDS[name].right)),
      expires: Math.floor(signedIn.expires),
    },
  }),
});

const areas = route({
  method: 'GET',
  path: '/areas',
  summary: '行政区划 · Divisions: counties and townships',
  access: 'signed_in',
  tag,
  query: z.strictObject({
    within: AreaCode.optional().meta({
      description: 'Those within it; within the areas of the caller without it',
    }),
  }),
  answer: z.strictObject({ items: z.array(Division) }).meta({ id: 'Divisions' }),
  handle: async ({ actor, query }) => {
    const within = query.within ? [query.within] : actor.areas;
    const found = within.flatMap((area) => [...counties(area), ...townships(area)]);
    const codes = [...new Set(found.map(({ code }) => code))].sort();
    return { value: { items: codes.map(named) } };
  },
});

export const ME_ROUTES: readonly Route[] = [me, areas];
