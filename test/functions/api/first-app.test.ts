import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { apiApp } from '../../../functions/api/app.ts';
import { firstApp } from '../../../functions/api/first-app.ts';
import { FIRST_ROUTES } from '../../../functions/api/routes/first.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { believe } from './county.ts';
import { askRaw } from './raw-request.ts';

const made = vi.hoisted(() => ({ whole: 0, fails: false }));
vi.mock('../../../functions/api/app.ts', async (original) => {
  const { apiApp: whole } = await original<{ apiApp: typeof apiApp }>();
  return {
    apiApp: (...given: Parameters<typeof apiApp>) => {
      made.whole++;
      if (made.fails) throw new Error('cannot be made');
      return whole(...given);
    },
  };
});

const OURS = 'https://ledger.example.gov.cn';
const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

let deps: TestDeps;
let parts: Parameters<typeof apiApp>[1];
beforeAll(async () => {
  deps = await testDeps();
  const documents = new URL('../../../functions/api/openapi/', import.meta.url);
  parts = { version: '1', verify: believe, documents, origins: [OURS] };
});
beforeEach(() => {
  deps.logged.length = 0;
});

const pathOf = (path: string): string => path.replace(/\{\w+\}/g, '01JZ0000000000000000000001');

/**
 * Without what is another each time: how long it took, and what a cursor is sealed with. What is at no address is
 * logged under what looks at origins, where something does.
 */
const same = (answer: string): string =>
  answer.replaceAll(/(ms|next)\\*":(\\*"[\w-]+|\d+)/g, '$1').replace('/api/v1/*', '');

describe('the API as a function starts it', () => {
  it('makes the rest when something of it is asked for, once', async () => {
    const app = firstApp(deps, parts);
    for (const { method, path } of FIRST_ROUTES) await askRaw(app, pathOf(path), { method, body: '{}' });
    await askRaw(app, '/healthz', { method: 'GET' });
    expect(made.whole).toBe(0);
    const answers = await Promise.all(
      ['/settings/511722', '/runs?job=audit', '/settings/511722'].map((path) =>
        askRaw(app, path, { method: 'GET' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(made.whole).toBe(1);
  });

  it('tries again what could not be made', async () => {
    const app = firstApp(deps, parts);
    const ask = async () => (await askRaw(app, '/runs?job=audit', { method: 'GET' })).status;
    made.fails = true;
    expect([await ask(), await ask()]).toEqual([500, 500]);
    made.fails = false;
    expect(await ask()).toBe(200);
  });

  it('answers and logs everything as all of the API does', async () => {
    const { apiApp } = await import('../../../functions/api/app.ts');
    const { ROUTES } = await import('../../../functions/api/routes/index.ts');
    expect(FIRST_ROUTES.filter((route) => !ROUTES.includes(route))).toEqual([]);
    expect(ROUTES.length).toBeGreaterThan(FIRST_ROUTES.length + 20);
    const apps = [apiApp(deps, parts), firstApp(deps, parts)];
    const paths = new Set(ROUTES.map(({ path }) => pathOf(path)));
    for (const path of [...paths, '/docs', '/openapi.json', '/healthz', '/', '/nothing', '/households/']) {
      for (const method of METHODS) {
        const said = [];
        for (const app of apps) {
          deps.logged.length = 0;
          const headers = { origin: OURS, 'x-of': 'both' };
          const answer = await askRaw(app, path, { method, headers, body: '{}' });
          const whole = [answer.status, [...answer.headers], answer.text, JSON.stringify(deps.logged)];
          const request = answer.headers.get('x-request-id') ?? 'none';
          said.push(same(JSON.stringify(whole).replaceAll(request, 'ID')));
        }
        expect(said[1], `${method} ${path}`).toBe(said[0]);
      }
    }
  });
});
