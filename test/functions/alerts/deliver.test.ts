import { beforeEach, expect, test } from 'vitest';
import { deliverCounty } from '../../../functions/alerts/deliver.ts';
import { gatherUrgent } from '../../../functions/alerts/urgent.ts';
import { act } from '../../../shared/act/act.ts';
import { LEASE_MS, newDelivery } from '../../../shared/channels/delivery.ts';
import { SendFailure } from '../../../shared/channels/send-result.ts';
import { ChannelId } from '../../../shared/domain/alerts/channel.ts';
import type { AreaChannel } from '../../../shared/domain/settings/county-channels.ts';
import {
  alertsOfCounty,
  alertsToSend,
  DeliveryConflict,
  deliveriesOf,
  saveDelivery,
} from '../../../shared/table/outbox/alerts.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { place } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { COUNTY, type Sunk, sinkChannel, testDelivering } from './outlets.ts';

const clerk = person('township_clerk');
let deps: TestDeps;
let past = 0;
beforeEach(async () => {
  past = 0;
  const base = await testDeps();
  deps = { ...base, clock: () => base.clock() + past };
  await act(deps, clerk, place(1));
  await gatherUrgent(deps, COUNTY);
});

const send = (channels: AreaChannel[], before?: (sunk: Sunk) => Promise<void> | void) => {
  const { delivering, sunk } = testDelivering(deps, before);
  return { sunk, done: deliverCounty(deps, delivering, COUNTY, channels) };
};
const toSend = async () => {
  const ids: string[] = [];
  for await (const page of alertsToSend(deps.table, COUNTY)) ids.push(...page.map(({ id }) => id));
  return ids;
};
const theAlert = async () => {
  const [alert] = (await alertsOfCounty(deps.table, COUNTY, { limit: 1 })).items;
  if (!alert) throw new Error('there is no alert');
  return alert;
};
const states = async () =>
  Object.fromEntries(
    (await deliveriesOf(deps.table, (await theAlert()).id)).map(({ channel, state, attempts }) => [
      channel,
      [state, ...attempts.map(({ code }) => code)],
    ]),
  );

test('an alert goes out on every channel of its area that carries its kind, once', async () => {
  const channels = [
    sinkChannel('both'),
    sinkChannel('mornings', COUNTY, ['digest']),
    sinkChannel('township', '511722107' as typeof COUNTY),
  ];
  const first = send(channels);
  expect(await first.done).toEqual({ alerts: 1, delivered: 1, waiting: 0, failed: 0 });
  expect(first.sunk.map(({ channel }) => channel)).toEqual(['both']);
  expect(first.sunk[0]?.message.id).toBe((await theAlert()).message);
  expect(await toSend()).toEqual([]);
  const again = send(channels);
  await again.done;
  expect(again.sunk).toEqual([]);
  expect(await states()).toEqual({ both: ['delivered', 'ok'] });
});

test('one that hangs, one that fails and one that refuses harm no other, and each says what became of it', async () => {
  const channels = ['hangs', 'fails', 'refuses', 'works'].map((id) => sinkChannel(id));
  const { sunk, done } = send(channels, ({ channel }) => {
    if (channel === 'hangs') return new Promise(() => {});
    if (channel === 'fails') throw new SendFailure('server_error', 500);
    if (channel === 'refuses') throw new SendFailure('key_invalid', 93000);
  });
  expect(await done).toEqual({ alerts: 1, delivered: 1, waiting: 2, failed: 1 });
  expect(sunk.map(({ channel }) => channel)).toEqual(['works']);
  expect(await states()).toEqual({
    hangs: ['waiting', 'timeout'],
    fails: ['waiting', 'server_error'],
    refuses: ['refused', 'key_invalid'],
    works: ['delivered', 'ok'],
  });
  expect(await toSend()).toHaveLength(1);

  past = 3_600_000;
  const again = send(channels);
  await again.done;
  expect(again.sunk.map(({ channel }) => channel).sort()).toEqual(['fails', 'hangs']);
  expect(await toSend()).toEqual([]);
});

test('a channel that is slow keeps no call for long: what it was not asked for waits for the next', async () => {
  for (const n of [2, 3]) {
    await act(deps, clerk, place(n));
    past += 1;
    await gatherUrgent(deps, COUNTY);
  }
  const slow = () =>
    send([sinkChannel('slow')], () => {
      past += 40_000;
    });
  const first = slow();
  expect(await first.done).toEqual({ alerts: 3, delivered: 2, waiting: 1, failed: 0 });
  expect(await toSend()).toHaveLength(1);
  const second = slow();
  expect(await second.done).toEqual({ alerts: 1, delivered: 1, waiting: 0, failed: 0 });
  expect(new Set([...first.sunk, ...second.sunk].map(({ message }) => message.id)).size).toBe(3);
  expect(await toSend()).toEqual([]);
});

test('two who deliver at once send nothing twice', async () => {
  const channels = ['one', 'two', 'three'].map((id) => sinkChannel(id));
  const [a, b] = [send(channels), send(channels)];
  await Promise.all([a.done, b.done]);
  const sunk = [...a.sunk, ...b.sunk].map(({ channel }) => channel).sort();
  expect(sunk).toEqual(['one', 'three', 'two']);
});

test('who dies between sending and recording is followed by another, under the same id', async () => {
  const channels = [sinkChannel('only')];
  const fault = failing(deps.table.client, {
    command: 'UpdateItemCommand',
    saying: '"delivered"',
    error: () => new Error('the process died'),
  });
  const first = send(channels);
  expect(await first.done).toMatchObject({ delivered: 0, waiting: 1 });
  expect(first.sunk).toHaveLength(1);
  fault.stop();
  // Whoever comes at once cannot know whether the first is still at it.
  const atOnce = send(channels);
  await atOnce.done;
  expect(atOnce.sunk).toEqual([]);
  past = LEASE_MS + 1000;
  const second = send(channels);
  await second.done;
  expect(second.sunk.map(({ message }) => message.id)).toEqual(first.sunk.map(({ message }) => message.id));
  expect(await states()).toEqual({ only: ['delivered', 'interrupted', 'ok'] });
  expect(await toSend()).toEqual([]);
});

test('a record whose reply was lost is still a record', async () => {
  const fault = failing(deps.table.client, {
    command: 'UpdateItemCommand',
    saying: '"delivered"',
    times: 1,
    done: true,
    error: () => Object.assign(new Error('lost'), { name: 'TimeoutError' }),
  });
  const { sunk, done } = send([sinkChannel('only')]);
  expect(await done).toMatchObject({ delivered: 1, waiting: 0 });
  fault.stop();
  expect(sunk).toHaveLength(1);
});

test('who begins in the same millisecond as somebody else stores the same, and is told that it is theirs', async () => {
  const { id, message } = await theAlert();
  const delivery = newDelivery({ channel: ChannelId.parse('only'), message }, deps.clock());
  await saveDelivery(deps.table, id, delivery, 'mine');
  await expect(saveDelivery(deps.table, id, delivery, 'yours')).rejects.toThrow(DeliveryConflict);
  // As the client does that had no reply.
  await saveDelivery(deps.table, id, delivery, 'mine');
});

test('without a channel an alert stands in the system alone', async () => {
  const { done } = send([]);
  expect(await done).toEqual({ alerts: 1, delivered: 0, waiting: 0, failed: 0 });
  expect(await toSend()).toEqual([]);
  expect(await theAlert()).toMatchObject({ kind: 'urgent' });
});
