import { Agent, request } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../../functions/api/app.ts';
import { type Listening, listen } from '../../../infra/local/server.ts';
import type { Deps } from '../../../shared/deps.ts';
import { tableClient } from '../../../shared/table/store/client.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { familyId } from '../../families.ts';
import { idNumber } from '../../shared/domain/rules/builders.ts';
import { everything } from '../../shared/table/raw.ts';
import { believe, countyApi, tokenOf } from './county.ts';
import { askRaw } from './raw-request.ts';

const MB = 1024 * 1024;
const H = `/households/${familyId(1)}`;
const DOCUMENTS = new URL('file:///nowhere/');

describe('a body over the wire', () => {
  let api: Awaited<ReturnType<typeof countyApi>>;
  let server: Listening;
  // One line for all, as a browser keeps it open.
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  beforeAll(async () => {
    api = await countyApi();
    server = await listen(async () => getRequestListener(api.app.fetch), {
      HOUFU_HOST: '127.0.0.1',
      PORT: 0,
    });
  });
  afterAll(async () => {
    agent.destroy();
    await server.stop();
  });
  beforeEach(() => {
    api.deps.logged.length = 0;
  });

  const sized = (bytes: number): Buffer => Buffer.from('{"phone":"13800138001"}'.padEnd(bytes, ' '));

  /** Sends a body as it is cut, and reads the answer, which may come before all is sent. */
  const sent = (
    body: Buffer,
    headers: Record<string, string | number>,
  ): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const asking = request(`${server.url}/api/v1${H}`, {
        agent,
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${tokenOf(person('county_lead', '5117'))}`,
          'content-type': 'application/json',
          ...headers,
        },
      });
      let answered = false;
      asking.on('response', (response) => {
        answered = true;
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }),
        );
        response.on('error', reject);
      });
      // Whoever is told before the end that it is too much may find the line cut.
      asking.on('error', (error) => answered || reject(error));
      asking.end(body);
    });

  const withLength = (body: Buffer) => sent(body, { 'content-length': body.length });
  const inChunks = (body: Buffer) => sent(body, { 'transfer-encoding': 'chunked' });

  test('of 1 MB is taken, whether it says how long it is or not', async () => {
    expect((await withLength(sized(MB))).status).toBe(200);
    expect((await inChunks(sized(MB))).status).toBe(200);
  });

  test.each([
    ['one byte more', MB + 1],
    ['10 MB', 10 * MB],
  ])('of %s is 413 and changes nothing', async (_, bytes) => {
    const before = await everything(api.deps.table);
    for (const send of [withLength, inChunks]) {
      const { status, text } = await send(sized(bytes));
      expect([status, JSON.parse(text).status]).toEqual([413, 413]);
    }
    expect(
      api.deps.logged.map(({ event, fields }) => [event, (fields as { status: number }).status]),
    ).toEqual([
      ['request', 413],
      ['request', 413],
    ]);
    expect(await everything(api.deps.table)).toEqual(before);
    expect((await withLength(sized(100))).status).toBe(200);
  });

  test('that breaks off changes nothing, and the next is served', async () => {
    const before = await everything(api.deps.table);
    const asking = request(`${server.url}/api/v1${H}`, {
      agent: false,
      method: 'PATCH',
      headers: {
        authorization: `Bearer ${tokenOf(person('county_lead', '5117'))}`,
        'content-type': 'application/json',
        'content-length': 1000,
      },
    });
    const closed = new Promise((resolve) => asking.on('close', resolve).on('error', resolve));
    asking.write('{"phone":"1', () => asking.destroy());
    await closed;
    expect((await withLength(Buffer.from('{"reason":"无"}'))).status).toBe(400);
    expect(await everything(api.deps.table)).toEqual(before);
    expect(api.deps.logged.filter(({ event }) => event === 'request_failed')).toEqual([]);
  });
});

describe('where something hangs', () => {
  let silent: Server;
  let county: Awaited<ReturnType<typeof countyApi>>;
  const sockets = new Set<Socket>();
  beforeAll(async () => {
    // Takes every call and answers none.
    silent = createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    county = await countyApi();
  });
  afterAll(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => silent.close(resolve));
  });

  const never = () => new Promise<never>(() => undefined);
  const around = (deps: Deps, deadlineMs: number, verify = believe) =>
    createApp(deps, { version: '1', verify, documents: DOCUMENTS, origins: [], deadlineMs });

  const isBusy = async (app: ReturnType<typeof around>, path: string, question = {}) => {
    const { status, headers, type } = await askRaw(app, path, { method: 'GET', ...question });
    expect([path, status, headers.get('retry-after')]).toEqual([path, 503, '2']);
    expect(type).toBe('application/problem+json; charset=utf-8');
  };

  test('the table: 503 with Retry-After, in time, and healthz says so', async () => {
    const table = tableClient('houfu', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const deps = await testDeps('2026-06-15', table);
    const app = around(deps, 60);
    const job = '{"memberId":"0M000000000000000000000100","employer":"砖厂","from":"2026-05-01"}';
    await Promise.all([
      isBusy(app, '/households?area=511722107'),
      isBusy(app, H),
      isBusy(app, `${H}/changes`),
      isBusy(app, `${H}/employments`, { method: 'POST', body: job }),
      isBusy(app, `${H}/employments`, { method: 'POST', body: job, headers: { 'idempotency-key': 'a' } }),
      isBusy(app, '/people/lookup', {
        method: 'POST',
        body: JSON.stringify({ idNumber: idNumber('1992-03-05', 1) }),
      }),
    ]);
    const health = await askRaw(app, '/healthz', { method: 'GET' });
    expect([health.status, JSON.parse(health.text)]).toEqual([503, { version: '1', table: 'silent' }]);
    expect(sockets.size).toBeGreaterThan(0);
    expect(deps.logged.filter(({ event }) => event !== 'request')).toEqual([]);
    table.client.destroy();
  });

  test.each([
    ['the settings', (deps: TestDeps): Deps => ({ ...deps, policies: never }), H, {}],
    ['the keys', (deps: TestDeps): Deps => ({ ...deps, keys: never }), `${H}/changes?cursor=x`, {}],
    [
      'the keys, of a change',
      (deps: TestDeps): Deps => ({ ...deps, keys: never }),
      H,
      { method: 'PATCH', body: '{"phone":"2"}' },
    ],
    [
      'a pause',
      (deps: TestDeps): Deps => ({ ...deps, policies: never, pause: never }),
      H,
      { method: 'PATCH', body: '{"phone":"2"}' },
    ],
  ] as const)('%s: 503 with Retry-After, in time', async (_, hanging, path, question) => {
    const before = await everything(county.deps.table);
    await isBusy(around(hanging(county.deps), 300), path, question);
    expect(await everything(county.deps.table)).toEqual(before);
  });

  test('whoever verifies tokens: 503 with Retry-After, in time', async () => {
    await isBusy(around(county.deps, 50, never), '/me');
  });

  test('and what does not hang is served', async () => {
    expect((await askRaw(around(county.deps, 10_000), H, { method: 'GET' })).status).toBe(200);
  });
});
