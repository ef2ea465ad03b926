import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { sendOnce } from '../../../shared/channels/attempt.ts';
import { Channel } from '../../../shared/domain/alerts/channel.ts';
import { channelsAt } from './channels.ts';
import { LINK, MESSAGE_ID, message } from './messages.ts';
import { json, startServer } from './server.ts';
import { channelWorld, SECRETS, START } from './world.ts';

const server = await startServer();
const world = channelWorld();
const channels = channelsAt(world, server.port);

const sent = (channel: Channel, its = world) => sendOnce(its.deps, channel, message(), its.deps.log);

beforeEach(() => {
  server.asked.length = 0;
});

describe('what a robot is sent', () => {
  test('WeCom: the key in the query, markdown', async () => {
    server.answer = json({ errcode: 0, errmsg: 'ok' });
    expect(await sent(channels.wecom)).toMatchObject({ code: 'ok' });
    const [asked] = server.asked;
    expect(asked?.url).toBe(`/cgi-bin/webhook/send?key=${SECRETS['wecom-key']}`);
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      msgtype: 'markdown',
      markdown: { content: expect.stringContaining(LINK) },
    });
  });

  test('DingTalk: token, timestamp in milliseconds and signature in the query', async () => {
    server.answer = json({ errcode: 0, errmsg: 'ok' });
    expect(await sent(channels.dingtalk)).toMatchObject({ code: 'ok' });
    const { searchParams, pathname } = new URL(server.asked[0]?.url ?? '', 'https://x');
    const secret = SECRETS['dingtalk-signing'] ?? '';
    expect([pathname, searchParams.get('access_token'), searchParams.get('timestamp')]).toEqual([
      '/robot/send',
      SECRETS['dingtalk-token'],
      String(START),
    ]);
    expect(searchParams.get('sign')).toBe(
      createHmac('sha256', secret).update(`${START}\n${secret}`).digest('base64'),
    );
  });

  test('Feishu: the token ends the path, timestamp in seconds and signature in the body', async () => {
    server.answer = json({ code: 0, msg: 'success' });
    expect(await sent(channels.feishu)).toMatchObject({ code: 'ok' });
    expect(server.asked[0]?.url).toBe(`/open-apis/bot/v2/hook/${SECRETS['feishu-token']}`);
    const { timestamp, sign, msg_type } = JSON.parse(server.asked[0]?.body ?? '');
    const key = `${START / 1000}\n${SECRETS['feishu-signing']}`;
    expect([timestamp, msg_type]).toEqual([String(START / 1000), 'post']);
    expect(sign).toBe(createHmac('sha256', key).update('').digest('base64'));
  });

  test('without a signing secret nothing is signed', async () => {
    for (const kind of ['dingtalk', 'feishu'] as const) {
      const { signing: _, ...unsigned } = channels[kind] as Extract<Channel, { kind: 'dingtalk' | 'feishu' }>;
      server.answer = json({ errcode: 0, code: 0 });
      expect(await sent(Channel.parse(unsigned))).toMatchObject({ code: 'ok' });
    }
    expect(JSON.stringify(server.asked)).not.toMatch(/sign/);
  });

  test('a webhook: what a receiver verifies as the documentation says', async () => {
    server.answer = (response) => response.writeHead(204).end();
    expect(await sent(channels.webhook)).toMatchObject({ code: 'ok', answer: 204 });
    const [asked] = server.asked;
    const { t, v1 } = Object.fromEntries(
      String(asked?.headers['x-houfu-signature'])
        .split(',')
        .map((part) => part.split('=')),
    );
    expect(t).toBe(String(START / 1000));
    expect(v1).toBe(
      createHmac('sha256', SECRETS['hook-secret'] ?? '')
        .update(`${t}.${asked?.body}`)
        .digest('hex'),
    );
    expect(asked?.headers['x-houfu-message']).toBe(MESSAGE_ID);
    expect(JSON.parse(asked?.body ?? '').id).toBe(MESSAGE_ID);
  });
});

describe('the secret of a robot', () => {
  const withSecret = (secret: string) => {
    const its = channelWorld({ secretOf: async () => secret });
    return { its, ...channelsAt(its, server.port) };
  };
  const unsigned = (channel: Channel): Channel => {
    const { signing: _, ...rest } = channel as Extract<Channel, { kind: 'dingtalk' }>;
    return Channel.parse(rest);
  };

  test.each([
    ['wecom', 'qyapi.weixin.qq.com', '/cgi-bin/webhook/send?key=abc-defg-12', /key=abc-defg-12$/],
    ['dingtalk', 'oapi.dingtalk.com', '/robot/send?access_token=abcdefg12', /access_token=abcdefg12$/],
    ['feishu', 'open.feishu.cn', '/open-apis/bot/v2/hook/abc-defg-12', /\/hook\/abc-defg-12$/],
  ] as const)('%s: may be the whole address that its settings show', async (kind, host, path, asked) => {
    server.answer = json({ errcode: 0, code: 0 });
    const { its, ...all } = withSecret(`https://${host}:${server.port}${path}\n`);
    expect(await sent(unsigned(all[kind]), its)).toMatchObject({ code: 'ok' });
    expect(server.asked[0]?.url).toMatch(asked);
    const other = withSecret(`https://evil.example:${server.port}${path}`);
    expect(await sent(unsigned(other[kind]), other.its)).toMatchObject({ code: 'secret_malformed' });
  });

  test.each(['', 'short', 'with space in it', 'abcdefgh&extra=1', 'abcdefgh/../../x', '中文密钥中文密钥'])(
    'is not %j',
    async (secret) => {
      const { its, ...all } = withSecret(secret);
      for (const kind of ['wecom', 'dingtalk', 'feishu'] as const) {
        expect(await sent(unsigned(all[kind]), its)).toMatchObject({ code: 'secret_malformed' });
      }
      expect(server.asked).toEqual([]);
    },
  );

  test('of a webhook has to be long enough that nobody guesses it', async () => {
    const { its, webhook } = withSecret('fifteen letters');
    expect(await sent(webhook, its)).toMatchObject({ code: 'secret_malformed' });
  });
});
