import { executionAsyncId } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalIssuer, startLocalIssuer } from './browser.ts';

let dataDir: string;
let local: LocalIssuer;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'houfu-watching-'));
  local = await startLocalIssuer(dataDir);
});
afterAll(async () => {
  await local.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Whether this process gives every promise an id of its own, which it does only for somebody who watches them. */
const watchesPromises = async (): Promise<boolean> => {
  const ids: number[] = [];
  for (let i = 0; i < 3; i++) {
    await null;
    ids.push(executionAsyncId());
  }
  return new Set(ids).size > 1;
};

it('leaves nobody watching the promises of the process that it shares with the API', async () => {
  const before = await watchesPromises();
  const answers = await Promise.all(
    [1, 2, 3].map(() => fetch(`${local.issuer}/jwks`).then((answer) => answer.status)),
  );
  expect(answers).toEqual([200, 200, 200]);
  expect([before, await watchesPromises()]).toEqual([false, false]);
});
