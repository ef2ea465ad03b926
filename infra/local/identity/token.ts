import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Role } from '../../../shared/domain/records/actor.ts';
import { AUDIENCE, TOKEN_AGE } from './issuer.ts';
import type { IdentityKeys } from './keys.ts';
import { subOf } from './people.ts';

/** Whom a token is made for. */
export interface TokenHolder {
  readonly role: Role;
  readonly areas: readonly AreaCode[];
  readonly name?: string | undefined;
}

export interface MadeToken {
  readonly token: string;
  /** In seconds since the epoch. */
  readonly expires: number;
}

/** A token as the issuer on one machine gives it out (RFC 9068), signed without it. */
export const localToken = async (
  keys: IdentityKeys,
  issuer: string,
  { role, areas, name }: TokenHolder,
): Promise<MadeToken> => {
  const [key] = keys.keys;
  const now = Math.floor(Date.now() / 1000);
  const expires = now + TOKEN_AGE;
  const token = await new SignJWT({ role, areas, ...(name === undefined ? {} : { name }) })
    .setProtectedHeader({ alg: key.alg, kid: key.kid, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject(subOf(role))
    .setJti(randomUUID())
    .setIssuedAt(now)
    .setExpirationTime(expires)
    .sign(await importJWK(key));
  return { token, expires };
};
