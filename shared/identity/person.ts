import type { JWTPayload } from 'jose';
import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { type Actor, Role } from '../domain/records/actor.ts';
import { NoRights, TokenRefused } from './refused.ts';
import type { IdentitySettings } from './settings.ts';

/** Somebody whose token has been believed. */
export interface SignedIn {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  /** As the issuer says it; undefined where it says none that can be shown. */
  readonly name: string | undefined;
  /** When the token ends, in seconds since the epoch. */
  readonly expires: number;
}

const NO_CONTROL = /^\P{Cc}*$/u;

const Person = z.object({
  /** History names persons and jobs in one field, so that nobody may go by the name of a job. */
  sub: z
    .string()
    .min(1)
    .max(200)
    .regex(NO_CONTROL)
    .refine((id) => !id.startsWith('system:')),
  exp: z.number(),
});

const Name = z.string().trim().min(1).max(200).regex(NO_CONTROL);

type Claims = Readonly<Record<string, unknown>>;

const isClaims = (value: unknown): value is Claims => typeof value === 'object' && value !== null;

const own = (claims: unknown, name: string): unknown =>
  isClaims(claims) && Object.hasOwn(claims, name) ? claims[name] : undefined;

/** A claim by its whole name, which may be a URL; else by its path, as in `realm_access.roles`. */
const claimOf = (claims: Claims, name: string): unknown =>
  own(claims, name) ?? name.split('.').reduce<unknown>(own, claims);

/** One role: by itself, or as the only one known here among those of a list. */
const roleOf = (claim: unknown): Role | undefined => {
  const known = (Array.isArray(claim) ? claim : [claim]).flatMap((one) => Role.safeParse(one).data ?? []);
  const [role, another] = new Set(known);
  return another ? undefined : role;
};

const Areas = z.array(AreaCode).min(1);

/** A list, or a text with spaces or commas between the codes; one malformed code spoils it. */
const areasOf = (claim: unknown): AreaCode[] | undefined => {
  const codes = typeof claim === 'string' ? claim.split(/[\s,]+/).filter((code) => code !== '') : claim;
  const areas = Areas.safeParse(codes).data;
  return areas && [...new Set(areas)];
};

/**
 * Who a token speaks of, by its verified claims. Throws `TokenRefused` where it names nobody, `NoRights` where it
 * says no role or areas that can be used.
 */
export const signedInFrom = (
  claims: JWTPayload,
  { roleClaim, areasClaim }: Pick<IdentitySettings, 'roleClaim' | 'areasClaim'>,
): SignedIn => {
  const person = Person.safeParse(claims).data;
  if (!person) throw new TokenRefused('token_claims');
  const role = roleOf(claimOf(claims, roleClaim));
  const areas = areasOf(claimOf(claims, areasClaim));
  if (!role || !areas) throw new NoRights();
  return {
    actor: { kind: 'person', id: person.sub, role, areas },
    name: Name.safeParse(claims.name).data,
    expires: person.exp,
  };
};
