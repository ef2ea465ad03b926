import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { reconcile } from '../../../functions/reconcile/reconcile.ts';
import { rehash } from '../../../functions/reconcile/rehash.ts';
import type { Output } from '../../../infra/local/jobs/output.ts';
import { runRehash } from '../../../infra/local/jobs/rehash.ts';
import { createKeyFile, hasPreviousKey, keyFileIn, keysOfFile } from '../../../infra/local/person-key.ts';
import { act } from '../../../shared/act/act.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { IdNumber } from '../../../shared/domain/records/id-number.ts';
import type { KeyProvider, Keys } from '../../../shared/secrets/keys.ts';
import { householdsOfPeople } from '../../../shared/table/record/owners.ts';
import { personHashes, personKey, recordKey } from '../../../shared/table/store/keys.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, personId } from '../../families.ts';
import { cancelledFor, failing } from '../../shared/table/faulty.ts';
import { everything, itemAt, tamper } from '../../shared/table/raw.ts';

const clerk = person('township_clerk');
let folder: string;
let file: string;
let deps: TestDeps;
let pauses: number[];

/** Two families, registered while there is one key. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'houfu-rehash-'));
  file = keyFileIn(folder);
  await createKeyFile(file);
  pauses = [];
  const pause = async (ms: number) => void pauses.push(ms);
  deps = { ...(await testDeps()), keys: keysOfFile(file), pause };
  for (const n of [1, 2]) await act(deps, clerk, family(n));
});
afterEach(() => rm(folder, { recursive: true }));

const said: object[] = [];
const remarks: string[] = [];
const output: Output = {
  language: 'en',
  json: false,
  say: (object) => said.push(object),
  isOver: () => false,
  remark: (sentence) => remarks.push(sentence),
  progress: () => ({ at: () => {}, done: () => {} }),
};
beforeEach(() => {
  said.length = 0;
  remarks.length = 0;
});
const job = (step: { rotate?: boolean; finish?: boolean } = {}) =>
  runRehash(deps, file, { rotate: false, finish: false, lost: false, ...step }, output);

const numberOf = (n: number, m: number): string => {
  const [step] = family(n).steps;
  const members = step?.name === 'register-household' ? step.input.members : [];
  return members?.[m]?.idNumber ?? '';
};

/** A rotation that is killed once the key is there and before anybody is re-hashed. */
const killedRotation = async () => {
  const progress = () => {
    throw new Error('killed');
  };
  const cut = runRehash(deps, file, { rotate: true, finish: false, lost: false }, { ...output, progress });
  await expect(cut).rejects.toThrow('killed');
};

/** Whom a look-up by ID number finds of both families. */
const found = async (by: KeyProvider = deps.keys) => {
  const numbers = [numberOf(1, 0), numberOf(1, 1), numberOf(2, 0), numberOf(2, 1)];
  const people = await householdsOfPeople(deps.table, await by(), numbers);
  return numbers.map((number) => people.get(number)?.member);
};
const EVERYBODY = [personId(1, 0), personId(1, 1), personId(2, 0), personId(2, 1)];

/** Registers somebody of family 1 in family 2 once more. */
const again = (by: KeyProvider, m: number) =>
  act({ ...deps, keys: by }, clerk, {
    subject: { kind: 'household', id: familyId(2) },
    steps: [
      {
        name: 'add-member',
        input: { id: personId(2, 9), name: '某人', idNumber: IdNumber.parse(numberOf(1, m)) },
      },
    ],
  });

const expectRefused = async (by: KeyProvider = deps.keys) => {
  for (const m of [0, 1]) {
    await expect(again(by, m)).rejects.toMatchObject({
      code: 'person_elsewhere',
      values: { owner: familyId(1) },
    });
  }
};

const recordsStanding = async () => (await everything(deps.table)).filter(({ sk }) => sk === 'RECORD');
const claims = async () => (await everything(deps.table)).filter(({ sk }) => sk === 'PERSON');
/** People by name, as the index has them: everybody once. */
const listed = async () =>
  (await claims()).flatMap(({ nameSort, member }) => (nameSort ? [String(member)] : [])).sort();

test('a rotation: everybody is found and nobody registered twice, before, during and after', async () => {
  const records = await recordsStanding();
  const old = await deps.keys();
  const before: KeyProvider = async () => old;
  await expectRefused();

  await killedRotation();
  expect(await hasPreviousKey(file)).toBe(true);
  expect(await found()).toEqual(EVERYBODY);
  await expectRefused();
  expect(await job({ finish: true })).toBe(false);
  expect(said.at(-1)).toMatchObject({ missing: 8 });
  expect(await hasPreviousKey(file)).toBe(true);

  expect(await job({ rotate: true })).toBe(true);
  expect(said).toContainEqual({ rotated: false });
  expect(said.at(-1)).toEqual({ looked: 2, missing: 8, failed: [] });
  expect(remarks.at(-1)).toContain('--finish');
  expect(await found()).toEqual(EVERYBODY);
  expect(await listed()).toEqual([...EVERYBODY]);
  // Processes that know only the old key, or only the new one, are refused as well.
  await expectRefused();
  await expectRefused(before);
  const both = await deps.keys();
  const current: KeyProvider = async () => ({ person: both.person.slice(0, 1), seal: both.seal.slice(0, 1) });
  await expectRefused(current);

  expect(await job()).toBe(true);
  expect(said.at(-1)).toEqual({ looked: 2, missing: 0, failed: [] });

  expect(await job({ finish: true })).toBe(true);
  expect(said.at(-1)).toEqual({ finished: true, dropped: true });
  expect((await deps.keys()).person).toEqual(both.person.slice(0, 1));
  expect(await found()).toEqual(EVERYBODY);
  await expectRefused();
  expect(await job({ finish: true })).toBe(true);
  expect(said.at(-1)).toEqual({ finished: true, dropped: false });

  // Nothing of it touched a record, and what the old key left goes with the reconciliation.
  expect(await recordsStanding()).toEqual(records);
  expect(await claims()).toHaveLength(8);
  const { differences, failed } = await reconcile(deps, { repair: true });
  expect([differences.map(({ aspects }) => aspects), failed]).toEqual([Array(4).fill(['orphan_claim']), []]);
  expect(await claims()).toHaveLength(4);
  expect(await found()).toEqual(EVERYBODY);
  expect((await reconcile(deps, { repair: false })).differences).toEqual([]);
});

describe('while there are two keys', () => {
  beforeEach(killedRotation);

  test('who joins is claimed under both, and who leaves under none, re-hashed or not', async () => {
    await act(deps, clerk, family(3));
    expect(await job({ finish: true })).toBe(false);
    expect(said.at(-1)).toMatchObject({ missing: 8 });
    await act(deps, clerk, {
      subject: { kind: 'household', id: familyId(1) },
      steps: [{ name: 'member-left', input: { memberId: personId(1, 0), on: plainDate('2026-06-01') } }],
    });
    await again(deps.keys, 0);
    const [hash, older] = personHashes(await deps.keys(), numberOf(1, 0));
    for (const one of [hash, older]) {
      expect(await itemAt(deps.table, personKey(one ?? ''))).toMatchObject({ owner: familyId(2) });
    }
  });

  test('a household of forty can be registered, and one of more is re-hashed in portions', async () => {
    const under =
      (keys: Keys): KeyProvider =>
      async () =>
        keys;
    const two = await deps.keys();
    const one = { person: two.person.slice(1), seal: two.seal.slice(1) };
    const held = async (n: number) => (await claims()).filter(({ owner }) => owner === familyId(n)).length;
    await act(deps, clerk, family(30, 40));
    expect(await held(30)).toBe(80);

    const stale = { ...deps, keys: under(one) };
    await act(stale, clerk, family(40, 40));
    const [step] = family(40, 55).steps;
    const more = step?.name === 'register-household' ? step.input.members?.slice(40) : [];
    const steps = more?.map((input) => ({ name: 'add-member' as const, input })) ?? [];
    await act(stale, clerk, { subject: { kind: 'household', id: familyId(40) }, steps });
    expect(await held(40)).toBe(55);
    expect(await job()).toBe(true);
    expect(await held(40)).toBe(110);
    expect(await job({ finish: true })).toBe(true);
  });

  test('a job that is killed in the middle is taken up where it was', async () => {
    for (const n of [3, 4, 5, 6]) await act(deps, clerk, family(n));
    const kill = (looked: number) => {
      if (looked === 3) throw new Error('killed');
    };
    await expect(rehash(deps, { write: true, progress: kill })).rejects.toThrow('killed');
    expect(await found()).toEqual(EVERYBODY);
    await expectRefused();
    expect(await job()).toBe(true);
    expect(await job({ finish: true })).toBe(true);
    expect(await found()).toEqual(EVERYBODY);
    await expectRefused();
  });

  test('a reconciliation that began before the rotation takes no new claim for an orphan', async () => {
    await job();
    const now = await deps.keys();
    const then: Keys = { person: now.person.slice(1), seal: now.seal.slice(1) };
    let asked = 0;
    const keys: KeyProvider = async () => (asked++ === 0 ? then : now);
    const { differences } = await reconcile({ ...deps, keys }, { repair: true });
    expect(differences).toEqual([]);
    expect(await claims()).toHaveLength(8);
  });

  test('what is missing for a process that had not heard of the rotation is found by the finish', async () => {
    const { person: all, seal } = await deps.keys();
    const stale: KeyProvider = async () => ({ person: all.slice(1), seal: seal.slice(1) });
    await job();
    await act({ ...deps, keys: stale }, clerk, family(7));
    expect(await job({ finish: true })).toBe(false);
    expect(remarks.at(-1)).toContain('rehash');
    expect(await hasPreviousKey(file)).toBe(true);
    await job();
    expect(await job({ finish: true })).toBe(true);
  });

  test.each([
    ['somebody else changes the record', 'ConditionalCheckFailed'],
    ['the table throttles', 'ThrottlingError'],
  ])('where %s meanwhile it is tried again', async (_, code) => {
    const command = 'TransactWriteItemsCommand';
    const fault = failing(deps.table.client, { command, times: 3, error: () => cancelledFor(code) });
    expect(await rehash(deps, { write: true })).toEqual({ looked: 2, missing: 8, failed: [] });
    expect(fault.attempts).toBe(5);
  });

  test('a household that fails is named by its id alone, keeps the key before, and stops no other', async () => {
    await tamper(deps.table, recordKey({ kind: 'household', id: familyId(1) }), (item) => {
      Object.assign(item.record as object, { members: '成员1之0 511799199203050014' });
    });
    expect(await job()).toBe(false);
    expect(said.at(-1)).toEqual({ looked: 2, missing: 4, failed: [familyId(1)] });
    expect(await job({ finish: true })).toBe(false);
    expect(await hasPreviousKey(file)).toBe(true);
    expect(JSON.stringify([deps.logged, said, remarks])).not.toMatch(/成员|51179/);
  });
});

test('the finish waits until requests of before the rotation have ended', async () => {
  await job({ rotate: true });
  deps = { ...deps, clock: () => Date.now() };
  pauses.length = 0;
  await job({ finish: true });
  expect(pauses).toHaveLength(1);
  expect(pauses[0]).toBeGreaterThan(5_000);
  expect(pauses[0]).toBeLessThanOrEqual(15_000);
});

test('keys of the environment are used, and rotated where they are kept', async () => {
  const keys = await deps.keys();
  const two = { person: [new Uint8Array(32).fill(9), ...keys.person], seal: [] };
  deps = { ...deps, keys: async () => two };
  const elsewhere = (step: { rotate?: boolean; finish?: boolean } = {}) =>
    runRehash(deps, undefined, { rotate: false, finish: false, lost: false, ...step }, output);
  await expect(elsewhere({ rotate: true })).rejects.toThrow('docs/operations/key-rotation.md');
  expect(await elsewhere({ finish: true })).toBe(false);
  expect(await elsewhere()).toBe(true);
  expect(await elsewhere({ finish: true })).toBe(true);
  expect(said.at(-1)).toEqual({ finished: true, dropped: false });
  await expect(job({ rotate: true, finish: true })).rejects.toThrow('one after the other');
});
