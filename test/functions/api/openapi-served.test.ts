import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
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

test('anybody gets the page, as HTML that runs nothing and has no style but its own', async () => {
  const { status, type, headers, text } = await get('/docs');
  expect([status, type]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).toBe(await fileOf('docs.html'));
  const [style, ...more] = [...text.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, one = '']) => one);
  expect(more).toEqual([]);
  expect(text).not.toMatch(/ style=/);
  const hash = createHash('sha256')
    .update(style ?? '')
    .digest('base64');
  // After a change of the page's style this hash belongs into functions/api/http/documents.ts.
  expect(headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
