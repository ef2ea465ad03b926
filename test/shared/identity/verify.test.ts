import fc from 'fast-check';
import { exportSPKI, type JWTPayload, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ISSUER_LIMITS } from '../../../shared/identity/issuer-keys.ts';
import { NoRights, TokenRefused, tokenVerifier, type Verify } from '../../../shared/identity/verify.ts';
import { runs } from '../../runs.ts';
import { type Issuer, rawToken, type SigningKey, signingKey, startIssuer, tokenOf } from './issuer.ts';

/** Seconds. */
const NOW = 1_780_000_000;

let key: SigningKey;
let another: SigningKey;
let issuer: Issuer;
let now: number;
let verify: Verify;

const settingsOf = ({ url }: Issuer) => ({
  issuer: url,
  audience: 'houfu',
  roleClaim: 'role',
  areasClaim: 'areas',
});
const claims = (changes: JWTPayload = {}): JWTPayload => ({
  iss: issuer.url,
  aud: 'houfu',
  sub: 'clerk-1',
  role: 'hr_clerk',
  areas: ['511722'],
  iat: NOW,
  exp: NOW + 28_800,
  ...changes,
});
const refused = (code: ConstructorParameters<typeof TokenRefused>[0]) => new TokenRefused(code);

beforeAll(async () => {
  [key, another] = await Promise.all([signingKey('one'), signingKey('one')]);
});
beforeEach(async () => {
  issuer = await startIssuer(key);
  now = NOW * 1000;
  verify = tokenVerifier(settingsOf(issuer), () => now);
});
afterEach(() => issuer.down());

describe('a sound token', () => {
  it('says who it is', async () => {
    expect(await verify(await tokenOf(key, claims({ name: '小就（示范）' })))).toEqual({
      actor: { kind: 'person', id: 'clerk-1', role: 'hr_clerk', areas: ['511722'] },
      name: '小就（示范）',
      expires: NOW + 28_800,
    });
  });

  it('may be for others too', async () => {
    expect(await verify(await tokenOf(key, claims({ aud: ['account', 'houfu'] })))).toBeDefined();
  });

  it.each(['PS256', 'ES256', 'ES384', 'EdDSA', 'RS512'])('may be signed with %s', async (alg) => {
    const other = await signingKey('other', alg);
    issuer.published = [key, other];
    expect((await verify(await tokenOf(other, claims()))).actor.id).toBe('clerk-1');
  });

  it('needs no name of its key where the issuer has but one', async () => {
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'RS256' }).sign(key.privateKey);
    expect(await verify(token)).toBeDefined();
    issuer.published = [key, await signingKey('two')];
    now += ISSUER_LIMITS.keysMaxAge;
    await expect(verify(token)).rejects.toEqual(refused('token_key_unknown'));
  });
});

describe('a token is refused', () => {
  const without = (name: string): JWTPayload => {
    const { [name]: _, ...rest } = claims();
    return rest;
  };
  it.each<[string, () => JWTPayload, ConstructorParameters<typeof TokenRefused>[0]]>([
    ['of another issuer', () => claims({ iss: 'https://id.example.gov.cn' }), 'token_issuer'],
    ['of the issuer with a slash', () => claims({ iss: `${issuer.url}/` }), 'token_issuer'],
    ['of no issuer', () => without('iss'), 'token_issuer'],
    ['for another audience', () => claims({ aud: 'payroll' }), 'token_audience'],
    ['for no audience', () => without('aud'), 'token_audience'],
    ['that has expired', () => claims({ exp: NOW - 61 }), 'token_expired'],
    ['that never expires', () => without('exp'), 'token_claims'],
    ['that expires some day', () => claims({ exp: '2099' as never }), 'token_claims'],
    ['that begins later', () => claims({ nbf: NOW + 61 }), 'token_not_yet_valid'],
    ['that begins some day', () => claims({ nbf: 'soon' as never }), 'token_claims'],
    ['that was made in the future', () => claims({ iat: NOW + 61 }), 'token_not_yet_valid'],
    ['of nobody', () => without('sub'), 'token_claims'],
    ['of a number', () => claims({ sub: 7 as never }), 'token_claims'],
  ])('%s', async (_, claimsOf, code) => {
    await expect(verify(await tokenOf(key, claimsOf()))).rejects.toEqual(refused(code));
  });

  it('that nobody signed', async () => {
    await expect(verify(rawToken({ alg: 'none' }, claims()))).rejects.toEqual(refused('token_algorithm'));
    expect(issuer.asked.keys).toBe(0);
  });

  it('that somebody signed with the public key', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(key.publicKey));
    const token = await new SignJWT(claims()).setProtectedHeader({ alg: 'HS256', kid: 'one' }).sign(secret);
    await expect(verify(token)).rejects.toEqual(refused('token_algorithm'));
  });

  it('that was signed by another key of the same name', async () => {
    await expect(verify(await tokenOf(another, claims()))).rejects.toEqual(refused('token_signature'));
  });

  it('that was changed after it was signed', async () => {
    const [header = '', , signature = ''] = (await tokenOf(key, claims())).split('.');
    const [, changed = ''] = rawToken({}, claims({ role: 'admin' })).split('.');
    await expect(verify([header, changed, signature].join('.'))).rejects.toEqual(refused('token_signature'));
  });

  it('that brings its own key', async () => {
    const token = await tokenOf(another, claims(), { jwk: another.jwk, jku: 'https://example.com/keys' });
    await expect(verify(token)).rejects.toEqual(refused('token_signature'));
  });

  it('that demands what is not understood', async () => {
    const token = rawToken({ alg: 'RS256', kid: 'one', crit: ['exp'], exp: 1 }, claims(), 'AAAA');
    await expect(verify(token)).rejects.toEqual(refused('token_malformed'));
  });

  it('that is longer than 8 KB, unread', async () => {
    const token = await tokenOf(key, claims({ padding: 'x'.repeat(8 * 1024) }));
    await expect(verify(token)).rejects.toEqual(refused('token_malformed'));
    expect(issuer.asked).toEqual({ document: 0, keys: 0 });
  });

  it('whatever it is, as a token', async () => {
    const sound = await tokenOf(key, claims());
    const edited = fc
      .tuple(fc.nat(sound.length - 1), fc.string({ minLength: 1, maxLength: 3 }))
      .map(([at, put]) => sound.slice(0, at) + put + sound.slice(at + put.length));
    const made = fc.tuple(fc.object(), fc.object(), fc.base64String()).map((parts) => rawToken(...parts));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), edited, made), async (token) => {
        const outcome = await verify(token).catch((error: unknown) => error);
        // Only the spare bits of the last character of a signature may differ unseen.
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(TokenRefused);
        else expect(outcome).toMatchObject({ actor: { id: 'clerk-1', role: 'hr_clerk' } });
      }),
      { numRuns: runs(300) },
    );
  });

  it('without carrying its claims along', async () => {
    const token = await tokenOf(key, claims({ aud: 'payroll', name: '小就（示范）' }));
    const error = await verify(token).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TokenRefused);
    expect((error as Error).cause).toBeUndefined();
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toContain('小就');
  });
});

describe('clocks that differ', () => {
  it('by 59 seconds are no harm', async () => {
    expect(await verify(await tokenOf(key, claims({ exp: NOW - 59 })))).toBeDefined();
    expect(await verify(await tokenOf(key, claims({ nbf: NOW + 59, iat: NOW + 59 })))).toBeDefined();
  });
});

it('a sound token without usable rights is no token refused', async () => {
  await expect(verify(await tokenOf(key, claims({ role: 'root' })))).rejects.toBeInstanceOf(NoRights);
  await expect(verify(await tokenOf(key, claims({ areas: [] })))).rejects.toBeInstanceOf(NoRights);
});

describe('tokens that were believed', () => {
  it('are not verified again, nor are the keys fetched again', async () => {
    const token = await tokenOf(key, claims());
    const person = await verify(token);
    await issuer.down();
    expect(await verify(token)).toBe(person);
    expect(issuer.asked).toEqual({ document: 1, keys: 1 });
  });

  it('are verified once where they come at once', async () => {
    const token = await tokenOf(key, claims());
    const people = await Promise.all(Array.from({ length: 20 }, () => verify(token)));
    expect(new Set(people).size).toBe(1);
    expect(issuer.asked).toEqual({ document: 1, keys: 1 });
  });

  it('are not believed past their end', async () => {
    const token = await tokenOf(key, claims({ exp: NOW + 100 }));
    const person = await verify(token);
    now += 99_999;
    expect(await verify(token)).toBe(person);
    now += 1;
    expect(await verify(token)).not.toBe(person);
    now += 60_000;
    await expect(verify(token)).rejects.toEqual(refused('token_expired'));
  });

  it('are verified again after five minutes, so that a withdrawn key takes effect', async () => {
    const token = await tokenOf(key, claims());
    const person = await verify(token);
    now += 299_999;
    expect(await verify(token)).toBe(person);
    now += 1;
    const again = await verify(token);
    expect(again).not.toBe(person);
    issuer.published = [await signingKey('two')];
    now += 300_000;
    await expect(verify(token)).rejects.toEqual(refused('token_key_unknown'));
  });

  it('are told apart from those that were refused, which are looked at each time', async () => {
    const token = await tokenOf(key, claims({ nbf: NOW + 100 }));
    await expect(verify(token)).rejects.toEqual(refused('token_not_yet_valid'));
    now += 100_000;
    expect(await verify(token)).toBeDefined();
  });
});
