import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { Busy } from '../faults.ts';
import { TokenRefused } from './refused.ts';

/** Limits of the requests to the issuer, in milliseconds. */
export interface IssuerLimits {
  readonly timeout: number;
  /** The keys are not fetched again for an unknown key within this time. */
  readonly cooldown: number;
  /** The age at which the issuer's document and its keys are fetched again. */
  readonly keysMaxAge: number;
}

export const ISSUER_LIMITS: IssuerLimits = { timeout: 3_000, cooldown: 30_000, keysMaxAge: 600_000 };

/** The fields of the discovery document that are used (OpenID Connect Discovery 1.0, 3). */
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** A failure of the issuer is temporary: the token is neither accepted nor refused, and the caller may retry. */
const issuerFailure = (why: string, cause?: unknown): Busy => new Busy(`issuer: ${why}`, { cause });

/** Returns the URL of the issuer's keys. Throws `Busy`, and the errors of `fetch`. */
async function discoverKeys(issuer: string, timeout: number): Promise<URL> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw issuerFailure(`its document came with ${response.status}`);
  }
  const document = Discovery.parse(await response.json());
  if (document.issuer !== issuer) throw issuerFailure('its document names another issuer');
  const keys = new URL(document.jwks_uri);
  // Over plain http anybody in between could replace the keys.
  if (keys.protocol !== 'https:' && keys.origin !== new URL(issuer).origin) {
    throw issuerFailure('its keys are not under https');
  }
  return keys;
}

/**
 * Returns the issuer's keys for `jwtVerify`. They are discovered and cached, and fetched again when they are old or a
 * token names an unknown one. The function throws `TokenRefused` for a key that the issuer does not have, and `Busy`
 * while the issuer does not answer; a failure is not cached.
 */
export function issuerKeys(issuer: string, clock: () => number, limits: IssuerLimits): JWTVerifyGetKey {
  const { timeout, cooldown, keysMaxAge } = limits;
  let cached: { readonly keys: JWTVerifyGetKey; readonly until: number } | undefined;
  let fetching: Promise<JWTVerifyGetKey> | undefined;

  const fetchKeys = async (): Promise<JWTVerifyGetKey> => {
    const keys = createRemoteJWKSet(await discoverKeys(issuer, timeout), {
      timeoutDuration: timeout,
      cooldownDuration: cooldown,
      // They expire with the document, by `clock`.
      cacheMaxAge: Number.POSITIVE_INFINITY,
    });
    cached = { keys, until: clock() + keysMaxAge };
    return keys;
  };
  const keySet = (): Promise<JWTVerifyGetKey> => {
    if (cached && clock() < cached.until) return Promise.resolve(cached.keys);
    fetching ??= fetchKeys().finally(() => {
      fetching = undefined;
    });
    return fetching;
  };

  return async (header, token) => {
    try {
      return await (await keySet())(header, token);
    } catch (error) {
      // OpenID Connect Core 1.0, 10.1: with several keys a token has to name its own.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
        throw new TokenRefused('token_key_unknown');
      }
      throw error instanceof Busy ? error : issuerFailure('its keys cannot be fetched', error);
    }
  };
}
