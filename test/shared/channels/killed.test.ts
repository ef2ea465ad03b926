import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Delivery, LEASE_MS } from '../../../shared/channels/delivery.ts';
import { MESSAGE_ID } from './messages.ts';
import { startServer } from './server.ts';

const folder = mkdtempSync(join(tmpdir(), 'houfu-killed-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a process that is killed between sending and recording: the next sends the same id again', async () => {
  const file = join(folder, 'delivery.json');
  const stored = () => Delivery.parse(JSON.parse(readFileSync(file, 'utf8')));
  const server = await startServer();
  const run = (laterMs: number): ChildProcess =>
    spawn(
      process.execPath,
      [
        '--import',
        'tsx',
        `${import.meta.dirname}/deliver-once.ts`,
        String(server.port),
        file,
        String(laterMs),
      ],
      { stdio: 'inherit' },
    );

  const killed = run(0);
  // It has sent, and is waiting for the answer.
  server.answer = () => killed.kill('SIGKILL');
  expect(await once(killed, 'exit')).toEqual([null, 'SIGKILL']);
  expect(stored()).toMatchObject({ state: 'waiting', trying: expect.any(String), attempts: [] });

  server.answer = (response) => response.writeHead(200).end();
  expect(await once(run(LEASE_MS), 'exit')).toEqual([0, null]);
  expect(stored()).toMatchObject({ state: 'delivered', attempts: [{ code: 'interrupted' }, { code: 'ok' }] });
  expect(server.asked.map(({ headers }) => headers['x-houfu-message'])).toEqual([MESSAGE_ID, MESSAGE_ID]);
});
