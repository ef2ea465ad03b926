import { beforeEach, describe, expect, test } from 'vitest';
import { Busy } from '../../../shared/faults.ts';
import { type Keys, keysOf } from '../../../shared/secrets/keys.ts';
import { CACHE_MS, cachedKeys } from '../../../shared/secrets/refreshing-cache.ts';

const first = keysOf([new Uint8Array(32).fill(1)]);
const second = keysOf([new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)]);

/** What the next load gives; how many there were; what was logged. */
let gives: () => Promise<Keys>;
let loads: number;
let now: number;
let logged: string[];
beforeEach(() => {
  gives = async () => first;
  loads = 0;
  now = 1_000_000;
  logged = [];
});

const provider = () =>
  cachedKeys({
    load: () => {
      loads++;
      return gives();
    },
    clock: () => now,
    log: (event) => logged.push(event),
  });

const timeout = async () => {
  throw Object.assign(new Error('timed out'), { name: 'TimeoutError' });
};

describe('keys that are kept', () => {
  test('are loaded once, however many ask', async () => {
    const keys = provider();
    expect(await Promise.all([keys(), keys(), keys()])).toEqual([first, first, first]);
    now += CACHE_MS - 1;
    expect(await keys()).toBe(first);
    expect(loads).toBe(1);
  });

  test('are loaded anew when they are five minutes old, so that a rotation arrives', async () => {
    const keys = provider();
    await keys();
    gives = async () => second;
    now += CACHE_MS;
    expect(await Promise.all([keys(), keys()])).toEqual([second, second]);
    expect(loads).toBe(2);
  });

  test('go on where they cannot be loaded anew, and are tried again a while later', async () => {
    const keys = provider();
    await keys();
    gives = timeout;
    now += CACHE_MS;
    expect([await keys(), await keys()]).toEqual([first, first]);
    expect([loads, logged]).toEqual([2, ['keys_not_refreshed']]);
    gives = async () => second;
    now += 30_000;
    expect(await keys()).toBe(second);
  });

  test('that cannot be had at first are busy where that may pass, and are asked for again by the next', async () => {
    gives = timeout;
    const keys = provider();
    await expect(keys()).rejects.toThrow(Busy);
    gives = async () => {
      throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    };
    await expect(keys()).rejects.toThrow(expect.objectContaining({ name: 'AccessDeniedException' }));
    gives = async () => first;
    expect(await keys()).toBe(first);
    expect(loads).toBe(3);
  });
});
