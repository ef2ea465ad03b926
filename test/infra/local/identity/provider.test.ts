import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localSettings } from '../../../../infra/local/identity/issuer.ts';
import { identityKeysIn } from '../../../../infra/local/identity/keys.ts';
import { demoPeople } from '../../../../infra/local/identity/people.ts';
import { identityProvider } from '../../../../infra/local/identity/provider.ts';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { NoRights, tokenVerifier } from '../../../../shared/identity/verify.ts';
import { AREAS } from '../../../areas.ts';
import {
  authorization,
  browser,
  CALLBACK,
  form,
  type LocalIssuer,
  sentTo,
  startLocalIssuer,
} from './browser.ts';

const PEOPLE = demoPeople(AREAS, AreaCode.parse('511722'));

let dataDir: string;
let local: LocalIssuer;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'houfu-identity-'));
  local = await startLocalIssuer(dataDir);
});
afterAll(async () => {
  await local.stop();
  await rm(dataDir, { recursive: true, force: true });
});

type Browse = ReturnType<typeof browser>;

/** Up to the sign-in page. */
const begin = async (browse: Browse, changes?: Parameters<typeof authorization>[1]) => {
  const { url, verifier } = authorization(local.issuer, changes);
  const page = sentTo(await browse(url));
  return { page, verifier };
};

/** The whole way: gives where the application is called back, and the verifier. */
const signIn = async (browse: Browse, person: string, changes?: Parameters<typeof authorization>[1]) => {
  const { page, verifier } = await begin(browse, changes);
  const chosen = await browse(page, form({ person }));
  expect(chosen.status).toBe(303);
  return { back: sentTo(await browse(sentTo(chosen))), verifier };
};

const redeem = (fields: Record<string, string>) =>
  fetch(
    `${local.issuer}/token`,
    form({ grant_type: 'authorization_code', client_id: 'houfu', redirect_uri: CALLBACK, ...fields }),
  );

describe('the document of the issuer', () => {
  it('names it as its server knows it, below its path', async () => {
    const response = await fetch(`${local.issuer}/.well-known/openid-configuration`);
    expect(await response.json()).toMatchObject({
      issuer: local.issuer,
      authorization_endpoint: `${local.issuer}/auth`,
      token_endpoint: `${local.issuer}/token`,
      jwks_uri: `${local.issuer}/jwks`,
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
    });
  });

  it('has keys without their private parts', async () => {
    const { keys } = (await (await fetch(`${local.issuer}/jwks`)).json()) as { keys: object[] };
    expect(keys).toHaveLength(1);
    expect(Object.keys(keys[0] ?? {}).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });
});

describe('signing in', () => {
  it('shows every ready-made person on a page that loads nothing', async () => {
    const browse = browser();
    const { page } = await begin(browse);
    const response = await browse(page);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      200,
      'text/html; charset=utf-8',
    ]);
    expect(response.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    const html = await response.text();
    for (const { sub, name } of PEOPLE) {
      expect(html).toContain(`value="${sub}"`);
      expect(html).toContain(name);
    }
    expect(html).toContain('乡镇干部 · 南坝镇 · <span lang="en">township clerk</span>');
    expect(html).not.toMatch(/<script|https?:/);
  });

  it.each(PEOPLE)('as $sub gives a token that the system believes', async (person) => {
    const { back, verifier } = await signIn(browser(), person.sub);
    expect(`${back.origin}${back.pathname}`).toBe(CALLBACK);
    expect(back.searchParams.get('state')).toBe('somewhere');
    const response = await redeem({ code: back.searchParams.get('code') ?? '', code_verifier: verifier });
    expect(response.status).toBe(200);
    const answer = (await response.json()) as Record<string, string>;
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 28_800 });
    expect(answer.refresh_token).toBeUndefined();
    const token = answer.access_token ?? '';
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
    expect(await tokenVerifier(localSettings(local.issuer), Date.now)(token)).toEqual({
      actor: { kind: 'person', id: person.sub, role: person.role, areas: person.areas },
      name: person.name,
      expires: decodeJwt(token).exp,
    });
  });

  it('asks each time, so that one can be somebody else', async () => {
    const browse = browser();
    await signIn(browse, 'demo-admin');
    const { back, verifier } = await signIn(browse, 'demo-city-lead');
    const response = await redeem({ code: back.searchParams.get('code') ?? '', code_verifier: verifier });
    const { access_token: token } = (await response.json()) as { access_token: string };
    expect(decodeJwt(token).sub).toBe('demo-city-lead');
    const { page } = await begin(browse);
    expect((await browse(page)).status).toBe(200);
  });

  it.each(['http://[::1]:5000/callback', 'http://localhost:80/auth/callback'])(
    'calls back %s',
    async (redirect_uri) => {
      const { back } = await signIn(browser(), 'demo-admin', { redirect_uri });
      expect(back.searchParams.get('code')).toBeTruthy();
    },
  );

  it.each([
    'https://example.com/callback',
    'http://127.0.0.1.example.com/callback',
    'http://127.0.0.1:45678/elsewhere',
    'http://user@127.0.0.1:45678/callback',
  ])('calls nobody back at %s', async (redirect_uri) => {
    const response = await browser()(authorization(local.issuer, { redirect_uri }).url);
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    const html = await response.text();
    expect(html).toContain('请求不对（invalid_redirect_uri）');
    expect(html).not.toContain('<script');
  });

  it('needs a challenge, and the verifier of that challenge', async () => {
    const plain = { code_challenge: undefined, code_challenge_method: undefined };
    const refused = sentTo(await browser()(authorization(local.issuer, plain).url));
    expect(refused.searchParams.get('error')).toBe('invalid_request');
    const { back } = await signIn(browser(), 'demo-admin');
    const code = back.searchParams.get('code') ?? '';
    const response = await redeem({ code, code_verifier: authorization(local.issuer).verifier });
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });

  it('lets nobody in who is not ready-made, nor in a browser that did not ask', async () => {
    const browse = browser();
    const { page } = await begin(browse);
    const stranger = await browse(page, form({ person: 'somebody' }));
    expect([stranger.status, await stranger.text()]).toEqual([
      400,
      expect.stringContaining('没有这个示范人员'),
    ]);
    const long = await browse(page, form({ person: 'demo-admin', more: 'x'.repeat(2_000) }));
    expect(long.status).toBe(400);
    const other = await browser()(page, form({ person: 'demo-admin' }));
    expect([other.status, await other.text()]).toEqual([400, expect.stringContaining('已超时')]);
  });

  it('gives no ID token that passes for one of access', async () => {
    const { back, verifier } = await signIn(browser(), 'demo-admin');
    const response = await redeem({ code: back.searchParams.get('code') ?? '', code_verifier: verifier });
    const { id_token: token } = (await response.json()) as { id_token: string };
    await expect(tokenVerifier(localSettings(local.issuer), Date.now)(token)).rejects.toThrow(NoRights);
  });
});

it('names of people are text on the page, whatever they hold', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/oidc`;
  const [person] = PEOPLE;
  const people = person ? [{ ...person, name: `<b onclick="x">'&` }] : [];
  server.on('request', identityProvider(issuer, await identityKeysIn(dataDir), people, AREAS));
  const browse = browser();
  const html = await (await browse(sentTo(await browse(authorization(issuer).url)))).text();
  expect(html).toContain('&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;<small>');
  expect(html).not.toContain('<b ');
  server.closeAllConnections();
  server.close();
});

/** The library warns of Node 20, whose support has ended. */
const OLD_NODE = /^oidc-provider WARNING: Unsupported runtime\..*\n/;

describe('the listener', () => {
  const statusOf = (path: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(`${local.origin}${path}`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

  it('answers no other host and no other path', async () => {
    const { host } = new URL(local.origin);
    const document = '/oidc/.well-known/openid-configuration';
    expect(await statusOf(document, host)).toBe(200);
    expect(await statusOf(document, 'evil.example.com')).toBe(421);
    expect(await statusOf('/api/v1/me', host)).toBe(404);
    expect(await statusOf('/oidcx/jwks', host)).toBe(404);
    expect(await statusOf('/oidc/interaction/x', host)).toBe(404);
  });

  it('starts and signs people in without a word', () => {
    const script = `
      import { startLocalIssuer, browser, authorization, form, sentTo } from ${JSON.stringify(new URL('browser.ts', import.meta.url).pathname)};
      const local = await startLocalIssuer(${JSON.stringify(dataDir)});
      const browse = browser();
      const { url, verifier } = authorization(local.issuer);
      const page = sentTo(await browse(url));
      const chosen = await browse(page, form({ person: 'demo-admin' }));
      const code = sentTo(await browse(sentTo(chosen))).searchParams.get('code');
      const fields = { code, code_verifier: verifier, client_id: 'houfu', redirect_uri: ${JSON.stringify(CALLBACK)} };
      const exchange = form({ grant_type: 'authorization_code', ...fields });
      // A page elsewhere may not: applications redeem their codes on their servers.
      const headers = { origin: 'http://127.0.0.1:45678' };
      const elsewhere = await fetch(local.issuer + '/token', { ...exchange, headers });
      const redeemed = await fetch(local.issuer + '/token', exchange);
      const { access_token } = await redeemed.json();
      const wrong = await browse(authorization(local.issuer, { client_id: 'x' }).url);
      await fetch(local.issuer + '/jwks');
      await local.stop();
      if (!access_token || elsewhere.status !== 400 || wrong.status !== 400) process.exitCode = 1;`;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stdout, stderr: stderr.replace(OLD_NODE, '') }).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    });
  });
});
