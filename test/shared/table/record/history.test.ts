import { beforeAll, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { allChangesOf, changesOf } from '../../../../shared/table/record/history.ts';
import { isWrite, recordCalls } from '../../../calls.ts';
import { person, type TestDeps, testDeps } from '../../../deps.ts';
import { family, familyId } from '../../../families.ts';

let deps: TestDeps;
const subject = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;

beforeAll(async () => {
  deps = await testDeps();
  await act(deps, person('township_clerk'), family(2));
  await act(deps, person('township_clerk'), family(1));
  for (let version = 2; version <= 12; version++) {
    const phone = { phone: `138000000${version}` };
    const steps = [{ name: 'correct-household', input: phone }] as const;
    await act(deps, person('township_clerk'), { subject: subject(1), steps });
  }
});

const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
const page = async (limit?: number, before?: number) => {
  const { items, next } = await changesOf(deps.table, subject(1), { limit, before });
  return { versions: items.map(({ version }) => version), next };
};

test('changes come newest first, and go on before the last version of a page', async () => {
  expect(await page()).toEqual({ versions: down(12, 1), next: undefined });
  expect(await page(5)).toEqual({ versions: down(12, 8), next: 8 });
  expect(await page(5, 8)).toEqual({ versions: down(7, 3), next: 3 });
  expect(await page(5, 3)).toEqual({ versions: [2, 1], next: undefined });
  expect(await page(2, 3)).toEqual({ versions: [2, 1], next: undefined });
  expect(await page(5, 1)).toEqual({ versions: [], next: undefined });
  expect(await page(1, 99)).toEqual({ versions: [12], next: 12 });
});

test('each page is one query, and no more is read than is asked for', async () => {
  const calls = recordCalls(deps.table.client);
  await page(2, 8);
  expect(calls.map(({ command }) => command)).toEqual(['QueryCommand']);
  expect(calls.filter(isWrite)).toEqual([]);
});

test('all changes come oldest first, those of this record alone', async () => {
  const versions: number[] = [];
  for await (const { version } of allChangesOf(deps.table, subject(1))) versions.push(version);
  expect(versions).toEqual(down(12, 1).reverse());
});
