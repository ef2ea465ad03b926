import { beforeEach, describe, expect, test } from 'vitest';
import { auditTownship } from '../../../functions/audit/township.ts';
import { type ActRequest, executeIdempotent } from '../../../shared/act/act.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { Busy } from '../../../shared/faults.ts';
import { changesOf } from '../../../shared/table/record/history.ts';
import { headOf } from '../../../shared/table/record/records.ts';
import { receiptKey } from '../../../shared/table/store/keys.ts';
import { recordCalls } from '../../calls.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../../families.ts';
import { bodyOf, FAULTS, failing } from '../table/faulty.ts';
import { everything, remove } from '../table/raw.ts';

let deps: TestDeps;
const clerk = person('township_clerk');
const hr = person('hr_clerk');
const household = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;
const TRANSACTION = 'TransactWriteItemsCommand';

const under = (request: ActRequest, key: string, digest = key): ActRequest => ({
  ...request,
  idempotencyKey: { caller: 'hr_clerk-1', key, digest },
});
const job = (from = '2026-02-20') => placement(1, from);
type SortKey = { sk: { S: string } };
const versions = async (n = 1) =>
  (await changesOf(deps.table, household(n))).items.map(({ version }) => version);

beforeEach(async () => {
  deps = await testDeps();
  await executeIdempotent(deps, clerk, family(1, 4));
});

describe('a command under a key', () => {
  test('is one read and one transaction, its receipt in it, within the budget; a repeat writes nothing', async () => {
    const said: { TransactItems: { Put?: { Item: SortKey }; Update?: { Key: SortKey } }[] }[] = [];
    deps.table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === TRANSACTION) said.push(JSON.parse(bodyOf(args.request)));
          return next(args);
        },
      { step: 'finalizeRequest', priority: 'low' },
    );
    const calls = recordCalls(deps.table.client);
    const first = await executeIdempotent(deps, hr, under(job(), 'k'));
    expect(calls.map(({ command }) => command)).toEqual(['QueryCommand', TRANSACTION]);
    const [read, write] = calls;
    expect(read?.units).toBeLessThanOrEqual(3);
    expect(write?.units).toBeLessThanOrEqual(18);
    expect(write?.units).toBeGreaterThan(2);
    const sorts = said.map(({ TransactItems }) =>
      TransactItems.map(({ Put, Update }) => (Put?.Item ?? Update?.Key)?.sk.S),
    );
    expect(sorts).toHaveLength(1);
    expect(sorts[0]).toEqual(
      expect.arrayContaining(['RECORD', 'RECEIPT', expect.stringMatching(/^CHANGE#/)]),
    );

    calls.length = 0;
    const before = await everything(deps.table);
    calls.length = 0;
    expect(await executeIdempotent(deps, hr, under(job(), 'k'))).toStrictEqual(first);
    expect(calls.length).toBeLessThanOrEqual(4);
    expect(await everything(deps.table)).toEqual(before);
  });

  test('given twice at once is done once, and both are answered the same', async () => {
    for (let round = 0; round < 10; round++) {
      const request = under(placement(1, `2025-${String(round + 1).padStart(2, '0')}-01`), `k${round}`);
      const [one, two, three] = await Promise.all([1, 2, 3].map(() => executeIdempotent(deps, hr, request)));
      expect(two).toStrictEqual(one);
      expect(three).toStrictEqual(one);
    }
    expect(await versions()).toEqual(Array.from({ length: 11 }, (_, i) => 11 - i));
  });

  test('with another request is refused, whether or not that could be done', async () => {
    await executeIdempotent(deps, hr, under(job(), 'k'));
    for (const other of [job('2026-03-20'), job(), placement(1, '2030-01-01', '2029-01-01')]) {
      await expect(executeIdempotent(deps, hr, under(other, 'k', 'other'))).rejects.toMatchObject({
        code: 'key_used_otherwise',
      });
    }
    expect(await versions()).toEqual([2, 1]);
  });

  test('that is refused keeps nothing', async () => {
    const wrong = placement(1, '2026-05-01', '2026-04-01');
    await expect(executeIdempotent(deps, hr, under(wrong, 'k'))).rejects.toMatchObject({
      code: 'until_before_from',
    });
    expect(await executeIdempotent(deps, hr, under(job(), 'k', 'right'))).toMatchObject({ version: 2 });
  });

  test('whose receipt goes before it can be read is Busy: whoever asks again finds out', async () => {
    await executeIdempotent(deps, hr, under(job(), 'k'));
    const again = under({ ...job('2026-04-20') }, 'k');
    deps.table.client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = next(args);
          if (commandName === TRANSACTION) {
            await result.catch(() => remove(deps.table, receiptKey('hr_clerk-1', 'k')));
          }
          return result;
        },
      { step: 'initialize', priority: 'high' },
    );
    await expect(executeIdempotent(deps, hr, again)).rejects.toThrow(Busy);
  });
});

describe('whoever may no longer do it', () => {
  const somebody = (role: Parameters<typeof person>[0], area: string): Actor => ({
    ...{ kind: 'person', id: 'hr_clerk-1', role },
    areas: [AreaCode.parse(area)],
  });
  test.each([
    ['by role', somebody('city_lead', '5117'), 'not_permitted'],
    ['by area', somebody('hr_clerk', '511725'), 'record_unknown'],
  ])('is not told what came of it: %s', async (_, now, code) => {
    await executeIdempotent(deps, hr, under(job(), 'k'));
    await expect(executeIdempotent(deps, now, under(job(), 'k'))).rejects.toMatchObject({ code });
  });

  test('nor of what was made in an area that is not theirs any more', async () => {
    const request = (n: number) => under({ ...family(n), subject: household(n) }, 'k');
    const { id } = await executeIdempotent(deps, clerk, request(2));
    const elsewhere = { ...clerk, areas: [AreaCode.parse('511725')] } as Actor;
    await expect(executeIdempotent(deps, elsewhere, request(3))).rejects.toMatchObject({
      code: 'outside_areas',
    });
    expect((await executeIdempotent(deps, clerk, request(3))).id).toBe(id);
  });
});

describe('where the process dies between the commit and the site that it touches', () => {
  test('the repeat is answered as the first would have been, and the next audit looks at the site', async () => {
    const site = { kind: 'site', id: placeId(1) } as const;
    await executeIdempotent(deps, clerk, place(1));
    const residents = async () => {
      const record = (await headOf(deps.table, site))?.record;
      return record?.kind === 'site' ? record.residentTownships : undefined;
    };
    const fault = failing(deps.table.client, {
      ...{ command: 'QueryCommand', saying: `S#${placeId(1)}` },
      error: FAULTS['a lost connection'],
    });
    const request = under(family(5, 2, placeId(1)), 'k');
    const lost = failing(deps.table.client, {
      ...{ command: TRANSACTION, done: true, error: FAULTS['a timeout'] },
    });
    await expect(executeIdempotent(deps, clerk, request)).rejects.toThrow(Busy);
    lost.stop();
    fault.stop();
    const again = await executeIdempotent(deps, clerk, request);
    expect(again).toMatchObject({ id: familyId(5), version: 1, changed: true });
    expect(await versions(5)).toEqual([1]);
    expect(await residents()).toEqual([]);
    const audit = (run: string) =>
      auditTownship(deps, { run, on: plainDate('2026-06-15'), township: TOWNSHIP });
    expect(await audit('next')).toMatchObject({ changed: 1, failed: [] });
    expect(await residents()).toEqual([TOWNSHIP]);
    expect(await executeIdempotent(deps, clerk, request)).toStrictEqual(again);
    expect(await audit('after')).toMatchObject({ changed: 0 });
  });
});
