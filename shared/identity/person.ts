import type { JWTPayload } from 'jose';
import * as z from 'zod';
import { AreaCode } from '../domain/areas/area.ts';
import { type Actor, Role } from '../domain/records/actor.ts';
import { NoRights, TokenRefused } from './refused.ts';
import type { IdentitySettings } from './settings.ts';

/** The person of a verified token. */
export interface SignedIn {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  /** The `name` claim; undefined if it is missing or cannot be displayed. */
  readonly name: string | undefined;
  /** When the token expires, in seconds since the epoch. */
  readonly expires: number;
}

const NO_CONTROL = /^\P{Cc}*$/u;

const Person = z.object({
  /** Must not look like a job (`system:…`): history names persons and jobs in one field. */
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

const ownClaim = (claims: unknown, name: string): unknown =>
  isClaims(claims) && Object.hasOwn(claims, name) ? claims[name] : undefined;

/** Returns a claim by its name, which may be a URL, or else by its path, such as `realm_access.roles`. */
const claimOf = (claims: Claims, name: string): unknown =>
  ownClaim(claims, name) ?? name.split('.').reduce<unknown>(ownClaim, claims);

/** Returns the role: the claim itself, or the only known role of a list. */
const roleOf = (claim: unknown): Role | undefined => {
  const known = (Array.isArray(claim) ? claim : [claim]).flatMap((one) => Role.safeParse(one).data ?? []);
  const [role, another] = new Set(known);
  return another ? undefined : role;
};

const Areas = z.array(AreaCode).min(1);

/** Returns the areas of a list, or of a text with spaces or commas between codes; undefined if a code is malformed. */
const areasOf = (claim: unknown): AreaCode[] | undefined => {
  const codes = typeof claim === 'string' ? claim.split(/[\s,]+/).filter((code) => code !== '') : claim;
  const areas = Areas.safeParse(codes).data;
  return areas && [...new Set(areas)];
};

/**
 * Returns the person of verified claims. Throws `TokenRefused` if they name nobody, `NoRights` if they have no usable
 * role or areas.
 */
export function signedInFrom(
  claims: JWTPayload,
  { roleClaim, areasClaim }: Pick<IdentitySettings, 'roleClaim' | 'areasClaim'>,
): SignedIn {
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
}
