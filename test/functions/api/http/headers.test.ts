import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../../../functions/api/app.ts';
import { person } from '../../../deps.ts';
import { familyId, placeId } from '../../../families.ts';
import { believe, countyApi } from '../county.ts';
import { askRaw } from '../raw-request.ts';

let api: Awaited<ReturnType<typeof countyApi>>;
let folder: string;
beforeAll(async () => {
  const county = await countyApi();
  folder = await mkdtemp(join(tmpdir(), 'houfu-documents-'));
  await writeFile(join(folder, 'openapi.json'), '{"openapi":"3.1.0"}');
  await writeFile(join(folder, 'docs.html'), '<!doctype html>');
  const documents = pathToFileURL(`${folder}/`);
  const app = createApp(county.deps, { version: '1.2.3', verify: believe, documents, origins: [] });
  api = { ...county, app };
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  api.deps.logged.length = 0;
});

const H = `/households/${familyId(1)}`;
const LARGE = `{"phone":"${'1'.repeat(1024 * 1024)}"}`;

interface Case {
  readonly what: string;
  readonly status: number;
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly as?: ReturnType<typeof person>;
  /** As the log names it. */
  readonly route: string;
}

const CASES: Case[] = [
  { what: 'a record', status: 200, path: H, route: '/api/v1/households/:id' },
  { what: 'a list', status: 200, path: '/households?name=%E6%88%90', route: '/api/v1/households' },
  {
    what: 'a change',
    status: 200,
    path: H,
    method: 'PATCH',
    body: '{"phone":"1"}',
    route: '/api/v1/households/:id',
  },
  { what: 'health', status: 200, path: '/healthz', route: '/api/v1/healthz' },
  { what: 'the document', status: 200, path: '/openapi.json', route: '/api/v1/openapi.json' },
  { what: 'the page', status: 200, path: '/docs', route: '/api/v1/docs' },
  { what: 'a bad query', status: 400, path: '/sites?limit=0', route: '/api/v1/sites' },
  {
    what: 'no token',
    status: 401,
    path: H,
    headers: { authorization: undefined },
    route: '/api/v1/households/:id',
  },
  {
    what: 'a role that may not',
    status: 403,
    path: '/people/lookup',
    method: 'POST',
    body: '{}',
    as: person('city_lead', '5117'),
    route: '/api/v1/people/lookup',
  },
  { what: 'no such record', status: 404, path: `/sites/${placeId(9)}`, route: '/api/v1/sites/:id' },
  { what: 'no such address', status: 404, path: `/nothing/${familyId(1)}`, route: '' },
  { what: 'a wrong method', status: 405, path: H, method: 'DELETE', route: '/api/v1/households/:id' },
  {
    what: 'an old version',
    status: 412,
    path: H,
    method: 'PATCH',
    body: '{"phone":"2"}',
    headers: { 'if-match': '"999"' },
    route: '/api/v1/households/:id',
  },
  {
    what: 'a large body',
    status: 413,
    path: H,
    method: 'PATCH',
    body: LARGE,
    route: '/api/v1/households/:id',
  },
  {
    what: 'no JSON',
    status: 415,
    path: H,
    method: 'PATCH',
    headers: { 'content-type': 'text/plain' },
    route: '/api/v1/households/:id',
  },
  {
    what: 'what cannot be',
    status: 422,
    path: H,
    method: 'PATCH',
    body: '{"dissolved":"2027-01-01"}',
    route: '/api/v1/households/:id',
  },
];

const asked = ({ path, method = 'GET', body, headers, as }: Case) =>
  askRaw(api.app, path, {
    method,
    ...(body === undefined ? {} : { body }),
    ...(headers ? { headers } : {}),
    ...(as ? { as } : {}),
  });

describe.each(CASES)('the answer to $what', (one) => {
  test('is kept by nobody in between, guessed at by none, framed by none', async () => {
    const { status, headers } = await asked(one);
    expect(status).toBe(one.status);
    const isDocument = /openapi|docs/.test(one.path);
    expect(headers.get('cache-control')).toBe(isDocument ? 'max-age=300' : 'no-store');
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';.*frame-ancestors 'none'/);
    // The page runs scripts of its own origin, nothing else any.
    const policy = (headers.get('content-security-policy') ?? '').replace(
      one.path === '/docs' ? "script-src 'self'; " : '',
      '',
    );
    expect(policy).not.toMatch(/script|unsafe|\*/);
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8,}/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect([...headers.keys()].filter((name) => /access-control|server|powered/.test(name))).toEqual([]);
  });

  test('names the request as the log does, which has one line on it and nothing of what was asked', async () => {
    const { status, headers, body } = await asked(one);
    const request = headers.get('x-request-id');
    expect(request).toMatch(/^[0-9A-Z]{26}$/);
    if (status >= 400) expect(body.instance).toBe(request);
    const { method = 'GET', route } = one;
    expect(api.deps.logged).toEqual([
      { event: 'request', fields: { request, method, route, status, ms: expect.any(Number) } },
    ]);
  });

  test('is in the language that was asked for, and says so', async () => {
    for (const [accepts, language] of [
      ['en-GB,en;q=0.9', 'en'],
      ['zh-CN', 'zh-CN'],
      ['fr', 'zh-CN'],
    ] as const) {
      const { status, headers } = await asked({
        ...one,
        headers: { ...one.headers, 'accept-language': accepts },
      });
      const isTold = status >= 400 || headers.get('etag') !== null;
      if (isTold) expect(headers.get('content-language')).toBe(language);
    }
  });
});

test('a wrong method is told the right ones', async () => {
  const allowed = async (method: string, path: string) => {
    const { status, headers } = await askRaw(api.app, path, { method });
    return [status, headers.get('allow')];
  };
  expect(await allowed('DELETE', H)).toEqual([405, 'GET, PATCH']);
  expect(await allowed('OPTIONS', '/households')).toEqual([405, 'GET, POST']);
  expect(await allowed('GET', '/people/lookup')).toEqual([405, 'POST']);
  expect(await allowed('POST', '/docs')).toEqual([405, 'GET']);
});

test('without a token one is asked for', async () => {
  const { headers } = await askRaw(api.app, H, { method: 'GET', headers: { authorization: undefined } });
  expect(headers.get('www-authenticate')).toBe('Bearer realm="houfu"');
});

test('HEAD answers as GET does, without a body', async () => {
  for (const path of [H, '/households', '/healthz', '/docs', `/households/${familyId(99)}`]) {
    const [head, get] = await Promise.all(['HEAD', 'GET'].map((method) => askRaw(api.app, path, { method })));
    expect([head?.status, head?.text]).toEqual([get?.status, '']);
    for (const name of ['content-type', 'etag', 'cache-control']) {
      expect(head?.headers.get(name)).toBe(get?.headers.get(name));
    }
  }
});
