import { beforeEach, describe, expect, test } from 'vitest';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { chineseCalendar } from '../../../shared/domain/calendar/chinese-calendar.ts';
import { dateInShanghai } from '../../../shared/domain/calendar/dates.ts';
import { DEFAULT_SETTINGS } from '../../../shared/domain/rules/default-settings.ts';
import { createPolicies } from '../../../shared/queries/policies.ts';
import { settingsVersionKey } from '../../../shared/table/store/keys.ts';
import { recordCalls } from '../../calls.ts';
import { testTable } from '../../engine.ts';
import { failing } from '../table/faulty.ts';
import { put } from '../table/raw.ts';

const COUNTY = AreaCode.parse('511722');
const at = (text: string) => Date.parse(`${text}+08:00`);

let now: number;
let table: Awaited<ReturnType<typeof testTable>>;
let grace: () => Promise<number>;
beforeEach(async () => {
  table = await testTable();
  const policies = createPolicies(table, chineseCalendar, () => now);
  grace = async () => (await policies(COUNTY, dateInShanghai(now))).settings.graceDays;
});

/** Somebody else's process puts down settings. */
const putDown = (from: string, graceDays: number) =>
  put(table, { ...settingsVersionKey(COUNTY, from as never), values: { ...DEFAULT_SETTINGS, graceDays } });

describe('a policy', () => {
  test('that was put down a second before midnight for the next day holds from its first instant', async () => {
    now = at('2026-06-30T23:59:58');
    expect(await grace()).toBe(30);
    await putDown('2026-07-01', 45);
    now = at('2026-06-30T23:59:59.999');
    expect(await grace()).toBe(30);
    // What was read two seconds ago knows nothing of it.
    now = at('2026-07-01T00:00:00');
    expect(await grace()).toBe(45);
  });

  test('that was known before its day holds from it, and not a moment before', async () => {
    await putDown('2026-07-01', 45);
    now = at('2026-06-30T23:59:59.999');
    expect(await grace()).toBe(30);
    now = at('2026-07-01T00:00:00');
    expect(await grace()).toBe(45);
  });

  test('for the very day is known within a minute, and settings are read once in it', async () => {
    now = at('2026-06-30T10:00:00');
    expect(await grace()).toBe(30);
    await putDown('2026-06-30', 45);
    const calls = recordCalls(table.client);
    now += 59_999;
    expect(await grace()).toBe(30);
    expect(calls).toEqual([]);
    now += 1;
    expect(await grace()).toBe(45);
    expect(await grace()).toBe(45);
    expect(calls).toMatchObject([{ command: 'QueryCommand', consistent: true }]);
  });

  test('that could not be read is read again', async () => {
    now = at('2026-06-30T10:00:00');
    const fault = failing(table.client, { command: 'QueryCommand', error: () => new Error('injected') });
    await expect(grace()).rejects.toThrow('injected');
    fault.stop();
    await putDown('2026-06-01', 45);
    expect(await grace()).toBe(45);
  });
});
