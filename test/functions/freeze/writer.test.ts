import { beforeEach, expect, test } from 'vitest';
import { chunkWriter } from '../../../functions/freeze/writer.ts';
import { FrozenSubject } from '../../../shared/domain/assessments/schema.ts';
import { storedChunksOf } from '../../../shared/table/assessments/frozen.ts';
import { parseChunk } from '../../../shared/table/assessments/stored-chunk.ts';
import { frozenChunkKey } from '../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { familyId, TOWNSHIP } from '../../families.ts';
import { remove } from '../../shared/table/raw.ts';
import { MONTH } from './county.ts';

const place = { township: TOWNSHIP, month: MONTH };
const subject = (n: number, outcome = 'met') =>
  FrozenSubject.parse({
    ...{ kind: 'household', id: familyId(n), area: TOWNSHIP, version: n, mark: 'AAAAAAAAAAA', sites: [] },
    findings: [{ rule: 'R3', outcome }],
  });

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
});

const stored = async () => {
  const chunks: string[][] = [];
  for await (const { content } of storedChunksOf(deps.table, place)) {
    chunks.push(parseChunk(content, TOWNSHIP).subjects.map(({ id }) => id));
  }
  return chunks;
};

test('what another has frozen meanwhile stays as it is, and the rest goes behind it', async () => {
  const [one, other] = [await chunkWriter(deps, place, 'one'), await chunkWriter(deps, place, 'other')];
  await one.add([subject(1), subject(2)]);
  await one.flush();
  await other.add([subject(2, 'gap'), subject(3), subject(4)]);
  await other.flush();
  await one.add([subject(3, 'gap'), subject(5)]);
  await one.flush();
  expect(await stored()).toEqual([[familyId(1), familyId(2)], [familyId(3), familyId(4)], [familyId(5)]]);
  // What each knows in the end is what stands.
  expect(one.frozen()).toMatchObject({
    own: 3,
    counts: { households: 5, rules: { R3: { met: 5, gap: 0 } } },
  });
  expect(one.has(familyId(4))).toBe(true);
  const third = await chunkWriter(deps, place, 'third');
  expect(third.frozen()).toEqual({ ...one.frozen(), own: 0 });
});

test('nothing to put puts nothing', async () => {
  const writer = await chunkWriter(deps, place, 'run');
  await writer.add([]);
  await writer.flush();
  expect(await stored()).toEqual([]);
  expect(writer.frozen()).toEqual({ counts: { households: 0, sites: 0, rules: {} }, chunks: [], own: 0 });
});

test('a chunk that is gone from among the others is not gone on behind', async () => {
  for (const n of [1, 2]) {
    const writer = await chunkWriter(deps, place, 'run');
    await writer.add([subject(n)]);
    await writer.flush();
  }
  await remove(deps.table, frozenChunkKey(TOWNSHIP, MONTH, 1));
  await expect(chunkWriter(deps, place, 'run')).rejects.toThrow('chunk 1 is missing');
});
