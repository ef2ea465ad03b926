import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { Busy } from '../faults.ts';
import { TokenRefused } from './refused.ts';

/** How long the issuer is waited for and its keys are kept, in milliseconds. */
export interface IssuerLimits {
  readonly timeout: number;
  /** After the keys have come, an unknown key makes nobody ask for them again for so long. */
  readonly cooldown: number;
  /** After so long the issuer's document and its keys are fetched anew. */
  readonly keysMaxAge: number;
}

export const ISSUER_LIMITS: IssuerLimits = { timeout: 3_000, cooldown: 30_000, keysMaxAge: 600_000 };

/** What is needed of OpenID Connect Discovery 1.0, 3. */
const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** Whatever the issuer does wrong may pass: the caller is asked to come again, and is neither believed nor refused. */
const notAnswering = (why: string, cause?: unknown): Busy => new Busy(`issuer: ${why}`, { cause });

const discover = async (issuer: string, timeout: number): Promise<URL> => {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  });
  if (response.status !== 200) {
    await response.body?.cancel();
    throw notAnswering(`its document came with ${response.status}`);
  }
  const document = Discovery.parse(await response.json());
  if (document.issuer !== issuer) throw notAnswering('its document names another issuer');
  const keys = new URL(document.jwks_uri);
  // Keys that anybody on the way could replace are nobody's.
  if (keys.protocol !== 'https:' && keys.origin !== new URL(issuer).origin) {
    throw notAnswering('its keys are not under https');
  }
  return keys;
};

/**
 * The issuer's keys: found by its document, fetched once and kept, fetched anew when they are old or when a token
 * names one that is not among them. Throws `TokenRefused` for a key that the issuer does not have, and `Busy` while
 * it does not answer, which is not remembered.
 */
export const issuerKeys = (issuer: string, clock: () => number, limits: IssuerLimits): JWTVerifyGetKey => {
  const { timeout, cooldown, keysMaxAge } = limits;
  let kept: { readonly keys: JWTVerifyGetKey; readonly until: number } | undefined;
  let asking: Promise<JWTVerifyGetKey> | undefined;

  const ask = async (): Promise<JWTVerifyGetKey> => {
    const keys = createRemoteJWKSet(await discover(issuer, timeout), {
      timeoutDuration: timeout,
      cooldownDuration: cooldown,
      // They go with the document, by the given clock.
      cacheMaxAge: Number.POSITIVE_INFINITY,
    });
    kept = { keys, until: clock() + keysMaxAge };
    return keys;
  };
  const keySet = (): Promise<JWTVerifyGetKey> => {
    if (kept && clock() < kept.until) return Promise.resolve(kept.keys);
    asking ??= ask().finally(() => {
      asking = undefined;
    });
    return asking;
  };

  return async (header, token) => {
    try {
      return await (await keySet())(header, token);
    } catch (error) {
      // OpenID Connect Core 1.0, 10.1: with several keys a token has to name its own.
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
        throw new TokenRefused('token_key_unknown');
      }
      throw error instanceof Busy ? error : notAnswering('its keys cannot be had', error);
    }
  };
};
