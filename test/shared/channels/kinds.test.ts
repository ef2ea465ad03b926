import { createHmac } from 'node:crypto';
import { SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { attempted } from '../../../shared/channels/attempt.ts';
import { Channel } from '../../../shared/channels/channel.ts';
import { snsClient, snsPublish } from '../../../shared/channels/kinds/sns.ts';
import { channelsAt, mailChannel, sinkChannel, topicChannel } from './channels.ts';
import { LINK, MESSAGE_ID, message } from './messages.ts';
import { freePort, json, startServer } from './server.ts';
import { startSmtp } from './smtp-server.ts';
import { channelWorld, SECRETS, START } from './world.ts';

const server = await startServer();
const world = channelWorld();
const channels = channelsAt(world, server.port);

const sent = (channel: Channel, its = world) => attempted(its.deps, channel, message(), its.deps.log);

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
    // A year without a century is in the past of this clock's own century, and says nothing to rely on.
    expect(header === '-5' ? undefined : after).toBe(afterMs);
  });
});

describe('a topic', () => {
  const sns = mockClient(SNSClient);
  const its = channelWorld({ publish: snsPublish(snsClient) });
  const fails = (name: string, httpStatusCode?: number) =>
    sns.rejects(Object.assign(new Error('secret words'), { name, $metadata: { httpStatusCode } }));

  beforeEach(() => {
    sns.reset();
    sns.resolves({ MessageId: 'x' });
  });

  test('is published to once, in its own region', async () => {
    expect(await sent(topicChannel, its)).toEqual({ code: 'ok' });
    expect(await sent(topicChannel, its)).toEqual({ code: 'ok' });
    const [call, again] = sns.calls();
    if (!call || !again) throw new Error('not published twice');
    expect(call.args[0].input).toEqual({
      TopicArn: 'arn:aws-cn:sns:cn-northwest-1:123456789012:houfu',
      Subject: 'Houfu alert, area 511722, 2026-06-15',
      Message: expect.stringContaining('宣汉县问题台账日报'),
      MessageAttributes: { message: { DataType: 'String', StringValue: MESSAGE_ID } },
    });
    const { config } = call.thisValue as SNSClient;
    expect([await config.region(), await config.maxAttempts()]).toEqual(['cn-northwest-1', 1]);
    // Made once.
    expect((again.thisValue as SNSClient).config).toBe(config);
  });

  test.each([
    ['NotFoundException', 404, 'topic_unknown'],
    ['AuthorizationErrorException', 403, 'topic_forbidden'],
    ['KMSAccessDeniedException', 400, 'topic_forbidden'],
    ['ThrottledException', 429, 'rate_limited'],
    ['InvalidParameterException', 400, 'content_refused'],
    ['InternalErrorException', 500, 'server_error'],
    ['TimeoutError', undefined, 'connection_lost'],
  ] as const)('%s', async (name, status, code) => {
    fails(name, status);
    expect(await sent(topicChannel, its)).toMatchObject({ code, answer: status });
  });
});

describe('mail', async () => {
  const smtp = await startSmtp();
  const its = channelWorld();
  const channel = mailChannel(its, smtp.port);

  beforeEach(() => {
    Object.assign(smtp, { replies: {}, said: [], letters: [], offers: true, onData: () => {} });
  });

  const decoded = (letter: string): string =>
    letter
      .split(/\r\n\r\n/)
      .map((part) =>
        /^[A-Za-z0-9+/=\r\n]+$/.test(part.split('--')[0] ?? '')
          ? Buffer.from(part.split('--')[0] ?? '', 'base64').toString('utf8')
          : part,
      )
      .join('\n');

  test('is handed in over TLS, to everybody, under the message’s id', async () => {
    expect(await sent(channel, its)).toEqual({ code: 'ok' });
    expect(smtp.said).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^AUTH PLAIN /),
        'MAIL FROM:<houfu@example.com>',
        'RCPT TO:<lead@example.com>',
        'RCPT TO:<office@example.com>',
      ]),
    );
    const [letter = ''] = smtp.letters;
    expect(letter).toContain(`Message-ID: <${MESSAGE_ID}@houfu>`);
    expect(letter).toMatch(/Auto-Submitted: auto-generated/i);
    expect(letter).toContain('Content-Type: text/html');
    expect(decoded(letter)).toContain('- 南坝镇 户编号 5117220001，已 62 天');
  });

  test('goes to the address that was checked, which is asked for once', async () => {
    let asks = 0;
    const once = channelWorld();
    const mail = {
      ...once.deps.mail,
      resolve: async () => [{ address: ++asks === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    };
    const rebound = { ...once, deps: { ...once.deps, mail } };
    expect(await sent(mailChannel(once, smtp.port), rebound)).toEqual({ code: 'ok' });
    expect(asks).toBe(1);
    expect(await sent(mailChannel(once, smtp.port), rebound)).toMatchObject({ code: 'address_forbidden' });
  });

  test('goes to no server that is not on the list', async () => {
    const closed = { ...its.deps, mail: { ...its.deps.mail, hosts: new Set<string>() } };
    expect(await attempted(closed, channel, message(), its.deps.log)).toEqual(
      expect.objectContaining({ code: 'host_forbidden' }),
    );
    expect(smtp.letters).toEqual([]);
  });

  test('after STARTTLS, and never without it', async () => {
    const starttls = await startSmtp('starttls');
    const plain = mailChannel(its, starttls.port, { tls: 'starttls' });
    expect(await sent(plain, its)).toEqual({ code: 'ok' });
    expect(starttls.said.slice(0, 2)).toEqual([expect.stringMatching(/^EHLO/), 'STARTTLS']);
    Object.assign(starttls, {
      offers: false,
      said: [],
      replies: { EHLO: '250-smtp.example.com\r\n250 AUTH PLAIN', STAR: '502 5.5.1 no' },
    });
    expect(await sent(plain, its)).toMatchObject({ code: 'tls_failed' });
    expect(starttls.said.join('\n')).not.toMatch(/AUTH|MAIL/);
  });

  test('with another certificate it does not go', async () => {
    const { ca: _, ...mail } = its.deps.mail;
    const stranger = { ...its, deps: { ...its.deps, mail } };
    expect(await sent(channel, stranger)).toMatchObject({ code: 'tls_failed' });
    expect(smtp.said).toEqual([]);
  });

  test.each([
    [{ AUTH: '535 5.7.8 wrong password ma11passw0rd' }, 'mail_login_refused', 535],
    [{ AUTH: '454 4.7.0 later' }, 'mail_deferred', 454],
    [{ greeting: '421 4.3.2 too busy' }, 'mail_deferred', 421],
    [{ MAIL: '451 4.7.1 greylisted' }, 'mail_deferred', 451],
    [{ MAIL: '550 5.7.1 sender refused' }, 'mail_refused', 550],
    [{ RCPT: '550 5.1.1 nobody here' }, 'mail_refused', 550],
    [{ RCPT: '450 4.2.1 mailbox busy' }, 'mail_deferred', 450],
    [{ DATA: '554 5.5.1 no' }, 'mail_refused', 554],
    [{ '.': '452 4.3.1 full' }, 'mail_deferred', 452],
    [{ '.': '552 5.2.2 over quota' }, 'mail_refused', 552],
  ] as const)('%j: %s', async (replies, code, answer) => {
    smtp.replies = replies;
    expect(await sent(channel, its)).toEqual(expect.objectContaining({ code, answer }));
  });

  test('that some recipients get is delivered, and the record says so', async () => {
    smtp.replies = { RCPT: (line) => (line.includes('office') ? '550 5.1.1 nobody here' : undefined) };
    expect(await sent(channel, its)).toEqual({ code: 'some_recipients_refused' });
    expect(smtp.letters).toHaveLength(1);
  });

  test('a server that is not there, and one that hangs up', async () => {
    expect(await sent(mailChannel(its, await freePort()), its)).toMatchObject({ code: 'connection_refused' });
    smtp.onData = (socket) => socket.destroy();
    expect(await sent(channel, its)).toMatchObject({ code: 'connection_lost' });
  });

  test('a server that says nothing', async () => {
    smtp.replies = { RCPT: () => '' };
    const hasty = { ...its, deps: { ...its.deps, limits: { connectMs: 5_000, totalMs: 100 } } };
    expect(await sent(channel, hasty)).toMatchObject({ code: 'timeout' });
  });
});

describe('on one machine', () => {
  test('a sink shows the message', async () => {
    expect(await sent(sinkChannel)).toEqual({ code: 'ok' });
    expect(world.sunk).toEqual([message()]);
  });

  test('a sink that hangs or fails is a failure like any other', async () => {
    const hanging = channelWorld({
      sink: () => new Promise(() => {}),
      limits: { connectMs: 10, totalMs: 20 },
    });
    expect(await sent(sinkChannel, hanging)).toMatchObject({ code: 'timeout' });
    const failing = channelWorld({ sink: () => Promise.reject(new TypeError('张三 13800138000')) });
    expect(await sent(sinkChannel, failing)).toEqual({ code: 'internal' });
    expect(failing.logged).toEqual(['{"event":"channel_fault","channel":"sink-1","error":"TypeError"}']);
  });
});
