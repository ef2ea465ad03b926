import { describe, expect, test } from 'vitest';
import { sendOnce } from '../../../shared/channels/attempt.ts';
import type { Channel } from '../../../shared/domain/alerts/channel.ts';
import { channelsAt } from './channels.ts';
import { message } from './messages.ts';
import { json, startServer } from './server.ts';
import { channelWorld, SECRETS, START } from './world.ts';

const server = await startServer();
const world = channelWorld();
const channels = channelsAt(world, server.port);

const sent = (channel: Channel) => sendOnce(world.deps, channel, message(), world.deps.log);

/** An answer, and what it comes to: the code, and how long to wait. */
const ANSWERS = {
  wecom: [
    [{ errcode: 0 }, 'ok'],
    [{ errcode: -1 }, 'provider_busy'],
    [{ errcode: 45009, errmsg: 'api freq out of limit' }, 'rate_limited', 60_000],
    [{ errcode: 93000, errmsg: 'invalid webhook url, hint: [1700000000]' }, 'key_invalid'],
    [{ errcode: 93008 }, 'robot_off'],
    [{ errcode: 40058, errmsg: 'markdown.content exceed max length 4096' }, 'content_refused'],
    [{ errcode: 99999 }, 'provider_error'],
    [{ errcode: '0' }, 'answer_unreadable'],
    [[], 'answer_unreadable'],
    [null, 'answer_unreadable'],
  ],
  dingtalk: [
    [{ errcode: 0 }, 'ok'],
    [{ errcode: 130101, errmsg: 'send too fast, exceed 20 times per minute' }, 'rate_limited', 600_000],
    [{ errcode: 660026 }, 'rate_limited', 600_000],
    [{ errcode: 300001, errmsg: 'token is not exist' }, 'key_invalid'],
    [
      { errcode: 310000, errmsg: 'sign not match, more: [https://ding-doc.dingtalk.com/doc]' },
      'sign_invalid',
    ],
    [
      {
        errcode: 310000,
        errmsg:
          'description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中',
      },
      'sign_invalid',
    ],
    [{ errcode: 310000, errmsg: 'keywords not in content' }, 'keyword_missing'],
    [{ errcode: 310000, errmsg: 'description:关键词不匹配;' }, 'keyword_missing'],
    [{ errcode: 310000, errmsg: 'invalid timestamp' }, 'clock_wrong'],
    [{ errcode: 310000, errmsg: 'ip 1.1.1.1 not in whitelist' }, 'ip_not_allowed'],
  ],
  feishu: [
    [{ code: 0, msg: 'success' }, 'ok'],
    [{ StatusCode: 0, StatusMessage: 'success' }, 'ok'],
    [{ code: 11232, msg: 'frequency limited psm' }, 'rate_limited', 60_000],
    [{ code: 9499, msg: 'too many request' }, 'rate_limited', 60_000],
    [{ code: 9499, msg: 'Bad Request' }, 'content_refused'],
    [{ code: 19001, msg: 'param invalid: incoming webhook access token invalid' }, 'key_invalid'],
    [
      { code: 19021, msg: 'sign match fail or timestamp is not within one hour from current time' },
      'sign_invalid',
    ],
    [{ code: 19022, msg: 'Ip Not Allowed' }, 'ip_not_allowed'],
    [{ code: 19024, msg: 'Key Words Not Found' }, 'keyword_missing'],
  ],
} as const;
const ANSWER_ROWS = Object.entries(ANSWERS).flatMap(([kind, rows]) =>
  rows.map(([body, code, afterMs]) => ({ kind: kind as keyof typeof ANSWERS, body, code, afterMs })),
);

describe('what is answered in a 200', () => {
  test.each(ANSWER_ROWS)('$kind $body: $code', async ({ kind, body, code, afterMs }) => {
    server.answer = json(body);
    const { code: came, afterMs: after } = await sent(channels[kind]);
    expect([came, after]).toEqual([code, afterMs]);
  });

  test('the number stands beside the code, the words do not', async () => {
    server.answer = json({ errcode: 93000, errmsg: `invalid webhook url ${SECRETS['wecom-key']}` });
    expect(await sent(channels.wecom)).toEqual({ code: 'key_invalid', answer: 93000, afterMs: undefined });
  });

  test('a page where a robot should be cannot be read', async () => {
    server.answer = (response) => response.writeHead(200).end('<html>please sign in</html>');
    expect(await sent(channels.wecom)).toMatchObject({ code: 'answer_unreadable', answer: 200 });
  });

  test('a number in another status counts as well, one that is not known does not', async () => {
    server.answer = json({ code: 19001 }, 400);
    expect(await sent(channels.feishu)).toMatchObject({ code: 'key_invalid', answer: 19001 });
    server.answer = json({ code: 99_991 }, 502);
    expect(await sent(channels.feishu)).toMatchObject({ code: 'server_error', answer: 502 });
    server.answer = json({ errcode: 0 }, 500);
    expect(await sent(channels.wecom)).toMatchObject({ code: 'server_error', answer: 500 });
  });
});

describe('what a status says', () => {
  test.each([
    [200, 'ok'],
    [202, 'ok'],
    [301, 'redirected'],
    [307, 'redirected'],
    [400, 'http_refused'],
    [401, 'http_forbidden'],
    [403, 'http_forbidden'],
    [404, 'http_not_found'],
    [408, 'server_error'],
    [410, 'http_not_found'],
    [413, 'content_refused'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [503, 'server_error'],
  ])('%i: %s', async (status, code) => {
    server.answer = (response) => response.writeHead(status, { location: 'https://127.0.0.1/' }).end('x');
    expect(await sent(channels.webhook)).toMatchObject({ code, answer: status });
  });

  test.each([
    ['30', 30_000],
    [' 0 ', 0],
    [new Date(START + 90_000).toUTCString(), 90_000],
    [new Date(START - 90_000).toUTCString(), 0],
    ['soon', undefined],
    ['-5', undefined],
  ])('Retry-After: %s', async (header, afterMs) => {
    server.answer = (response) => response.writeHead(429, { 'retry-after': header }).end();
    const { code, afterMs: after } = await sent(channels.webhook);
    expect(code).toBe('rate_limited');
    expect(after).toBe(afterMs);
  });
});
