import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import type { Role } from '../../../shared/domain/records/actor.ts';
import { AUDIENCE, TOKEN_AGE } from './issuer.ts';
import type { IdentityKeys } from './keys.ts';
import { subOf } from './people.ts';

/** The holder of a token. */
export interface TokenHolder {
  readonly role: Role;
  readonly areas: readonly AreaCode[];
  readonly name?: string | undefined;
}

export interface LocalToken {
  readonly token: string;
  /** In seconds since the epoch. */
  readonly expires: number;
}

/** Signs a token (RFC 9068) as the issuer on one machine would issue it. */
export async function localToken(
  keys: IdentityKeys,
  issuer: string,
  { role, areas, name }: TokenHolder,
): Promise<LocalToken> {
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
}
