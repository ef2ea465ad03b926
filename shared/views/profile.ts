import * as z from 'zod';
import { RIGHT_NAMES } from '../domain/access/rights.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { Role } from '../domain/records/actor.ts';
import type { SignedIn } from '../identity/person.ts';
import type { Profile } from '../queries/profile.ts';
import { Division, divisionView } from './division.ts';

export const ProfileView = z
  .strictObject({
    id: z.string(),
    name: z.string().optional().meta({ description: '姓名 · name' }),
    role: Role,
    areas: z.array(Division).meta({ description: '辖区 · areas' }),
    rights: z.array(z.enum(RIGHT_NAMES)).meta({ description: '权限 · rights' }),
    commands: z.array(z.string()).meta({
      description: '命令 · Every command that the role may give in its areas',
    }),
    expires: z.int().meta({ description: '令牌到期 · When the token ends, in seconds since 1970' }),
  })
  .meta({ id: 'Me', description: '登录人 · Who is signed in' });

/** Returns a profile with the name and the expiry, in seconds since 1970, of the person's token. */
export const profileView = (
  { id, role, areas, rights, commands }: Profile,
  { name, expires }: Pick<SignedIn, 'name' | 'expires'>,
  names: AreaNames,
): z.output<typeof ProfileView> => ({
  id,
  ...(name === undefined ? {} : { name }),
  role,
  areas: areas.map((code) => divisionView(code, names)),
  rights: [...rights],
  commands: [...commands],
  expires: Math.floor(expires),
});
