import { beforeEach, describe, expect, test } from 'vitest';
import { act } from '../../../../shared/act/act.ts';
import { fingerprintOf } from '../../../../shared/secrets/fingerprint.ts';
import { type KeyProvider, type Keys, keysOf, NO_KEYS } from '../../../../shared/secrets/keys.ts';
import {
  checkedKeys,
  checkPersonKey,
  finishRotation,
  hasPersonKey,
  WrongPersonKey,
} from '../../../../shared/table/record/person-key.ts';
import { tableClient } from '../../../../shared/table/store/client.ts';
import { FINGERPRINT_KEY, personHash, recordKey } from '../../../../shared/table/store/keys.ts';
import { counties } from '../../../areas.ts';
import { recordCalls } from '../../../calls.ts';
import { person, TEST_KEYS, type TestDeps, testDeps } from '../../../deps.ts';
import { testEndpoint } from '../../../engine.ts';
import { family, familyId, personId, registerAgain } from '../../../families.ts';
import { fillTable, releaseItems } from '../../../fixtures/release-8a93417.ts';
import { everything, itemAt, remove, tamper } from '../raw.ts';

const COUNTIES = counties().map(({ code }) => code);

const clerk = person('township_clerk');
const key = (byte: number) => new Uint8Array(32).fill(byte);
const [A, B, C] = [key(1), key(2), key(3)];
const under = (...keys: Uint8Array[]): Keys => keysOf(keys);

let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
});

const register = (keys: Keys, n = 1) => act({ ...deps, keys: async () => keys }, clerk, family(n));
const kept = async () => (await itemAt(deps.table, FINGERPRINT_KEY)).fingerprint;
const isAccepted = (keys: Keys) =>
  checkPersonKey(deps.table, COUNTIES, keys).then(
    () => true,
    (error: unknown) => {
      if (error instanceof WrongPersonKey) return false;
      throw error;
    },
  );

test('a fingerprint tells keys apart, and is neither a key nor the hash of a person', () => {
  expect(fingerprintOf(A)).toBe(fingerprintOf(key(1)));
  expect(new Set([A, B, C].map(fingerprintOf)).size).toBe(3);
  expect(fingerprintOf(A)).not.toBe(Buffer.from(A).toString('base64url'));
  // As Python's hmac gives it: a change of it would lock out every table.
  expect(fingerprintOf(A)).toBe('K9Yam_JhfxftSc2EIKcx-IM43uAY0VFZzrjPkq2Y8nE');
  expect(personHash(A, '511799199203050019')).not.toBe(fingerprintOf(A));
});

describe('a new table', () => {
  test('gets the fingerprint of the first key, of two processes at once the one’s or the other’s', async () => {
    const both = await Promise.all([isAccepted(under(A)), isAccepted(under(B))]);
    expect(both.filter(Boolean)).toHaveLength(1);
    const [first, second] = both[0] ? [A, B] : [B, A];
    expect(await kept()).toBe(fingerprintOf(first));
    expect(await isAccepted(under(first))).toBe(true);
    expect(await isAccepted(under(second))).toBe(false);
    expect(await kept()).toBe(fingerprintOf(first));
  });

  test('gets none of a process without a key', async () => {
    expect(await isAccepted(NO_KEYS)).toBe(true);
    expect(await everything(deps.table)).toEqual([]);
    expect(await hasPersonKey(deps.table, COUNTIES)).toBe(false);
  });
});

describe('a table of a release that kept no fingerprint', () => {
  test('gets that of the key under which its people are found, and of no other', async () => {
    await register(under(A));
    const before = await everything(deps.table);
    expect(await hasPersonKey(deps.table, COUNTIES)).toBe(true);
    expect(await isAccepted(under(B))).toBe(false);
    expect(await isAccepted(under(A, B))).toBe(false);
    expect(await everything(deps.table)).toEqual(before);
    expect(await isAccepted(under(A))).toBe(true);
    expect(await kept()).toBe(fingerprintOf(A));
    expect(await isAccepted(under(B))).toBe(false);
  });

  test('gets that of the key which release 8a93417 had', async () => {
    await fillTable(deps.table, releaseItems());
    const before = await everything(deps.table);
    expect(await isAccepted(under(A))).toBe(false);
    expect(await everything(deps.table)).toEqual(before);
    expect(await isAccepted(TEST_KEYS)).toBe(true);
    expect(await kept()).toBe(fingerprintOf(key(7)));
  });

  test('gets that of the previous key in the middle of a rotation', async () => {
    await register(under(A));
    await register(under(B, A), 2);
    expect(await isAccepted(under(B, A))).toBe(true);
    expect(await kept()).toBe(fingerprintOf(A));
  });

  test('gets that of any key where nobody is in a household any more', async () => {
    await register(under(A));
    await tamper(deps.table, recordKey({ kind: 'household', id: familyId(1) }), (item) => {
      const { members } = item.record as { members: { left?: string }[] };
      for (const member of members) member.left = '2026-01-01';
    });
    expect(await isAccepted(under(B))).toBe(true);
  });
});

describe('a rotation', () => {
  beforeEach(() => checkPersonKey(deps.table, COUNTIES, under(A)));

  test('leaves both keys valid until it is finished, and the new one alone refused', async () => {
    for (const keys of [under(A), under(B, A), under(C, A)]) expect(await isAccepted(keys)).toBe(true);
    for (const keys of [under(B), under(C, B)]) expect(await isAccepted(keys)).toBe(false);
    await finishRotation(deps.table, under(B, A));
    for (const keys of [under(B), under(B, A), under(C, B)]) expect(await isAccepted(keys)).toBe(true);
    for (const keys of [under(A), under(C), under(C, A)]) expect(await isAccepted(keys)).toBe(false);
    await finishRotation(deps.table, under(B, A));
    expect(await kept()).toBe(fingerprintOf(B));
  });

  test('cannot be finished with keys that are not the table’s', async () => {
    await expect(finishRotation(deps.table, under(C, B))).rejects.toThrow(WrongPersonKey);
    expect(await kept()).toBe(fingerprintOf(A));
  });
});

describe('keys that are checked', () => {
  let now: number;
  let held: Keys;
  const provider = (): KeyProvider =>
    checkedKeys(
      deps.table,
      COUNTIES,
      async () => held,
      () => now,
    );
  beforeEach(() => {
    now = 0;
    held = under(A);
  });

  test('cost one consistent read with the first use, one with each change and one every five minutes', async () => {
    const { client } = tableClient(deps.table.name, await testEndpoint());
    const keys = checkedKeys(
      { client, name: deps.table.name },
      COUNTIES,
      async () => held,
      () => now,
    );
    await checkPersonKey(deps.table, COUNTIES, held);
    const calls = recordCalls(client);
    expect(await Promise.all([keys(), keys(), keys()])).toEqual([held, held, held]);
    expect(calls).toMatchObject([{ command: 'GetItemCommand', consistent: true, units: 1 }]);
    held = under(B, A);
    await keys();
    await keys();
    expect(calls).toHaveLength(2);
    now = 5 * 60_000 - 1;
    await keys();
    expect(calls).toHaveLength(2);
    now++;
    await keys();
    expect(calls).toHaveLength(3);
    client.destroy();
  });

  test('register nobody twice: a process with another key writes nothing', async () => {
    await act({ ...deps, keys: provider() }, clerk, family(1));
    const before = await everything(deps.table);
    held = under(B);
    const twice = registerAgain(family(1), familyId(2));
    const other = { ...deps, keys: provider() };
    for (const _ of [1, 2]) await expect(act(other, clerk, twice)).rejects.toThrow(WrongPersonKey);
    expect(await everything(deps.table)).toEqual(before);
    held = under(A);
    await expect(act(other, clerk, twice)).rejects.toMatchObject({ code: 'person_elsewhere' });
  });

  test('that were the table’s are refused within five minutes of a finished rotation', async () => {
    const keys = provider();
    await keys();
    await finishRotation(deps.table, under(B, A));
    now = 5 * 60_000;
    await expect(keys()).rejects.toThrow(WrongPersonKey);
  });

  test('come with the next use where the table did not answer', async () => {
    const nowhere = tableClient(deps.table.name, 'http://127.0.0.1:9');
    let table = nowhere as TestDeps['table'];
    const keys = checkedKeys(
      { name: deps.table.name, client: { send: ((command: never) => table.client.send(command)) as never } },
      COUNTIES,
      async () => held,
      () => now,
    );
    await expect(keys()).rejects.toThrow(/ECONNREFUSED/);
    table = deps.table;
    expect(await keys()).toEqual(held);
    nowhere.client.destroy();
  });
});

test('a claim that is missing keeps no table from getting its fingerprint', async () => {
  await register(under(A));
  const [hash = ''] = (await everything(deps.table))
    .filter(({ sk, member }) => sk === 'PERSON' && member === personId(1, 0))
    .map(({ pk }) => String(pk));
  await remove(deps.table, { pk: hash, sk: 'PERSON' });
  expect(await isAccepted(under(A))).toBe(true);
});
