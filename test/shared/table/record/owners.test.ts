import { beforeEach, describe, expect, test } from 'vitest';
import { keysOf, NO_KEYS } from '../../../../shared/secrets/keys.ts';
import { householdsOfPeople } from '../../../../shared/table/record/owners.ts';
import type { OpenTable } from '../../../../shared/table/store/client.ts';
import { personHashes, personKey } from '../../../../shared/table/store/keys.ts';
import { recordCalls } from '../../../calls.ts';
import { testTable } from '../../../engine.ts';
import { familyId, personId } from '../../../families.ts';
import { put } from '../raw.ts';

const [newer, older] = [new Uint8Array(32).fill(8), new Uint8Array(32).fill(7)];
const [both, now, then] = [keysOf([newer, older]), keysOf([newer]), keysOf([older])];
const A = '511799199203050014';
const B = '511799199304050020';
const at = (n: number) => ({ household: familyId(n), member: personId(n, 0) });

let table: OpenTable;
beforeEach(async () => {
  table = await testTable();
});

/** Somebody of family `n`, claimed under the one key there is. */
const claim = (keys: typeof now, idNumber: string, n: number) =>
  put(table, {
    ...personKey(personHashes(keys, idNumber)[0] ?? ''),
    ...{ owner: familyId(n), member: personId(n, 0) },
  });

describe('where people are, under two keys', () => {
  test('is found under either, by one consistent read', async () => {
    await claim(then, A, 1);
    await claim(now, B, 2);
    const calls = recordCalls(table.client);
    expect(await householdsOfPeople(table, both, [A, B, 'nobody'])).toEqual(
      new Map([
        [A, at(1)],
        [B, at(2)],
      ]),
    );
    expect(calls.map(({ command }) => command)).toEqual(['BatchGetItemCommand']);
    expect(await householdsOfPeople(table, now, [A, B])).toEqual(new Map([[B, at(2)]]));
  });

  test('is what stands under the current key, where both have something', async () => {
    await claim(then, A, 1);
    await claim(now, A, 2);
    expect(await householdsOfPeople(table, both, [A])).toEqual(new Map([[A, at(2)]]));
  });

  test('cannot be asked without a key', async () => {
    await expect(householdsOfPeople(table, NO_KEYS, [A])).rejects.toThrow('HOUFU_PERSON_KEY');
    expect(await householdsOfPeople(table, NO_KEYS, [])).toEqual(new Map());
  });
});
