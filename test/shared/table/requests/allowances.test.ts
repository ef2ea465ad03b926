import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { ALLOWANCES } from '../../../../shared/domain/access/allowances.ts';
import { Busy } from '../../../../shared/faults.ts';
import { countAllowance } from '../../../../shared/table/requests/allowances.ts';
import type { TableClient } from '../../../../shared/table/store/client.ts';
import { tableClient } from '../../../../shared/table/store/client.ts';
import { allowanceKey } from '../../../../shared/table/store/keys.ts';
import { testTable } from '../../../engine.ts';

const { most, seconds } = ALLOWANCES.reveal;
/** The first second of a stretch of time, in milliseconds. */
const FROM = 3_000_000 * seconds;
const START = FROM * 1000;

let table: TableClient;
let callers = 0;
beforeAll(async () => {
  table = await testTable();
});
const newCaller = () => `caller ${++callers}`;
const count = (caller: string, now: number) => countAllowance(table, caller, 'reveal', now);

describe('an allowance', () => {
  test('lets so many through and no more, and says how long to wait', async () => {
    const caller = newCaller();
    for (let times = 0; times < most; times++) expect((await count(caller, START)).within).toBe(true);
    expect(await count(caller, START)).toEqual({ within: false, retryAfter: seconds });
    expect(await count(caller, START + 1999)).toEqual({ within: false, retryAfter: seconds - 1 });
    expect(await count(caller, START + seconds * 1000 - 1)).toEqual({ within: false, retryAfter: 1 });
    expect((await count(caller, START + seconds * 1000)).within).toBe(true);
  });

  test('is exact where many ask at once', async () => {
    const caller = newCaller();
    const all = await Promise.all(Array.from({ length: most + 7 }, () => count(caller, START)));
    expect(all.filter(({ within }) => within)).toHaveLength(most);
  });

  test('is everybody’s own', async () => {
    const [one, another] = [newCaller(), newCaller()];
    for (let times = 0; times <= most; times++) await count(one, START);
    expect((await count(one, START)).within).toBe(false);
    expect((await count(another, START)).within).toBe(true);
  });

  test('counts nothing of a stretch that is over, though the table has not removed its counter yet', async () => {
    const caller = newCaller();
    const Item = { ...allowanceKey(caller, 'reveal', FROM), times: 10 * most, expires: FROM + 2 * seconds };
    await table.client.send(new PutCommand({ TableName: table.name, Item }));
    expect((await count(caller, START)).within).toBe(false);
    expect((await count(caller, START + seconds * 1000)).within).toBe(true);
    expect((await count(caller, START + 3 * seconds * 1000)).within).toBe(true);
  });

  test('leaves a counter that expires and says nobody’s name', async () => {
    const caller = '张三@宣汉';
    await count(caller, START);
    const Key = allowanceKey(caller, 'reveal', FROM);
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key }));
    expect(Item).toEqual({ ...Key, times: 1, expires: FROM + 2 * seconds });
    expect(JSON.stringify(Item)).not.toContain('张三');
  });

  test('is not simply granted where the table does not answer', async () => {
    const nobody = tableClient('houfu', 'http://127.0.0.1:9');
    await expect(countAllowance(nobody, 'x', 'reveal', START)).rejects.toBeInstanceOf(Busy);
    nobody.client.destroy();
  });
});
