import { beforeEach, describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { Busy } from '../../../../shared/faults.ts';
import { daysOfTownships, putNumbers } from '../../../../shared/table/numbers/numbers.ts';
import { householdsOfPeople } from '../../../../shared/table/record/owners.ts';
import type { OpenTable } from '../../../../shared/table/store/client.ts';
import { personHashes, personKey } from '../../../../shared/table/store/keys.ts';
import { townships } from '../../../areas.ts';
import { TEST_KEYS } from '../../../deps.ts';
import { testTable } from '../../../engine.ts';
import { familyId, personId } from '../../../families.ts';
import { put } from '../raw.ts';

let table: OpenTable;
beforeEach(async () => {
  table = await testTable();
});

/** Lets the table answer so many of the keys of each BatchGet and leave the rest unprocessed; the sizes asked for. */
const answering = ({ client, name }: OpenTable, most: (call: number) => number): number[] => {
  const asked: number[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'BatchGetItemCommand') return next(args);
        const { RequestItems } = args.input as { RequestItems: Record<string, { Keys: unknown[] }> };
        const request = RequestItems[name] ?? { Keys: [] };
        const count = most(asked.push(request.Keys.length));
        const [now, later] = [request.Keys.slice(0, count), request.Keys.slice(count)];
        const UnprocessedKeys = later.length > 0 ? { [name]: { ...request, Keys: later } } : {};
        if (now.length === 0) {
          const output = { $metadata: {}, Responses: {}, UnprocessedKeys };
          return { output, response: {} } as unknown as ReturnType<typeof next>;
        }
        const input = { RequestItems: { [name]: { ...request, Keys: now } } };
        const result = await next({ ...args, input: input as never });
        Object.assign(result.output, { UnprocessedKeys });
        return result;
      },
    { step: 'initialize', priority: 'low' },
  );
  return asked;
};

const people = Array.from({ length: 150 }, (_, i) => `person-${i}`);
const hold = async (every: number) => {
  const held = people.filter((_, i) => i % every === 0);
  const claim = (i: number) => ({ owner: familyId(i), member: personId(i, 0) });
  const keyOf = (idNumber: string) => personKey(personHashes(TEST_KEYS, idNumber)[0] ?? '');
  await Promise.all(held.map((idNumber, i) => put(table, { ...keyOf(idNumber), ...claim(i) })));
  return new Map(held.map((idNumber, i) => [idNumber, { household: familyId(i), member: personId(i, 0) }]));
};

describe('keys that the table leaves unprocessed', () => {
  test('are asked for again until all are answered, a hundred at most at a time', async () => {
    const held = await hold(3);
    const asked = answering(table, () => 40);
    expect(await householdsOfPeople(table, TEST_KEYS, people)).toEqual(held);
    expect(asked).toEqual([100, 60, 20, 50, 10]);
  });

  test('are asked for again after an answer with nothing in it', async () => {
    const held = await hold(50);
    const asked = answering(table, (call) => (call % 3 === 0 ? 100 : 0));
    expect(await householdsOfPeople(table, TEST_KEYS, people)).toEqual(held);
    expect(asked).toEqual([100, 100, 100, 50, 50, 50]);
  });

  test('each time are given up within a bound', async () => {
    const asked = answering(table, () => 0);
    await expect(householdsOfPeople(table, TEST_KEYS, people)).rejects.toThrow(Busy);
    expect(asked).toEqual([100, 100, 100, 100, 100, 100]);
  });

  test('of the numbers of townships too', async () => {
    const on = plainDate('2026-06-15');
    const areas = townships().map(({ code }) => code);
    const part = {
      run: 'r',
      at: '2026-06-15T04:00:00.000Z',
      looked: 0,
      due: 0,
      sites: 0,
      changed: 0,
      failed: [],
    };
    const numbers = { on, households: 0, people: 0, sites: 0, rules: {} };
    await Promise.all(areas.map((area) => putNumbers(table, { area, ...numbers }, part)));
    answering(table, () => 33);
    const days = await daysOfTownships(table, areas, on);
    expect(days.map((day) => day.numbers.area).sort()).toEqual([...areas].sort());
  });
});
