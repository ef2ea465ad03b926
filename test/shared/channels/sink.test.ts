import { describe, expect, test } from 'vitest';
import { sendOnce } from '../../../shared/channels/attempt.ts';
import { sinkChannel } from './channels.ts';
import { message } from './messages.ts';
import { type ChannelWorld, channelWorld } from './world.ts';

const sent = (its: ChannelWorld) => sendOnce(its.deps, sinkChannel, message(), its.deps.log);

describe('on one machine', () => {
  test('a sink shows the message', async () => {
    const world = channelWorld();
    expect(await sent(world)).toEqual({ code: 'ok' });
    expect(world.sunk).toEqual([message()]);
  });

  test('a sink that hangs or fails is a failure like any other', async () => {
    const hanging = channelWorld({
      sink: () => new Promise(() => {}),
      limits: { connectMs: 10, totalMs: 20 },
    });
    expect(await sent(hanging)).toMatchObject({ code: 'timeout' });
    const failing = channelWorld({ sink: () => Promise.reject(new TypeError('张三 13800138000')) });
    expect(await sent(failing)).toEqual({ code: 'internal' });
    expect(failing.logged).toEqual(['{"event":"channel_fault","channel":"sink-1","error":"TypeError"}']);
  });
});
