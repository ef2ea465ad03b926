import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../../../functions/api/app.ts';
import { originsFrom } from '../../../../functions/api/http/cors-origins.ts';
import { DOCUMENTS } from '../../../../functions/api/http/documents.ts';
import { testDeps } from '../../../deps.ts';
import { familyId } from '../../../families.ts';
import { believe } from '../county.ts';
import { askRaw } from '../raw-request.ts';

const OURS = 'https://ledger.example.gov.cn';
const THEIRS = 'https://ledger.example.gov.cn.example.org';
const PATHS = ['/me', '/healthz', '/docs', '/nothing', `/households/${familyId(1)}`];

let deps: Awaited<ReturnType<typeof testDeps>>;
beforeAll(async () => {
  deps = await testDeps();
});

const appFor = (origins: readonly string[], documents = new URL('file:///nowhere/')) =>
  createApp(deps, { version: '1', verify: believe, documents, origins });

const accessHeaders = (headers: Headers) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  headers: {
    authorization: undefined,
    origin,
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'authorization,content-type,if-match,idempotency-key',
  },
});

describe('unless configured', () => {
  test.each(PATHS)('%s is open to no other origin', async (path) => {
    const app = appFor([]);
    for (const origin of [OURS, THEIRS, 'null']) {
      for (const method of ['GET', 'PATCH', 'OPTIONS']) {
        const { headers } = await askRaw(app, path, { method, headers: { origin } });
        expect(accessHeaders(headers)).toEqual({});
      }
      const { status, headers } = await askRaw(app, path, preflight(origin));
      expect([404, 405]).toContain(status);
      expect(accessHeaders(headers)).toEqual({});
    }
  });
});

describe('for configured origins', () => {
  test('pages may ask, read what they need, and never with cookies', async () => {
    const { status, headers } = await askRaw(appFor([OURS]), '/me', {
      method: 'GET',
      headers: { origin: OURS },
    });
    expect(status).toBe(200);
    expect(accessHeaders(headers)).toEqual({
      'access-control-allow-origin': OURS,
      'access-control-expose-headers': 'ETag,Location,Retry-After,X-Request-Id',
    });
    expect(headers.get('vary')).toMatch(/origin/i);
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('problems can be read too', async () => {
    for (const [path, status] of [
      ['/nothing', 404],
      ['/me?x=1', 400],
    ] as const) {
      const answer = await askRaw(appFor([OURS]), path, { method: 'GET', headers: { origin: OURS } });
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([status, OURS]);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  test('a document has the headers that it has without origins', async () => {
    const folder = new URL('../../../../functions/api/openapi/', import.meta.url);
    for (const { path } of Object.values(DOCUMENTS)) {
      const [open, closed] = await Promise.all(
        [[OURS], []].map((origins) => askRaw(appFor(origins, folder), path, { method: 'GET' })),
      );
      for (const name of [
        'cache-control',
        'content-security-policy',
        'content-type',
        'x-content-type-options',
      ])
        expect(open?.headers.get(name), `${path} ${name}`).toBe(closed?.headers.get(name));
    }
  });

  test('a preflight is answered without a token', async () => {
    const { status, headers } = await askRaw(appFor(['https://other.example', OURS]), '/me', preflight(OURS));
    expect(status).toBe(204);
    const said = accessHeaders(headers);
    expect(said['access-control-allow-origin']).toBe(OURS);
    expect(said['access-control-allow-methods']?.split(',')).toEqual(
      expect.arrayContaining(['GET', 'POST', 'PATCH']),
    );
    expect(said['access-control-allow-headers']?.toLowerCase()).toContain('if-match');
    expect(said['access-control-max-age']).toBe('600');
    expect(said).not.toHaveProperty('access-control-allow-credentials');
  });

  test.each([THEIRS, 'http://ledger.example.gov.cn', `${OURS}:8443`, 'null', ''])(
    '%s is none of them',
    async (origin) => {
      for (const question of [{ method: 'GET', headers: { origin } }, preflight(origin)]) {
        const { headers } = await askRaw(appFor([OURS]), '/me', question);
        expect(headers.get('access-control-allow-origin')).toBeNull();
      }
    },
  );
});

describe('HOUFU_CORS_ORIGINS', () => {
  test('lists origins, or none', () => {
    expect(originsFrom({})).toEqual([]);
    expect(originsFrom({ HOUFU_CORS_ORIGINS: ' , ' })).toEqual([]);
    expect(originsFrom({ HOUFU_CORS_ORIGINS: `${OURS}, http://localhost:5173` })).toEqual([
      OURS,
      'http://localhost:5173',
    ]);
  });

  test.each([
    '*',
    'null',
    'example.org',
    `${OURS}/`,
    `${OURS}/app`,
    'https://*.example.org',
    'javascript:alert(1)',
    'file:///x',
  ])('%s is refused by its name', (origin) => {
    expect(() => originsFrom({ HOUFU_CORS_ORIGINS: `${OURS},${origin}` })).toThrow(
      /^HOUFU_CORS_ORIGINS=.* \/ /,
    );
  });
});
