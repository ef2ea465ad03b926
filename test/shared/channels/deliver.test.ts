import { describe, expect, test } from 'vitest';
import { deliver } from '../../../shared/channels/deliver.ts';
import { LEASE_MS } from '../../../shared/channels/delivery.ts';
import type { Channel } from '../../../shared/domain/alerts/channel.ts';
import type { Message } from '../../../shared/domain/alerts/message.ts';
import { channelsAt, mailChannel, sinkChannel } from './channels.ts';
import { MESSAGE_ID, message } from './messages.ts';
import { type Answering, freePort, json, startServer } from './server.ts';
import { channelId, channelWorld, newMessageId, START } from './world.ts';

const HOUR = 3_600_000;
const ok = json({ errcode: 0, code: 0 });
const server = await startServer(ok);

/** A new world around the server, which answers what a test gives, one after the other, and then well. */
const started = (change: Parameters<typeof channelWorld>[0] = {}, ...answers: readonly Answering[]) => {
  const left = [...answers];
  server.asked.length = 0;
  server.answer = (response, request) => (left.shift() ?? ok)(response, request);
  const world = channelWorld(change);
  return { ...world, ...channelsAt(world, server.port) };
};

const many = (count: number): Message[] =>
  Array.from({ length: count }, () => message({ id: newMessageId() }));

describe('a message', () => {
  test('is put down before it goes out and after', async () => {
    const { deliver: to, store, wecom } = started();
    expect(await to(wecom, message())).toMatchObject({ state: 'delivered', revision: 2 });
    expect(store.saved).toMatchObject([
      { state: 'waiting', trying: '2026-06-15T00:00:00.000Z', attempts: [], revision: 1 },
      { state: 'delivered', attempts: [{ outcome: 'delivered', code: 'ok', answer: 200 }], revision: 2 },
    ]);
    expect(store.saved[1]).not.toHaveProperty('trying');
    // Delivered is delivered.
    await to(wecom, message());
    expect([server.asked.length, store.saved.length]).toEqual([1, 2]);
  });

  test('is tried again, each time after a longer while, as patience allows', async () => {
    const fails = [json({}, 500), json({ errcode: -1 }), json({}, 502)];
    const { deliver: to, pauses, wecom, logged } = started({ patienceMs: HOUR }, ...fails);
    const { state, attempts } = await to(wecom, message());
    expect(state).toBe('delivered');
    expect(attempts.map(({ code }) => code)).toEqual(['server_error', 'provider_busy', 'server_error', 'ok']);
    expect(pauses).toEqual([3_750, 7_500, 15_000]);
    expect(logged.map((line) => JSON.parse(line))).toMatchObject([
      {
        event: 'channel_attempt',
        channel: 'wecom-1',
        message: MESSAGE_ID,
        state: 'waiting',
        code: 'server_error',
      },
      { code: 'provider_busy' },
      { code: 'server_error' },
    ]);
  });

  test('is left to a later call where patience ends, and goes on from there', async () => {
    const { deliver: to, pauses, wecom, goOn } = started({ patienceMs: 5_000 }, json({}, 500), json({}, 500));
    const waiting = await to(wecom, message());
    expect([waiting.state, waiting.attempts.length, pauses]).toEqual(['waiting', 2, [3_750]]);
    expect(waiting.next).toBe(new Date(START + 3_750 + 7_500).toISOString());
    goOn(7_500 - 5_001);
    expect(await to(wecom, message())).toEqual(waiting);
    goOn(1);
    expect(await to(wecom, message())).toMatchObject({ state: 'delivered', revision: 6 });
  });

  test('waits for as long as the other side asks', async () => {
    const { deliver: to, webhook } = started({}, json({}, 429, { 'retry-after': '90' }));
    expect(await to(webhook, message())).toMatchObject({
      state: 'waiting',
      next: new Date(START + 90_000).toISOString(),
      attempts: [{ outcome: 'retry', code: 'rate_limited', answer: 429 }],
    });
  });

  test('is refused once and for all, and given up after twelve attempts', async () => {
    const refused = started({ patienceMs: HOUR }, json({ errcode: 93000 }));
    expect(await refused.deliver(refused.wecom, message())).toMatchObject({
      state: 'refused',
      attempts: [{ outcome: 'refused', code: 'key_invalid', answer: 93000 }],
    });
    const down = started({ patienceMs: 5 * HOUR }, ...Array.from({ length: 20 }, () => json({}, 503)));
    const { state, attempts, next } = await down.deliver(down.wecom, message());
    expect([state, attempts.length, next, server.asked.length]).toEqual(['given_up', 12, undefined, 12]);
  });

  test('is not sent on a channel that is off, nor on another’s record', async () => {
    const { deliver: to, deps, store, wecom } = started();
    expect(await to({ ...wecom, enabled: false }, message())).toMatchObject({
      state: 'refused',
      attempts: [{ code: 'channel_off' }],
    });
    const others = { ...store.of(wecom, message(), START), channel: channelId('other') };
    await expect(deliver(deps, wecom, message(), others, store.save)).rejects.toThrow('another channel');
    expect(server.asked).toEqual([]);
  });

  test('waits for a secret that is not there yet', async () => {
    const { deliver: to, deps, wecom, store, goOn } = started();
    const without = {
      ...deps,
      secretOf: () => Promise.reject(new Error('ThrottlingException: secret words')),
    };
    expect(
      await deliver(without, wecom, message(), store.of(wecom, message(), START), store.save),
    ).toMatchObject({
      state: 'waiting',
      attempts: [{ code: 'secrets_unavailable' }],
    });
    goOn(HOUR);
    expect(await to(wecom, message())).toMatchObject({ state: 'delivered' });
  });
});

describe('who dies', () => {
  test('between sending and recording leaves a repeat under the same id, never silence', async () => {
    const { deliver: to, deps, store, feishu, goOn } = started();
    let saves = 0;
    const dies: typeof store.save = async (delivery) => {
      if (++saves === 2) throw new Error('killed');
      await store.save(delivery);
    };
    await expect(deliver(deps, feishu, message(), store.of(feishu, message(), START), dies)).rejects.toThrow(
      'killed',
    );
    expect(server.asked).toHaveLength(1);
    // It may still be at it: nobody else sends meanwhile.
    expect(await to(feishu, message())).toMatchObject({
      state: 'waiting',
      trying: expect.any(String),
      revision: 1,
    });
    expect(server.asked).toHaveLength(1);
    goOn(LEASE_MS);
    const { state, attempts } = await to(feishu, message());
    expect([state, attempts.map(({ code }) => code)]).toEqual(['delivered', ['interrupted', 'ok']]);
    const [first, second] = server.asked.map(({ body }) => JSON.parse(body).content);
    expect(second).toEqual(first);
  });

  test('before sending sends nothing', async () => {
    const { deps, store, wecom } = started();
    const broken = () => Promise.reject(new Error('the table is away'));
    const record = store.of(wecom, message(), START);
    await expect(deliver(deps, wecom, message(), record, broken)).rejects.toThrow('the table is away');
    await expect(deliver({ ...deps, turn: broken }, wecom, message(), record, store.save)).rejects.toThrow(
      'away',
    );
    expect([server.asked, store.saved]).toEqual([[], []]);
  });

  test('two at once: one of them sends', async () => {
    const { deliver: to, webhook } = started();
    const both = await Promise.allSettled([to(webhook, message()), to(webhook, message())]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(server.asked).toHaveLength(1);
  });
});

describe('the rate of a robot', () => {
  test('what is over it waits for its turn, and nothing is tried in vain', async () => {
    const { deliver: to, wecom } = started();
    const done = [];
    for (const told of many(23)) done.push(await to(wecom, told));
    expect(done.map(({ state }) => state)).toEqual([
      ...Array(20).fill('delivered'),
      ...Array(3).fill('waiting'),
    ]);
    expect(done.at(-1)).toMatchObject({ attempts: [], next: new Date(START + 60_000).toISOString() });
    expect(server.asked).toHaveLength(20);
  });

  test('where patience lasts it is waited for', async () => {
    const { deliver: to, feishu, pauses } = started({ patienceMs: 2_000 });
    for (const told of many(7)) expect(await to(feishu, told)).toMatchObject({ state: 'delivered' });
    expect(pauses).toEqual([1_000]);
  });

  test('is one for all channels with the same robot, and each other’s own', async () => {
    const { deliver: to, wecom, dingtalk } = started();
    const twin: Channel = { ...wecom, id: channelId('wecom-2') };
    for (const told of many(10))
      for (const one of [wecom, twin]) expect((await to(one, told)).state).toBe('delivered');
    expect(await to(twin, message())).toMatchObject({ state: 'waiting', attempts: [] });
    expect(await to(dingtalk, message())).toMatchObject({ state: 'delivered' });
  });

  test('a turn that never comes is not waited for without end', async () => {
    const { deliver: to, wecom } = started({
      turn: async () => ({ waitUntil: START + 60_000 }),
      patienceMs: 100_000,
      pause: async () => {},
    });
    expect(await to(wecom, message())).toMatchObject({ state: 'waiting', attempts: [] });
  });
});

test('a channel that is down harms no other', async () => {
  const world = channelWorld({
    limits: { connectMs: 5_000, totalMs: 2_000 },
    sink: () => Promise.reject(new Error('x')),
  });
  server.asked.length = 0;
  // WeCom's never answers, DingTalk's answers with an error, Feishu's and the webhook are well.
  server.answer = (response, request) => {
    if (request.url?.startsWith('/cgi-bin')) return;
    const body = request.url?.startsWith('/robot')
      ? { errcode: 310000, errmsg: 'sign not match' }
      : { code: 0 };
    json(body)(response, request);
  };
  const { wecom, dingtalk, feishu, webhook } = channelsAt(world, server.port);
  const all = [wecom, dingtalk, mailChannel(world, await freePort()), sinkChannel, feishu, webhook];
  const done = await Promise.all(all.map((one) => world.deliver(one, message())));
  expect(done.map(({ channel, state, attempts }) => [channel, state, attempts[0]?.code])).toEqual([
    ['wecom-1', 'waiting', 'timeout'],
    ['dingtalk-1', 'refused', 'sign_invalid'],
    ['smtp-1', 'waiting', 'connection_refused'],
    ['sink-1', 'waiting', 'internal'],
    ['feishu-1', 'delivered', 'ok'],
    ['webhook-1', 'delivered', 'ok'],
  ]);
});
