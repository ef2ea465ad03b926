import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { testDeps } from '../../deps.ts';
import { apiOf } from './county.ts';

const get = async (path: string) => {
  const { app } = apiOf(await testDeps());
  const response = await app.request(`/api/v1${path}`);
  const type = response.headers.get('content-type');
  return { status: response.status, type, headers: response.headers, text: await response.text() };
};
const fileOf = (name: string) =>
  readFile(new URL(`../../../functions/api/openapi/${name}`, import.meta.url), 'utf8');

test('anybody gets the document, as JSON', async () => {
  const { status, type, text } = await get('/openapi.json');
  expect([status, type]).toEqual([200, 'application/json; charset=utf-8']);
  expect(text).toBe(await fileOf('openapi.json'));
});

test('anybody gets the page, as HTML that runs scripts of this origin alone', async () => {
  const { status, type, headers, text } = await get('/docs');
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).toBe(await fileOf('docs.html'));
  const policy = (headers.get('content-security-policy') ?? '').split('; ');
  const empty = createHash('sha256').update('').digest('base64');
  expect(policy.sort()).toEqual([
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    'font-src data:',
    "form-action 'none'",
    "frame-ancestors 'none'",
    'img-src data:',
    "script-src 'self'",
    `style-src 'sha256-${empty}'`,
  ]);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('anybody gets the scripts of the page, the large one compressed', async () => {
  const own = await get('/docs/docs.js');
  expect([own.status, own.type]).toEqual([200, 'text/javascript; charset=utf-8']);
  expect(own.text).toBe(await fileOf('docs.js'));
  const { app } = apiOf(await testDeps());
  const redoc = await app.request('/api/v1/docs/redoc.js');
  expect([redoc.status, redoc.headers.get('content-type'), redoc.headers.get('content-encoding')]).toEqual([
    200,
    'text/javascript; charset=utf-8',
    'gzip',
  ]);
  const script = gunzipSync(Buffer.from(await redoc.arrayBuffer())).toString();
  expect(script).toContain('export{RedocStandalone,hydrate,init}');
});
