import { describe, expect, test } from 'vitest';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { verifyHistory } from '../../../shared/queries/verified-history.ts';
import { changesOf } from '../../../shared/table/record/history.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { isDeep } from '../../runs.ts';
import { cancelledFor, FAULTS } from '../../shared/table/faulty.ts';
import { everything, type Item } from '../../shared/table/raw.ts';
import { apiOf, PHONE } from './county.ts';
import { newSite, newWorld, type World } from './matrix/world.ts';
import { type Injected, injecting } from './repeats-injected.ts';

interface Scenario {
  readonly method: string;
  readonly path: (world: World) => string;
  readonly body?: (world: World) => object;
  readonly headers?: (world: World) => Record<string, string>;
  /** The calls that it makes of the table, in order; behind `|` those for the site that it touches. */
  readonly calls: string;
  readonly changes: boolean;
}

const home = ({ household }: World) => `/households/${household.id}`;
const NEW = { name: '新户主', birth: '1990-01-01', phone: PHONE };

/** What clerks do all day. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'a look-up': {
    ...{ method: 'POST', path: () => '/people/lookup', body: ({ idNumber }) => ({ idNumber }) },
    ...{ calls: 'UpdateItem BatchGetItem Query', changes: false },
  },
  'a record': { method: 'GET', path: home, calls: 'Query', changes: false },
  'a list': {
    ...{ method: 'GET', path: () => '/households?area=511722107' },
    ...{ calls: 'Query', changes: false },
  },
  'a record as of an instant': {
    ...{ method: 'GET', path: (world) => `${home(world)}?asOf=2026-06-15T04:00:00Z` },
    ...{ calls: 'Query Query', changes: false },
  },
  'its changes': {
    ...{ method: 'GET', path: (world) => `${home(world)}/changes` },
    ...{ calls: 'Query Query', changes: false },
  },
  'a placement': {
    ...{ method: 'POST', path: (world) => `${home(world)}/employments` },
    body: ({ other }) => ({ memberId: other, employer: '甲厂', from: '2026-06-10' }),
    ...{ calls: 'Query TransactWriteItems', changes: true },
  },
  'a placement by ID number': {
    ...{ method: 'POST', path: () => '/employments' },
    body: ({ idNumber }) => ({ idNumber, employer: '甲厂', from: '2026-06-10' }),
    ...{ calls: 'UpdateItem BatchGetItem Query TransactWriteItems', changes: true },
  },
  'a correction with If-Match': {
    ...{ method: 'PATCH', path: home, body: () => ({ form: '集镇' }) },
    headers: ({ household }) => ({ 'if-match': `"${household.version}"` }),
    ...{ calls: 'Query TransactWriteItems', changes: true },
  },
  'a correction that changes nothing': {
    ...{ method: 'PATCH', path: home, body: () => ({ phone: PHONE }) },
    ...{ calls: 'Query PutItem', changes: true },
  },
  'a registration at a site': {
    ...{ method: 'POST', path: () => '/households' },
    body: ({ site }) => ({
      ...{ area: '511722107', siteId: site, resettlement: 'centralised', movedIn: '2019-10-01' },
      members: [NEW],
    }),
    ...{ calls: 'Query GetItem TransactWriteItems | Query Query', changes: true },
  },
  'a reveal': {
    ...{ method: 'POST', path: (world) => `${home(world)}/reveal` },
    body: ({ member }) => ({ memberId: member, fields: ['phone'], purpose: '电话核实务工情况' }),
    ...{ calls: 'UpdateItem Query TransactWriteItems GetItem', changes: true },
  },
};

const callsOf = ({ calls }: Scenario): string[] => calls.split(' ').filter((call) => call !== '|');
/** How many calls belong to the request itself: what fails behind them is the next audit's. */
const ownOf = ({ calls }: Scenario): number => (calls.split(' |')[0] ?? '').split(' ').length;

let keys = 0;

/** A scenario around a table of its own. */
const staged = async ({ method, path, body, headers }: Scenario) => {
  const deps = await testDeps();
  const world = await newWorld(deps, 1, await newSite(deps, 1));
  const { ask } = apiOf(deps);
  const { state, inject } = injecting(deps.table.client);
  // Whatever is under way in this process under a key is under way for all tables.
  const key = `k${++keys}`;
  const request = () =>
    ask(path(world), {
      method,
      ...(body ? { body: body(world) } : {}),
      headers: { 'idempotency-key': key, ...headers?.(world) },
    });
  return { deps, world, state, inject, request };
};

/** All that stands, but for how often somebody has asked. */
const stands = async (deps: TestDeps): Promise<Item[]> =>
  (await everything(deps.table)).filter(({ pk }) => !String(pk).startsWith('L#'));

const byClerk = (items: readonly Item[]) =>
  items.filter(({ change }) => (change as { actor?: string } | undefined)?.actor === 'county_lead-1').length;
const receipts = (items: readonly Item[]) => items.filter(({ sk }) => sk === 'RECEIPT').length;

const passes = ({ status }: { status: number }) => status === 200 || status === 201;

/** One fault at one call: what is answered, what stands, and what a repeat under the same key makes of it. */
const suffers = async (scenario: Scenario, injected: Injected) => {
  const { deps, state, inject, request } = await staged(scenario);
  const before = await stands(deps);
  inject(injected);
  const first = await request();
  const { attempts } = state;
  inject(undefined);
  const half = await stands(deps);
  const second = await request();
  const third = await request();
  const after = await stands(deps);
  return { first, second, third, attempts, before, half, after, logged: deps.logged };
};

/** The other faults take the same paths. */
const USUAL: readonly string[] = ['throttling', 'a timeout'];
const FAILURES = Object.entries(FAULTS).filter(([name]) => isDeep || USUAL.includes(name));

describe.concurrent.each(Object.entries(SCENARIOS))('%s', (_, scenario) => {
  const names = callsOf(scenario);
  const own = ownOf(scenario);
  const { changes } = scenario;

  test('makes these calls and no other', async () => {
    const { state, inject, request } = await staged(scenario);
    inject(undefined);
    const answer = await request();
    expect(passes(answer), answer.text).toBe(true);
    expect(state.calls.map((name) => name.replace(/Command$/, ''))).toEqual(names);
  });

  test.each(FAILURES)('does not notice %s that passes, at any of them', async (_fault, error) => {
    await Promise.all(
      names.map(async (name, call) => {
        const { first, second, attempts, half, after } = await suffers(scenario, { call, times: 1, error });
        expect([name, first.status, attempts]).toEqual([name, second.status, 2]);
        expect(passes(first), first.text).toBe(true);
        if (!changes) return;
        expect(second.text).toBe(first.text);
        expect(after).toEqual(half);
      }),
    );
  });

  test.each(FAILURES)(
    'is 503 with %s that stays, nothing is half-written, and can be asked again',
    async (_fault, error) => {
      await Promise.all(
        names.map(async (name, call) => {
          const found = await suffers(scenario, { call, error });
          const { first, second, third, attempts, before, half, after } = found;
          expect([name, attempts]).toEqual([name, 4]);
          if (call < own) {
            expect([first.status, first.headers.get('retry-after')], name).toEqual([503, '2']);
            // A reveal stands on record before anything is read out.
            const isRecorded =
              names.indexOf('TransactWriteItems') >= 0 && call > names.indexOf('TransactWriteItems');
            if (!isRecorded) expect(half).toEqual(before);
          } else {
            expect(passes(first), name).toBe(true);
          }
          expect([passes(second), third.text], second.text).toEqual([true, second.text]);
          expect(byClerk(after) - byClerk(before)).toBe(
            changes && name !== 'PutItem' && !names.includes('PutItem') ? 1 : 0,
          );
          expect(receipts(after)).toBe(changes ? 1 : 0);
        }),
      );
    },
  );

  const writes = names.flatMap((name, call) => (/^(Transact|Put)/.test(name) ? [call] : []));
  test.runIf(writes.length > 0).each(FAILURES)(
    'is done once and answered the same where the reply is lost by %s',
    async (_fault, error) => {
      for (const call of writes) {
        const once = await suffers(scenario, { call, times: 1, done: true, error });
        expect([once.first.status, once.second.text], once.first.text).toEqual([
          once.second.status,
          once.first.text,
        ]);
        expect(once.after).toEqual(once.half);

        const always = await suffers(scenario, { call, done: true, error });
        // A receipt alone is put on a condition: tried again it meets itself, and is as good as an answer.
        const lost = names[call] === 'PutItem' ? [200, null] : [503, '2'];
        expect([always.first.status, always.first.headers.get('retry-after')]).toEqual(lost);
        expect([passes(always.second), always.third.text]).toEqual([true, always.second.text]);
        // The change had been made; the repeat only told of it.
        expect(always.after).toEqual(always.half);
        for (const { before, after } of [once, always]) {
          expect(byClerk(after) - byClerk(before)).toBe(names.includes('PutItem') ? 0 : 1);
          expect(receipts(after)).toBe(1);
        }
      }
    },
  );

  const transaction = names.indexOf('TransactWriteItems');
  test.runIf(transaction >= 0)(
    'meets another transaction and is done again; each time, it is 503',
    async () => {
      const error = () => cancelledFor('TransactionConflict');
      const twice = await staged(scenario);
      const before = await stands(twice.deps);
      // Each attempt is a call of its own.
      let left = 2;
      twice.deps.table.client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === 'TransactWriteItemsCommand' && left > 0) {
              left--;
              throw error();
            }
            return next(args);
          },
        { step: 'finalizeRequest', priority: 'low' },
      );
      const answer = await twice.request();
      expect([passes(answer), left], answer.text).toEqual([true, 0]);
      expect(byClerk(await stands(twice.deps)) - byClerk(before)).toBe(1);

      const always = await staged(scenario);
      const untouched = await stands(always.deps);
      left = Number.POSITIVE_INFINITY;
      always.deps.table.client.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === 'TransactWriteItemsCommand' && left > 0) throw error();
            return next(args);
          },
        { step: 'finalizeRequest', priority: 'low' },
      );
      const busy = await always.request();
      expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '2']);
      expect(await stands(always.deps)).toEqual(untouched);
      left = 0;
      expect(passes(await always.request())).toBe(true);
    },
  );
});

test('fifty clerks add each a fact to one household at once: all are kept, in versions without a hole', async () => {
  const deps = await testDeps();
  const world = await newWorld(deps, 1, await newSite(deps, 1));
  const { ask } = apiOf(deps);
  const begun = world.household.version;
  const add = (i: number) =>
    ask(`${home(world)}/income-channels`, {
      method: 'POST',
      body: { kind: 'business', what: `养殖${i}`, from: '2026-01-01', amount: i },
      headers: { 'idempotency-key': `clerk-${i}` },
    });
  const versions = await Promise.all(
    Array.from({ length: 50 }, async (_, i) => {
      let answer = await add(i);
      // Whoever does not get it is told to come again.
      for (let again = 0; answer.status === 503 && again < 5; again++) answer = await add(i);
      expect(answer.status, answer.text).toBe(201);
      return JSON.parse(answer.text).version as number;
    }),
  );
  expect(versions.sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => begun + 1 + i));
  const subject: Subject = { kind: 'household', id: world.household.id };
  const { items } = await changesOf(deps.table, subject);
  expect(items.map(({ version }) => version)).toEqual(
    Array.from({ length: begun + 50 }, (_, i) => begun + 50 - i),
  );
  const { body } = await ask(home(world));
  const { channels } = body as unknown as { channels: { what: string }[] };
  const added = channels.filter(({ what }) => what.startsWith('养殖')).map(({ what }) => what);
  expect(new Set(added)).toEqual(new Set(Array.from({ length: 50 }, (_, i) => `养殖${i}`)));
  expect(added).toHaveLength(50);
  expect(await verifyHistory(deps, subject)).toEqual([]);
});
