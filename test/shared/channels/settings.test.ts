import { describe, expect, test } from 'vitest';
import { deliver } from '../../../shared/channels/deliver.ts';
import { newDelivery } from '../../../shared/channels/delivery.ts';
import { ChannelSettingWrong, deliveryDepsFrom } from '../../../shared/channels/settings.ts';
import { addressesOf } from '../../../shared/channels/web/reach.ts';
import { channelsAt, sinkChannel } from './channels.ts';
import { message } from './messages.ts';
import { startServer } from './server.ts';
import { channelWorld } from './world.ts';

const from = (environment: Record<string, string> = {}) => {
  const { deps, store, sunk } = channelWorld();
  return { ...deliveryDepsFrom(environment, deps, { ...deps, patienceMs: 0 }), store, sunk };
};

describe('what channels may reach', () => {
  test('by default: the providers’ robots, and no mail server', () => {
    const { web, mail } = from();
    expect([...web.hosts]).toEqual([
      'qyapi.weixin.qq.com:443',
      'oapi.dingtalk.com:443',
      'open.feishu.cn:443',
    ]);
    expect([...mail.hosts]).toEqual([]);
  });

  test('besides: what the environment names', () => {
    const { web, mail } = from({
      HOUFU_WEBHOOK_HOSTS: 'Hooks.example.gov.cn, other.example.com:8443,',
      HOUFU_SMTP_HOSTS: 'smtp.example.gov.cn:465',
    });
    expect([...web.hosts].slice(3)).toEqual(['hooks.example.gov.cn:443', 'other.example.com:8443']);
    expect([...mail.hosts]).toEqual(['smtp.example.gov.cn:465']);
  });

  test.each([
    ['HOUFU_WEBHOOK_HOSTS', '127.0.0.1'],
    ['HOUFU_WEBHOOK_HOSTS', 'localhost'],
    ['HOUFU_WEBHOOK_HOSTS', '[::1]'],
    ['HOUFU_WEBHOOK_HOSTS', 'https://hooks.example.gov.cn/'],
    ['HOUFU_WEBHOOK_HOSTS', '*.example.gov.cn'],
    ['HOUFU_SMTP_HOSTS', 'smtp.example.gov.cn'],
    ['HOUFU_SMTP_HOSTS', '10.0.0.1:25'],
  ])('%s=%s is refused, and says what it may be', (name, value) => {
    expect(() => from({ [name]: value })).toThrow(ChannelSettingWrong);
    expect(() => from({ [name]: value })).toThrow(`${name}=${value}: 以逗号分隔的`);
  });

  test('no variable opens this machine: it is public addresses alone, by the system’s own resolver', async () => {
    const { web, mail, store, ...deps } = from();
    for (const { mayReach } of [web, mail]) expect(mayReach('127.0.0.1')).toBe(false);
    expect([web.mayReach('10.0.0.1'), mail.mayReach('10.0.0.1')]).toEqual([false, true]);
    const its = { ...web, hosts: new Set(['localhost:443']) };
    await expect(addressesOf(its, 'localhost', 443)).rejects.toMatchObject({ code: 'address_forbidden' });
    const server = await startServer();
    const world = channelWorld();
    const { webhook } = channelsAt(world, server.port);
    const record = newDelivery({ channel: webhook.id, message: message().id }, 0);
    expect(await deliver({ ...deps, web, mail }, webhook, message(), record, store.save)).toMatchObject({
      state: 'refused',
      attempts: [{ code: 'host_forbidden' }],
    });
    expect(server.connections).toBe(0);
  });

  test('a sink needs no setting at all', async () => {
    const { store, sunk, ...deps } = from();
    const record = newDelivery({ channel: sinkChannel.id, message: message().id }, 0);
    expect(await deliver(deps, sinkChannel, message(), record, store.save)).toMatchObject({
      state: 'delivered',
    });
    expect(sunk).toHaveLength(1);
  });
});
