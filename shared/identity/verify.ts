import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import QuickLRU from 'quick-lru';
import type { TokenCode } from '../domain/access/token-codes.ts';
import { Busy } from '../faults.ts';
import { ISSUER_LIMITS, issuerKeys } from './issuer-keys.ts';
import { type SignedIn, signedInFrom } from './person.ts';
import { NoRights, TokenRefused } from './refused.ts';
import type { IdentitySettings } from './settings.ts';

export { NoRights, TokenRefused };

/** Returns the person of a bearer token. Throws `TokenRefused` (401), `NoRights` (403), `Busy` (503: the issuer is down). */
export type Verify = (token: string) => Promise<SignedIn>;

/** Asymmetric signatures alone: anybody could make an HMAC with the issuer's public key. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512'],
  ...['PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512'],
  ...['EdDSA', 'Ed25519'],
];

/** Seconds by which the clocks of the issuer and of this process may differ. */
const CLOCK_TOLERANCE = 60;

/** Characters of a token at most. */
const MAX_LENGTH = 8 * 1024;

/** The cache of verified tokens. Its age, in milliseconds, limits the time until a withdrawn key takes effect. */
const CACHE = { maxSize: 1_000, maxAge: 300_000 };

const CLAIM_CODES: Readonly<Record<string, TokenCode>> = {
  iss: 'token_issuer',
  aud: 'token_audience',
  'nbf check_failed': 'token_not_yet_valid',
};

const codeOf = (error: unknown): TokenCode | undefined => {
  if (error instanceof errors.JWTExpired) return 'token_expired';
  if (error instanceof errors.JWTClaimValidationFailed) {
    return CLAIM_CODES[error.claim] ?? CLAIM_CODES[`${error.claim} ${error.reason}`] ?? 'token_claims';
  }
  if (error instanceof errors.JOSEAlgNotAllowed) return 'token_algorithm';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'token_signature';
  const isMalformed = [errors.JWSInvalid, errors.JWTInvalid, errors.JOSENotSupported].some(
    (kind) => error instanceof kind,
  );
  return isMalformed ? 'token_malformed' : undefined;
};

/** Converts an error of the library: one that is not about the token is about the issuer's key. */
const refusalOf = (error: unknown): Error => {
  if (error instanceof TokenRefused || error instanceof Busy) return error;
  const code = codeOf(error);
  return code ? new TokenRefused(code) : new Busy('issuer: its key cannot be used', { cause: error });
};

/**
 * Returns a verifier of an OIDC issuer's bearer tokens (RFC 7519, RFC 8725). It caches a verified token until it
 * expires, at most for five minutes, and no refusal.
 *
 * @param clock milliseconds since the epoch
 */
export function tokenVerifier(
  settings: IdentitySettings,
  clock: () => number,
  limits = ISSUER_LIMITS,
): Verify {
  const { issuer, audience } = settings;
  const keys = issuerKeys(issuer, clock, limits);
  const verified = new QuickLRU<string, { readonly person: SignedIn; readonly until: number }>({
    maxSize: CACHE.maxSize,
  });
  const inProgress = new Map<string, Promise<SignedIn>>();

  const claimsOf = async (token: string): Promise<JWTPayload> => {
    const options: JWTVerifyOptions = {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(clock()),
    };
    try {
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      throw refusalOf(error);
    }
  };
  const verify = async (token: string): Promise<SignedIn> => {
    const claims = await claimsOf(token);
    // The library checks `nbf`, not `iat`.
    if ((claims.iat ?? 0) > clock() / 1000 + CLOCK_TOLERANCE) throw new TokenRefused('token_not_yet_valid');
    const person = signedInFrom(claims, settings);
    verified.set(token, { person, until: Math.min(person.expires * 1000, clock() + CACHE.maxAge) });
    return person;
  };

  return async (token) => {
    if (token.length > MAX_LENGTH) throw new TokenRefused('token_malformed');
    const known = verified.get(token);
    if (known && clock() < known.until) return known.person;
    const pending =
      inProgress.get(token) ??
      verify(token).finally(() => {
        inProgress.delete(token);
      });
    inProgress.set(token, pending);
    return pending;
  };
}
