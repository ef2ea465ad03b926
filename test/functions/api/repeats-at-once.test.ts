import { beforeEach, describe, expect, test, vi } from 'vitest';
import { changesOf } from '../../../shared/table/record/history.ts';
import { type TestDeps, testDeps } from '../../deps.ts';
import { apiOf } from './county.ts';
import { newSite, newWorld, type World } from './matrix/world.ts';

let deps: TestDeps;
let world: World;
beforeEach(async () => {
  deps = await testDeps();
  world = await newWorld(deps, 1, await newSite(deps, 1));
});

const SUPPORT = { on: '2026-06-10', kind: 'seedlings', what: '鸡苗' };
type Ask = ReturnType<typeof apiOf>['ask'];
const log = (ask: Ask, key: string, body: object = SUPPORT) =>
  ask(`/households/${world.household.id}/support`, {
    method: 'POST',
    body,
    headers: { 'idempotency-key': key },
  });
const changes = async () =>
  (await changesOf(deps.table, { kind: 'household', id: world.household.id })).items.length;

/** Holds the next transaction of a client until it is let go. */
const holding = ({ table: { client } }: TestDeps) => {
  let go: () => void = () => undefined;
  let arrive: () => void = () => undefined;
  const let_ = new Promise<void>((resolve) => {
    go = resolve;
  });
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName === 'TransactWriteItemsCommand') {
          arrive();
          await let_;
        }
        return next(args);
      },
    { step: 'initialize', name: 'holding', override: true },
  );
  return { arrived, go: () => go() };
};

/** The API as another process would have it: nothing of this one's is shared but the table. */
const anotherProcess = async (): Promise<Ask> => {
  vi.resetModules();
  const { apiOf: apart } = await import('./county.ts');
  return apart(deps).ask;
};

test('while a request is under way its key is taken: 409, and afterwards the same answer', async () => {
  const { ask } = apiOf(deps);
  const { arrived, go } = holding(deps);
  const first = log(ask, 'k');
  await arrived;
  for (const body of [SUPPORT, { ...SUPPORT, what: '鸭苗' }]) {
    const second = await log(ask, 'k', body);
    expect([second.status, second.body.errors[0]?.code]).toEqual([409, 'key_in_use']);
  }
  go();
  const { status, text } = await first;
  expect(status).toBe(201);
  const again = await log(ask, 'k');
  expect([again.status, again.text]).toEqual([201, text]);
  expect(await changes()).toBe(2);
});

test('a key is free again where its request has failed', async () => {
  const { ask } = apiOf(deps);
  expect((await log(ask, 'k', { ...SUPPORT, on: '2027-06-10' })).status).toBe(422);
  expect((await log(ask, 'k')).status).toBe(201);
});

describe('two processes with the same key at once', () => {
  test('have one effect and one answer', async () => {
    const asks = [apiOf(deps).ask, await anotherProcess()];
    for (let round = 0; round < 10; round++) {
      const settled = await Promise.all(
        asks.map(async (ask) => {
          const answer = await log(ask, `k${round}`);
          return answer.status === 409 || answer.status === 503 ? log(ask, `k${round}`) : answer;
        }),
      );
      expect(settled.map(({ status }) => status)).toEqual([201, 201]);
      expect(new Set(settled.map(({ text }) => text)).size).toBe(1);
      expect(await changes()).toBe(round + 2);
    }
  });

  test('that both found it new are settled by the table: the second is answered as the first', async () => {
    const { ask } = apiOf(deps);
    const another = await anotherProcess();
    const { arrived, go } = holding(deps);
    const both = [log(ask, 'k'), log(another, 'k')];
    await arrived;
    go();
    const [one, two] = await Promise.all(both);
    expect([one?.status, two?.status, one?.text === two?.text]).toEqual([201, 201, true]);
    expect(await changes()).toBe(2);
  });

  test('but other bodies: one is done, the other refused', async () => {
    const asks = [apiOf(deps).ask, await anotherProcess()];
    const answers = await Promise.all(
      asks.map((ask, i) => log(ask, 'k', { ...SUPPORT, what: i === 0 ? '鸡苗' : '鸭苗' })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await changes()).toBe(2);
  });
});
