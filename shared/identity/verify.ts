import { errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose';
import QuickLRU from 'quick-lru';
import type { TokenCode } from '../domain/access/token-codes.ts';
import { Busy } from '../faults.ts';
import { ISSUER_LIMITS, issuerKeys } from './issuer-keys.ts';
import { type SignedIn, signedInFrom } from './person.ts';
import { NoRights, TokenRefused } from './refused.ts';
import type { IdentitySettings } from './settings.ts';

export { NoRights, TokenRefused };

/** Who a bearer token speaks of. Throws `TokenRefused` (401), `NoRights` (403), `Busy` (503: the issuer is down). */
export type Verify = (token: string) => Promise<SignedIn>;

/** Signatures that only the issuer can make: what is verified with its public key could be signed with it too. */
const ALGORITHMS = [
  ...['RS256', 'RS384', 'RS512'],
  ...['PS256', 'PS384', 'PS512'],
  ...['ES256', 'ES384', 'ES512'],
  ...['EdDSA', 'Ed25519'],
];

/** Seconds that the clocks of the issuer and of this process may be apart. */
const TOLERANCE = 60;

/** Characters of a token. */
const LONGEST = 8 * 1024;

/** Verified tokens that are kept, and for how many milliseconds at most, so that a withdrawn key takes effect. */
const KEPT = { most: 1_000, age: 300_000 };

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

/** What an error of the library says of the token; what it does not say of the token, it says of the issuer's key. */
const refusalOf = (error: unknown): Error => {
  if (error instanceof TokenRefused || error instanceof Busy) return error;
  const code = codeOf(error);
  return code ? new TokenRefused(code) : new Busy('issuer: its key cannot be used', { cause: error });
};

/**
 * Verifies bearer tokens of an OIDC issuer (RFC 7519, RFC 8725). A token that has been believed is kept until it
 * ends, at most five minutes; refusals are not kept.
 *
 * @param clock milliseconds since the epoch
 */
export const tokenVerifier = (
  settings: IdentitySettings,
  clock: () => number,
  limits = ISSUER_LIMITS,
): Verify => {
  const { issuer, audience } = settings;
  const keys = issuerKeys(issuer, clock, limits);
  const kept = new QuickLRU<string, { readonly person: SignedIn; readonly until: number }>({
    maxSize: KEPT.most,
  });
  const underWay = new Map<string, Promise<SignedIn>>();

  const claimsOf = async (token: string): Promise<JWTPayload> => {
    const options: JWTVerifyOptions = {
      issuer,
      audience,
      algorithms: ALGORITHMS,
      clockTolerance: TOLERANCE,
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(clock()),
    };
    try {
      return (await jwtVerify(token, keys, options)).payload;
    } catch (error) {
      throw refusalOf(error);
    }
  };
  const verifyAnew = async (token: string): Promise<SignedIn> => {
    const claims = await claimsOf(token);
    // The library looks at the beginning that a token states, not at when it says that it was made.
    if ((claims.iat ?? 0) > clock() / 1000 + TOLERANCE) throw new TokenRefused('token_not_yet_valid');
    const person = signedInFrom(claims, settings);
    kept.set(token, { person, until: Math.min(person.expires * 1000, clock() + KEPT.age) });
    return person;
  };

  return async (token) => {
    if (token.length > LONGEST) throw new TokenRefused('token_malformed');
    const known = kept.get(token);
    if (known && clock() < known.until) return known.person;
    const pending =
      underWay.get(token) ??
      verifyAnew(token).finally(() => {
        underWay.delete(token);
      });
    underWay.set(token, pending);
    return pending;
  };
};
