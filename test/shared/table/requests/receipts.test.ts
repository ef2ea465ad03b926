import { beforeAll, describe, expect, test } from 'vitest';
import type { Receipt } from '../../../../shared/domain/records/receipt.ts';
import {
  claimKey,
  type IdempotencyKey,
  keepReceipt,
  receiptUnder,
} from '../../../../shared/table/requests/receipts.ts';
import { receiptKey } from '../../../../shared/table/store/keys.ts';
import { type TestDeps, testDeps } from '../../../deps.ts';
import { familyId, personId } from '../../../families.ts';
import { FAULTS, failing } from '../faulty.ts';
import { itemAt, tamper } from '../raw.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await testDeps();
});

const NOW = Date.parse('2026-06-15T04:00:00.700Z');
const DAY = 86_400_000;
const receipt: Receipt = {
  kind: 'household',
  id: familyId(1),
  version: 3,
  changed: true,
  made: [personId(1, 1)],
  outcomes: { R1: ['gap'], R3: ['met'], R6: ['met', 'unknown'], R9: ['not_applicable'] },
  flags: [{ rule: 'R6', member: personId(1, 1), event: 'cleared', from: 'open', to: 'rectified' }],
};
const idempotencyKey = (key: string, digest = 'd', caller = 'somebody'): IdempotencyKey => ({
  caller,
  key,
  digest,
});
const keep = (of: IdempotencyKey, now = NOW, what = receipt) =>
  keepReceipt(deps.table, { idempotencyKey: of, receipt: what, now });

describe('a key of many', () => {
  const claim = (of: IdempotencyKey, now = NOW) => claimKey(deps.table, of, now);

  test('is taken by one request, as often as that is made, and by another once its day is over', async () => {
    expect([
      await claim(idempotencyKey('m')),
      await claim(idempotencyKey('m')),
      await claim(idempotencyKey('m', 'e')),
    ]).toEqual([...[true, true, false]]);
    expect(await claim(idempotencyKey('m', 'e', 'somebody else'))).toBe(true);
    expect(await claim(idempotencyKey('m', 'e'), NOW + DAY)).toBe(true);
  });

  test('is none for a request of one, nor the other way round', async () => {
    await claim(idempotencyKey('n'));
    expect(await keep(idempotencyKey('n', 'e'))).toBe(false);
    expect(await receiptUnder(deps.table, idempotencyKey('n'), NOW)).toEqual({ digest: 'd' });
    await keep(idempotencyKey('o', 'e'));
    expect(await claim(idempotencyKey('o'))).toBe(false);
    expect(await receiptUnder(deps.table, idempotencyKey('o'), NOW)).toEqual({ digest: 'e', receipt });
  });
});

describe('a receipt', () => {
  test('comes back as it was kept, its outcomes in the order of the rules', async () => {
    expect(await keep(idempotencyKey('a'))).toBe(true);
    const found = await receiptUnder(deps.table, idempotencyKey('a'), NOW);
    expect(found).toEqual({ digest: 'd', receipt });
    expect(Object.keys(found?.receipt?.outcomes ?? {})).toEqual(['R1', 'R3', 'R6', 'R9']);
    for (let i = 0; i < 20; i++) {
      expect(JSON.stringify((await receiptUnder(deps.table, idempotencyKey('a'), NOW))?.receipt)).toBe(
        JSON.stringify(found?.receipt),
      );
    }
  });

  test('is not there before it is kept, nor for another caller or key', async () => {
    await keep(idempotencyKey('b'));
    for (const other of [
      idempotencyKey('c'),
      idempotencyKey('B'),
      idempotencyKey('b', 'd', 'somebody else'),
    ]) {
      expect(await receiptUnder(deps.table, other, NOW)).toBeUndefined();
    }
  });

  test('stands under a hash: neither the key nor the caller can be read from the table', async () => {
    const key = receiptKey('somebody', 'my-key');
    await keep(idempotencyKey('my-key'));
    const item = await itemAt(deps.table, key);
    expect(JSON.stringify(item)).not.toMatch(/somebody|my-key/);
    expect(item.expires).toBe(Math.floor(NOW / 1000) + 86_400);
    // Two texts that read the same when put together are two keys.
    expect(receiptKey('a', 'bc').pk).not.toBe(receiptKey('ab', 'c').pk);
  });

  test('is not written over within its day, by the same request or another', async () => {
    await keep(idempotencyKey('d'));
    for (const [digest, later] of [
      ['d', 0],
      ['e', 1],
      ['e', DAY - 1000],
    ] as const) {
      expect(await keep(idempotencyKey('d', digest), NOW + later, { ...receipt, version: 9 })).toBe(false);
    }
    expect((await receiptUnder(deps.table, idempotencyKey('d'), NOW + DAY - 1000))?.receipt?.version).toBe(3);
  });

  test('counts as none once its day is over, and gives way to the next', async () => {
    await keep(idempotencyKey('f'));
    expect(await receiptUnder(deps.table, idempotencyKey('f'), NOW + DAY)).toBeUndefined();
    expect(await keep(idempotencyKey('f', 'g'), NOW + DAY, { ...receipt, version: 4 })).toBe(true);
    expect(await receiptUnder(deps.table, idempotencyKey('f'), NOW + DAY)).toMatchObject({
      digest: 'g',
      receipt: { version: 4 },
    });
  });

  test('that cannot be read is an error, not an answer', async () => {
    await keep(idempotencyKey('h'));
    await tamper(deps.table, receiptKey('somebody', 'h'), (item) => {
      const { version: _, ...rest } = receipt;
      item.receipt = rest;
    });
    await expect(receiptUnder(deps.table, idempotencyKey('h'), NOW)).rejects.toThrow();
  });

  test('of a later version keeps what this one does not know', async () => {
    await keep(idempotencyKey('later'));
    await tamper(deps.table, receiptKey('somebody', 'later'), (item) => {
      item.receipt = { ...receipt, later: { a: 1 } };
    });
    expect(await receiptUnder(deps.table, idempotencyKey('later'), NOW)).toEqual({
      digest: 'd',
      receipt: { ...receipt, later: { a: 1 } },
    });
  });

  test('whose put is asked for again after a lost reply meets itself', async () => {
    const fault = failing(deps.table.client, {
      command: 'PutItemCommand',
      times: 1,
      done: true,
      error: FAULTS['a timeout'],
    });
    expect(await keep(idempotencyKey('i'))).toBe(false);
    expect(fault.attempts).toBe(2);
    expect(await receiptUnder(deps.table, idempotencyKey('i'), NOW)).toEqual({ digest: 'd', receipt });
  });
});
