import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runDemo } from '../../../infra/local/jobs/demo.ts';
import { JobError } from '../../../infra/local/jobs/failure.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { act } from '../../../shared/act/act.ts';
import { isWrite, recordCalls } from '../../calls.ts';
import { person, testDeps } from '../../deps.ts';
import { family } from '../../families.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-demo-'));
});
afterAll(() => rm(folder, { recursive: true }));

const silent: Output = {
  language: 'zh-CN',
  json: true,
  say: () => {},
  isOver: () => false,
  remark: () => {},
  progress: () => ({ at: () => {}, done: () => {} }),
};

test('a demo is not mixed in among other records', async () => {
  const deps = await testDeps('2026-06-15');
  await act(deps, person('township_clerk'), family(1));
  const calls = recordCalls(deps.table.client);
  await expect(runDemo(deps, join(folder, 'a'), { households: 6, seed: 7 }, silent)).rejects.toThrow(
    JobError,
  );
  expect(calls.filter(isWrite)).toEqual([]);
});

test('a demo that has been begun is gone on with, on a later day too, and is the same one', async () => {
  const deps = await testDeps('2026-06-15');
  const demo = { households: 6, seed: 7 };
  await runDemo(deps, join(folder, 'b'), demo, silent);
  deps.goTo('2026-06-20');
  const calls = recordCalls(deps.table.client);
  await runDemo(deps, join(folder, 'b'), demo, silent);
  // Of the later day's audit: its numbers, and records whose day has come.
  expect(calls.filter(({ command }) => command === 'TransactWriteItemsCommand').length).toBeLessThan(6);
  await expect(runDemo(deps, join(folder, 'b'), { ...demo, seed: 8 }, silent)).rejects.toThrow(JobError);
});
