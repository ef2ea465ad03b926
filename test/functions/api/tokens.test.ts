import { exportSPKI, type JWTPayload, SignJWT } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { ISSUER_LIMITS } from '../../../shared/identity/issuer-keys.ts';
import { tokenVerifier } from '../../../shared/identity/verify.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import {
  type Issuer,
  json,
  rawToken,
  type SigningKey,
  signingKey,
  startIssuer,
  tokenOf,
} from '../../shared/identity/issuer.ts';

const NAME = '小就（示范）';
let issuer: Issuer;
let key: SigningKey;
let other: SigningKey;
let deps: TestDeps;
let later = 0;
let ask: (authorization?: string) => Promise<{ status: number; headers: Headers; text: string }>;

/** Seconds. */
const now = () => Math.floor(deps.clock() / 1000);
const claims = (changes: Readonly<Record<string, unknown>> = {}): JWTPayload => ({
  iss: issuer.url,
  aud: 'houfu',
  sub: 'sub-of-somebody',
  name: NAME,
  role: 'hr_clerk',
  areas: ['511722'],
  iat: now(),
  exp: now() + 3600,
  ...changes,
});

beforeAll(async () => {
  deps = await testDeps();
  [key, other] = await Promise.all([signingKey('one'), signingKey('two')]);
});
beforeEach(async () => {
  issuer = await startIssuer(key);
  deps.logged.length = 0;
  later = 0;
  const clock = () => deps.clock() + later;
  const settings = { issuer: issuer.url, audience: 'houfu', roleClaim: 'role', areasClaim: 'areas' };
  const app = createApp(deps, {
    version: '1',
    verify: tokenVerifier(settings, clock),
    documents: new URL('file:///nowhere/'),
    origins: [],
  });
  ask = async (authorization) => {
    const response = await app.request('/api/v1/me', {
      headers: authorization === undefined ? {} : { authorization },
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
});
afterEach(() => issuer.down());
afterAll(() => deps.table.client.destroy());

const bearer = (token: string) => ask(`Bearer ${token}`);

/** Nothing of a token, of what it says or of who it is about. */
const saysNothing = (text: string, token: string) => {
  for (const part of token.split('.').filter((one) => one.length > 8)) expect(text).not.toContain(part);
  expect(text).not.toMatch(/小就|sub-of-somebody/);
};

test('a sound token lets somebody in', async () => {
  const token = await tokenOf(key, claims());
  for (const scheme of ['Bearer', 'bearer', 'BEARER']) {
    const { status, text } = await ask(`${scheme} ${token}`);
    expect([status, JSON.parse(text)]).toMatchObject([
      200,
      { id: 'sub-of-somebody', name: NAME, role: 'hr_clerk' },
    ]);
  }
  saysNothing(JSON.stringify(deps.logged), token);
});

const REFUSED: [string, string, () => Promise<string>][] = [
  ['of another issuer', 'token_issuer', () => tokenOf(key, claims({ iss: 'https://id.example.org' }))],
  [
    'of the same issuer with a stroke behind',
    'token_issuer',
    () => tokenOf(key, claims({ iss: `${issuer.url}/` })),
  ],
  ['for another audience', 'token_audience', () => tokenOf(key, claims({ aud: 'other' }))],
  ['for nobody', 'token_audience', () => tokenOf(key, claims({ aud: [] }))],
  ['that nobody signed', 'token_algorithm', async () => rawToken({ alg: 'none', kid: 'one' }, claims())],
  [
    'that nobody signed, said otherwise',
    'token_algorithm',
    async () => rawToken({ alg: 'nOnE' }, claims(), 'eA'),
  ],
  [
    'signed with the public key for a secret',
    'token_algorithm',
    async () =>
      new SignJWT(claims())
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(new TextEncoder().encode(await exportSPKI(key.publicKey))),
  ],
  ['that has expired', 'token_expired', () => tokenOf(key, claims({ exp: now() - 61 }))],
  ['that never expires', 'token_claims', () => tokenOf(key, claims({ exp: undefined }))],
  ['that begins later', 'token_not_yet_valid', () => tokenOf(key, claims({ nbf: now() + 120 }))],
  ['made in the future', 'token_not_yet_valid', () => tokenOf(key, claims({ iat: now() + 120 }))],
  ['of a key that the issuer has not', 'token_key_unknown', () => tokenOf(other, claims())],
  ['signed by another under its name', 'token_signature', () => tokenOf({ ...other, kid: 'one' }, claims())],
  [
    'with its claims exchanged',
    'token_signature',
    async () => {
      const [head, , signature] = (await tokenOf(key, claims())).split('.');
      const [, admin] = (await tokenOf(other, claims({ role: 'admin' }))).split('.');
      return `${head}.${admin}.${signature}`;
    },
  ],
  ['of nobody', 'token_claims', () => tokenOf(key, claims({ sub: undefined }))],
  ['of a job', 'token_claims', () => tokenOf(key, claims({ sub: 'system:audit' }))],
  ['that is none', 'token_malformed', async () => 'x.y.z'],
  ['of 9 KB', 'token_malformed', () => tokenOf(key, claims({ filler: 'x'.repeat(9 * 1024) }))],
];

describe('a token', () => {
  test.each(REFUSED)('%s is 401', async (_, code, made) => {
    const token = await made();
    const { status, headers, text } = await bearer(token);
    expect([status, headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
    expect(headers.get('www-authenticate')).toBe(
      `Bearer realm="houfu", error="invalid_token", error_description="${code}"`,
    );
    expect(JSON.parse(text).detail).toMatch(/[\u4e00-\u9fff]/);
    saysNothing(text + JSON.stringify(deps.logged) + JSON.stringify([...headers]), token);
    expect(deps.logged).toHaveLength(1);
  });

  test('without rights is 403: it is somebody, who may do nothing here', async () => {
    for (const changes of [
      { role: undefined },
      { role: 'boss' },
      { areas: [] },
      { areas: ['5117x'] },
      { role: ['hr_clerk', 'admin'] },
    ]) {
      const token = await tokenOf(key, claims(changes));
      const { status, headers, text } = await bearer(token);
      expect([status, headers.get('www-authenticate')]).toEqual([403, null]);
      saysNothing(text + JSON.stringify(deps.logged), token);
    }
  });

  test('of a key that came new is believed; of one withdrawn no longer', async () => {
    const first = await tokenOf(key, claims());
    expect((await bearer(first)).status).toBe(200);
    issuer.published = [other];
    later = ISSUER_LIMITS.keysMaxAge;
    expect((await bearer(await tokenOf(other, claims()))).status).toBe(200);
    expect((await bearer(first)).status).toBe(401);
  });
});

test.each([
  ['nothing', undefined],
  ['another scheme', 'Basic dXNlcjpwYXNz'],
  ['a scheme alone', 'Bearer'],
  ['emptiness', 'Bearer  '],
  ['no scheme', 'eyJhbGciOiJub25lIn0.e30.'],
  ['two tokens', 'Bearer a.b.c, Bearer d.e.f'],
  ['two words', 'Bearer a.b.c d.e.f'],
])('%s in place of a token is 401 and asks for one', async (_, authorization) => {
  const { status, headers } = await ask(authorization);
  expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="houfu"']);
  expect(issuer.asked).toEqual({ document: 0, keys: 0 });
});

describe('while the issuer', () => {
  const busy = async () => {
    const token = await tokenOf(key, claims());
    const { status, headers, text } = await bearer(token);
    expect([status, headers.get('retry-after'), headers.get('www-authenticate')]).toEqual([503, '2', null]);
    saysNothing(text + JSON.stringify(deps.logged), token);
    expect(deps.logged.filter(({ event }) => event !== 'request')).toEqual([]);
  };

  test('is down nobody is believed or refused, and the next is once it is back', async () => {
    await issuer.down();
    await busy();
    await issuer.up();
    expect((await bearer(await tokenOf(key, claims()))).status).toBe(200);
  });

  test.each([
    ['fails', 'document', json({}, 500)],
    ['has no keys to give', 'keys', json({}, 503)],
    ['talks nonsense', 'keys', json('x')],
    [
      'names another',
      'document',
      json({ issuer: 'https://other.example', jwks_uri: 'https://other.example/keys' }),
    ],
  ] as const)('%s it is 503', async (_, what, answer) => {
    issuer.answer = { [what]: answer };
    await busy();
  });
});
