import { type AddressInfo, createServer } from 'node:net';
import { beforeEach, describe, expect, test } from 'vitest';
import { auditTownship } from '../../functions/audit/township.ts';
import { act } from '../../shared/act/act.ts';
import { plainDate } from '../../shared/domain/calendar/dates.ts';
import { MemberId } from '../../shared/domain/records/ids.ts';
import { Busy } from '../../shared/faults.ts';
import { changesOf } from '../../shared/table/record/history.ts';
import { headOf } from '../../shared/table/record/records.ts';
import { tableClient } from '../../shared/table/store/client.ts';
import { person, type TestDeps, testDeps } from '../deps.ts';
import { testEndpoint } from '../engine.ts';
import { family, familyId, place, placeId, placement, TOWNSHIP } from '../families.ts';
import { bodyOf, cancelledFor, FAULTS, failing } from './table/faulty.ts';
import { everything } from './table/raw.ts';

let deps: TestDeps;
const clerk = person('township_clerk');
const hr = person('hr_clerk');
const household = (n: number) => ({ kind: 'household', id: familyId(n) }) as const;
const site = { kind: 'site', id: placeId(1) } as const;
const TRANSACTION = 'TransactWriteItemsCommand';

beforeEach(async () => {
  deps = await testDeps();
  await act(deps, clerk, family(1));
});

/** The version, the jobs and the change entries of family 1. */
const state = async () => {
  const record = (await headOf(deps.table, household(1)))?.record;
  const jobs = record?.kind === 'household' ? record.employments.map(({ from }) => from) : [];
  const { items } = await changesOf(deps.table, household(1));
  return { version: record?.version, jobs, changes: items.map(({ version }) => version) };
};
const FRESH = { version: 1, jobs: [], changes: [1] };
const LOGGED = { version: 2, jobs: ['2026-02-20'], changes: [2, 1] };
const log = () => act(deps, hr, placement(1, '2026-02-20'));

/** The same table seen by somebody else. */
const somebodyElse = async (): Promise<TestDeps> =>
  testDeps('2026-06-15', tableClient(deps.table.name, await testEndpoint()));

describe.each(Object.entries(FAULTS))('%s', (_, error) => {
  describe.each(['QueryCommand', TRANSACTION])('at the %s of a command', (command) => {
    test('that passes is not noticed', async () => {
      failing(deps.table.client, { command, times: 1, error });
      await log();
      expect(await state()).toEqual(LOGGED);
    });

    test('that stays is Busy after four attempts, nothing is written, and it can be done later', async () => {
      const before = await everything(deps.table);
      const fault = failing(deps.table.client, { command, error });
      await expect(log()).rejects.toThrow(Busy);
      expect(fault.attempts).toBe(4);
      fault.stop();
      expect(await everything(deps.table)).toEqual(before);
      await log();
      expect(await state()).toEqual(LOGGED);
    });
  });
});

test('a table that is not there is Busy, and says when to try again', async () => {
  const away = await testDeps('2026-06-15', tableClient('houfu', 'http://127.0.0.1:1'));
  await expect(act(away, hr, placement(1, '2026-02-20'))).rejects.toMatchObject({
    name: 'Busy',
    retryAfter: 2,
  });
});

test('a table that takes a call and never answers is Busy: the client does not wait for ever', async () => {
  const silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  const table = tableClient('houfu', `http://127.0.0.1:${port}`);
  // Each attempt waits its three seconds; one of them shows that the wait ends.
  table.client.config.maxAttempts = async () => 1;
  const away = await testDeps('2026-06-15', table);
  await expect(act(away, hr, placement(1, '2026-02-20'))).rejects.toThrow(Busy);
  table.client.destroy();
  silent.close();
});

describe('a transaction that is cancelled', () => {
  test.each(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded'])(
    'for %s is made again',
    async (code) => {
      const fault = failing(deps.table.client, {
        command: TRANSACTION,
        times: 2,
        error: () => cancelledFor(code),
      });
      await log();
      expect(fault.attempts).toBe(3);
      expect(await state()).toEqual(LOGGED);
    },
  );

  test.each([
    ['TransactionConflict', 60],
    ['ThrottlingError', 4],
  ])('for %s each time is Busy after %i times', async (code, most) => {
    const fault = failing(deps.table.client, { command: TRANSACTION, error: () => cancelledFor(code) });
    await expect(log()).rejects.toThrow(Busy);
    expect(fault.attempts).toBe(most);
    expect(await state()).toEqual(FRESH);
  });

  test('for a reason that will not pass is the error that it is, at once', async () => {
    const fault = failing(deps.table.client, {
      command: TRANSACTION,
      error: () => cancelledFor('ItemCollectionSizeLimitExceeded'),
    });
    await expect(log()).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(fault.attempts).toBe(1);
  });
});

test('a record that somebody else changed meanwhile is read again, and both changes are kept', async () => {
  const other = await somebodyElse();
  let came = false;
  deps.table.client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === TRANSACTION && !came) {
          came = true;
          await act(other, hr, placement(1, '2026-03-01', '2026-03-31', 1));
        }
        return next(args);
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  const { before, after } = await log();
  expect([before?.version, after.version]).toEqual([2, 3]);
  expect(await state()).toEqual({ version: 3, jobs: ['2026-03-01', '2026-02-20'], changes: [3, 2, 1] });
});

describe('a reply that is lost after the commit', () => {
  const lost = { command: TRANSACTION, done: true, error: FAULTS['a timeout'] };

  test('is asked for again with the same token: one change, one version', async () => {
    const fault = failing(deps.table.client, { ...lost, times: 1 });
    const { after } = await log();
    expect(fault.attempts).toBe(2);
    expect(after.version).toBe(2);
    expect(await state()).toEqual(LOGGED);
  });

  test('is exact even where somebody else has changed the record in between', async () => {
    const other = await somebodyElse();
    failing(deps.table.client, {
      ...lost,
      times: 1,
      error: async () => {
        await act(other, hr, placement(1, '2026-03-01', '2026-03-31', 1));
        return FAULTS['a timeout']();
      },
    });
    await log();
    expect(await state()).toEqual({ version: 3, jobs: ['2026-02-20', '2026-03-01'], changes: [3, 2, 1] });
  });

  test('each time is Busy, and the change stands once', async () => {
    failing(deps.table.client, lost);
    await expect(log()).rejects.toThrow(Busy);
    expect(await state()).toEqual(LOGGED);
  });

  test('of a registration is not taken for a record that was there before', async () => {
    failing(deps.table.client, { ...lost, times: 1 });
    expect((await act(deps, clerk, family(2))).after.version).toBe(1);
  });
});

describe('where the process dies between the commit and what follows it', () => {
  const audit = (run: string) =>
    auditTownship(deps, { run, on: plainDate('2026-06-15'), township: TOWNSHIP });
  const residents = async () => {
    const record = (await headOf(deps.table, site))?.record;
    return record?.kind === 'site' ? record.residentTownships : undefined;
  };

  test('the command stands, it is logged, and the next audit looks at the site again', async () => {
    await act(deps, clerk, place(1));
    const saying = `S#${placeId(1)}`;
    const fault = failing(deps.table.client, {
      ...{ command: 'QueryCommand', saying },
      error: () => new Error('injected'),
    });
    const { after } = await act(deps, clerk, family(2, 2, placeId(1)));
    expect(after.version).toBe(1);
    const event = 'site_re_evaluation_failed';
    expect(deps.logged).toEqual([{ event, fields: { sites: [placeId(1)], error: 'Error: injected' } }]);
    fault.stop();
    expect(await residents()).toEqual([]);
    expect(await audit('next')).toMatchObject({ changed: 1, failed: [] });
    expect(await residents()).toEqual([TOWNSHIP]);
    expect(await audit('after')).toMatchObject({ changed: 0 });
  });

  describe('flags that found no room in the transaction', () => {
    /** A household of fifty at the site, each without medical cover or pension: more flags than one transaction holds. */
    const uncovered = (n: number) => {
      const { subject, steps } = family(n, 50, placeId(1));
      const declared = steps.flatMap(({ name, input }) =>
        name === 'register-household' ? (input.members ?? []) : [],
      );
      const none = {
        resident_medical: false,
        employee_medical: false,
        resident_pension: false,
        employee_pension: false,
      } as const;
      const declarations = declared.map(({ id }) => ({
        name: 'declare-member-year' as const,
        input: { memberId: MemberId.parse(id), year: 2026, schemes: none },
      }));
      return { subject, steps: [...steps, ...declarations] };
    };
    const flagsOf = async (n: number) => {
      const head = await headOf(deps.table, household(n));
      const gaps = head?.record.evaluated?.findings.filter(({ outcome }) => outcome === 'gap').length;
      return { gaps, flags: head?.flags.filter(({ kind }) => kind === 'gap').length };
    };
    /** How many writes each transaction has; those that `turnsAway` picks, by their number, do not happen. */
    const transactions = (turnsAway: (n: number) => Error | undefined): number[] => {
      const writes: number[] = [];
      deps.table.client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName !== TRANSACTION) return next(args);
            const error = turnsAway(writes.push(JSON.parse(bodyOf(args.request)).TransactItems.length));
            if (error) throw error;
            return next(args);
          },
        { step: 'finalizeRequest', priority: 'low' },
      );
      return writes;
    };
    beforeEach(() => act(deps, clerk, place(1)));

    test('follow in the next one, which is made again where it meets another', async () => {
      const writes = transactions((n) => (n === 2 ? cancelledFor('TransactionConflict') : undefined));
      const { before, after } = await act(deps, clerk, uncovered(3));
      expect(writes[0]).toBe(100);
      expect(before).toBeUndefined();
      expect(after.version).toBe(2);
      const { gaps, flags } = await flagsOf(3);
      expect(gaps).toBeGreaterThan(48);
      expect(flags).toBe(gaps);
      // What the command itself touched is looked at again, whatever followed it.
      expect(await residents()).toEqual([TOWNSHIP]);
    });

    test('are found by the next audit where the process died before that', async () => {
      transactions((n) => (n === 2 ? new Error('injected') : undefined));
      expect((await act(deps, clerk, uncovered(3))).after.version).toBe(1);
      const [logged] = deps.logged;
      expect(logged).toMatchObject({
        event: 'flags_left',
        fields: { id: familyId(3), error: 'Error: injected' },
      });
      expect((await flagsOf(3)).flags).toBeLessThan(49);
      expect(await audit('next')).toMatchObject({ due: 1, failed: [] });
      const { gaps, flags } = await flagsOf(3);
      expect(gaps).toBeGreaterThan(48);
      expect(flags).toBe(gaps);
    });
  });
});
