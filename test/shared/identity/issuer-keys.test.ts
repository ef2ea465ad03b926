import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Busy } from '../../../shared/faults.ts';
import { ISSUER_LIMITS, type IssuerLimits } from '../../../shared/identity/issuer-keys.ts';
import { TokenRefused, tokenVerifier, type Verify } from '../../../shared/identity/verify.ts';
import { type Issuer, json, type SigningKey, signingKey, startIssuer, tokenOf } from './issuer.ts';

/** Seconds. */
const NOW = 1_780_000_000;

let key: SigningKey;
let next: SigningKey;
let issuer: Issuer;
let now: number;

const verifier = (limits: Partial<IssuerLimits> = {}): Verify =>
  tokenVerifier(
    { issuer: issuer.url, audience: 'houfu', roleClaim: 'role', areasClaim: 'areas' },
    () => now,
    { ...ISSUER_LIMITS, ...limits },
  );
/** A token like no other, so that none is known from before. */
const token = (by = key) =>
  tokenOf(by, {
    jti: randomUUID(),
    iss: issuer.url,
    aud: 'houfu',
    sub: 'clerk-1',
    role: 'hr_clerk',
    areas: '511722',
    exp: NOW + 28_800,
  });

beforeAll(async () => {
  [key, next] = await Promise.all([signingKey('one'), signingKey('two')]);
});
beforeEach(async () => {
  issuer = await startIssuer(key);
  now = NOW * 1000;
});
afterEach(() => issuer.down());

describe('keys that change', () => {
  it('are fetched anew for a token of a key that is not known', async () => {
    const verify = verifier({ cooldown: 0 });
    await verify(await token());
    await expect(verify(await token(next))).rejects.toEqual(new TokenRefused('token_key_unknown'));
    issuer.published = [key, next];
    expect((await verify(await token(next))).actor.id).toBe('clerk-1');
    expect(issuer.asked).toEqual({ document: 1, keys: 3 });
  });

  it('are not asked for again and again by tokens of no key', async () => {
    const verify = verifier();
    for (const kid of ['a', 'b', 'c']) {
      const made = await token({ ...next, kid });
      await expect(verify(made)).rejects.toEqual(new TokenRefused('token_key_unknown'));
    }
    expect(issuer.asked).toEqual({ document: 1, keys: 1 });
  });

  it('are fetched anew with the document after ten minutes', async () => {
    const verify = verifier();
    await verify(await token());
    now += ISSUER_LIMITS.keysMaxAge - 1;
    await verify(await token());
    expect(issuer.asked).toEqual({ document: 1, keys: 1 });
    now += 1;
    issuer.published = [next];
    await expect(verify(await token())).rejects.toEqual(new TokenRefused('token_key_unknown'));
    expect(issuer.asked).toEqual({ document: 2, keys: 2 });
  });
});

const RUBBISH: [string, () => Issuer['answer'], Partial<IssuerLimits>?][] = [
  ['has no document', () => ({ document: json({}, 404) })],
  ['fails at its document', () => ({ document: json({}, 500) })],
  ['sends its document on', () => ({ document: (to) => void to.writeHead(302, { location: '/x' }).end() })],
  ['answers rubbish for its document', () => ({ document: (to) => void to.end('<html>sign in</html>') })],
  ['answers half a document', () => ({ document: json({ issuer: issuer.url }) })],
  ['is another by its document', () => ({ document: json({ issuer: 'x', jwks_uri: `${issuer.url}/keys` }) })],
  [
    'has its keys where others could change them',
    () => ({ document: json({ issuer: issuer.url, jwks_uri: 'http://keys.example.gov.cn/' }) }),
  ],
  ['hangs at its document', () => ({ document: () => {} }), { timeout: 50 }],
  ['hangs in its document', () => ({ document: (to) => void to.write('{"issuer"') }), { timeout: 50 }],
  ['fails at its keys', () => ({ keys: json({}, 503) })],
  ['answers rubbish for its keys', () => ({ keys: (to) => void to.end('{"keys":') })],
  ['answers no keys', () => ({ keys: json({ keys: 'none' }) })],
  ['has a broken key', () => ({ keys: json({ keys: [{ ...key.jwk, n: '' }] }) })],
  ['has a weak key', () => ({ keys: json({ keys: [{ ...key.jwk, n: (key.jwk.n ?? '').slice(0, 128) }] }) })],
  ['hangs at its keys', () => ({ keys: () => {} }), { timeout: 50 }],
];

describe('an issuer', () => {
  it('that is down, and is up again', async () => {
    const verify = verifier();
    await issuer.down();
    await expect(verify(await token())).rejects.toBeInstanceOf(Busy);
    await issuer.up();
    expect((await verify(await token())).actor.id).toBe('clerk-1');
  });

  it.each(RUBBISH)('that %s is waited for, and is believed once it is well', async (_, answer, limits) => {
    // A broken key is known only once the keys have come; they come again for the same reason as any.
    const verify = verifier({ ...limits, keysMaxAge: 1_000 });
    issuer.answer = answer();
    const made = await token();
    await expect(verify(made)).rejects.toBeInstanceOf(Busy);
    issuer.answer = {};
    now += 1_000;
    expect((await verify(made)).actor.id).toBe('clerk-1');
  });

  it('that is down makes nobody wait twice: those who come at once wait for one answer', async () => {
    const verify = verifier();
    issuer.answer = { document: json({}, 500) };
    const made = await Promise.all([token(), token(), token(), token(next)]);
    const outcomes = await Promise.all(made.map((one) => verify(one).catch((error: unknown) => error)));
    for (const outcome of outcomes) expect(outcome).toBeInstanceOf(Busy);
    expect(issuer.asked).toEqual({ document: 1, keys: 0 });
  });

  it('that goes down while it changes its keys is no reason to refuse a token', async () => {
    const verify = verifier({ cooldown: 0 });
    await verify(await token());
    await issuer.down();
    await expect(verify(await token(next))).rejects.toBeInstanceOf(Busy);
  });
});
