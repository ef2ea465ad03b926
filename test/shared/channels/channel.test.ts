import { describe, expect, test } from 'vitest';
import { Delivery, newDelivery } from '../../../shared/channels/delivery.ts';
import { AlertKind, Channel } from '../../../shared/domain/alerts/channel.ts';
import { Message } from '../../../shared/domain/alerts/message.ts';
import { issueText } from '../../../shared/text/render.ts';
import { message } from './messages.ts';
import { SECRETS, START } from './world.ts';

const common = { id: 'county-1', label: '后扶办工作群', alerts: ['digest'], enabled: true };
const SOUND = {
  wecom: { ...common, kind: 'wecom', secret: 'county-wecom' },
  dingtalk: { ...common, kind: 'dingtalk', secret: 'county-dingtalk', signing: 'county-dingtalk-signing' },
  feishu: { ...common, kind: 'feishu', secret: 'county-feishu' },
  sns: { ...common, kind: 'sns', topic: 'arn:aws:sns:eu-west-1:123456789012:houfu' },
  smtp: {
    ...{ ...common, kind: 'smtp', host: 'smtp.example.gov.cn', port: 465, tls: 'implicit' },
    ...{ from: 'houfu@example.gov.cn', to: ['lead@example.gov.cn'] },
  },
  webhook: { ...common, kind: 'webhook', url: 'https://hooks.example.gov.cn/houfu', secret: 'county-hook' },
  sink: { ...common, kind: 'sink' },
};

/** What is wrong, told in Chinese. */
const wrongWith = (input: unknown): string[] => {
  const { error } = Channel.safeParse(input);
  return (error?.issues ?? []).map((issue) => issueText(issue, 'zh-CN'));
};

describe('a channel', () => {
  test.each(Object.entries(SOUND))('%s', (_, input) => {
    expect(Channel.parse(input)).toMatchObject(input);
  });

  test('carries any of the kinds of alerts', () => {
    expect(Channel.parse({ ...SOUND.sink, alerts: AlertKind.options }).alerts).toEqual([
      'immediate',
      'digest',
    ]);
  });

  test('goes to its provider unless it says otherwise', () => {
    expect([SOUND.wecom, SOUND.dingtalk, SOUND.feishu].map((one) => Channel.parse(one))).toMatchObject([
      { url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send' },
      { url: 'https://oapi.dingtalk.com/robot/send' },
      { url: 'https://open.feishu.cn/open-apis/bot/v2/hook' },
    ]);
  });

  test.each([
    ['http', { ...SOUND.webhook, url: 'http://hooks.example.gov.cn/' }],
    ['a key in the query', { ...SOUND.wecom, url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=x' }],
    ['a password', { ...SOUND.webhook, url: 'https://user:password@hooks.example.gov.cn/' }],
    ['a fragment', { ...SOUND.webhook, url: 'https://hooks.example.gov.cn/#token' }],
    ['no address', { ...SOUND.webhook, url: '/houfu' }],
  ])('has no address with %s', (_, input) => {
    expect(wrongWith(input)).toEqual([expect.stringContaining('网址应以 https:// 开头')]);
  });

  test('of Feishu has no token in its path', () => {
    const url = 'https://open.feishu.cn/open-apis/bot/v2/hook/fe15hu7a-1d2c-4f3e-8a9b-feedfeedfeed';
    expect(wrongWith({ ...SOUND.feishu, url })).toEqual([
      expect.stringContaining('飞书网址请填到 /hook 为止'),
    ]);
  });

  test.each([
    ...Object.values(SECRETS).filter((secret) => secret.length > 30 || /[A-Z]/.test(secret)),
    'SEC0123456789abcdef',
    'a'.repeat(64),
    '0123456789abcdef',
  ])('has no secret where its name should be: %s', (secret) => {
    expect(wrongWith({ ...SOUND.wecom, secret })).toEqual([expect.stringContaining('不要填密钥本身')]);
  });

  test.each([
    ['an unknown field', { ...SOUND.sink, url: 'https://x.example/' }],
    ['an unknown kind', { ...SOUND.sink, kind: 'pigeon' }],
    ['no alerts', { ...SOUND.sink, alerts: [] }],
    ['alerts twice', { ...SOUND.sink, alerts: ['digest', 'digest'] }],
    ['a sign of keys in its id', { ...SOUND.sink, id: 'a#b' }],
    ['a FIFO topic', { ...SOUND.sns, topic: 'arn:aws:sns:eu-west-1:123456789012:houfu.fifo' }],
    ['an address for a mail server', { ...SOUND.smtp, host: '127.0.0.1' }],
    ['a bare name for a mail server', { ...SOUND.smtp, host: 'localhost' }],
    ['nobody to write to', { ...SOUND.smtp, to: [] }],
    ['no mail address', { ...SOUND.smtp, to: ['lead@example.gov.cn\r\nBcc: x@y.z'] }],
    ['mail without TLS', { ...SOUND.smtp, tls: 'none' }],
  ])('has not %s', (_, input) => {
    expect(wrongWith(input)).toEqual([expect.stringMatching(/[一-龥]/)]);
  });
});

describe('a message', () => {
  const withLine = (line: unknown) => Message.safeParse({ ...message(), lines: [line] }).success;

  test.each([
    'javascript:alert(1)',
    'https://x.example/)[y',
    'https://x.example/ y',
    '//x.example',
    `https://${'x'.repeat(300)}`,
  ])('has no link %s', (url) => {
    expect(withLine({ kind: 'link', text: '台账', url })).toBe(false);
  });

  test('has lines of the forms that channels know, and two links at most', () => {
    expect(withLine({ kind: 'link', text: '台账', url: 'http://127.0.0.1:3000/ledger' })).toBe(true);
    expect(withLine({ kind: 'picture', text: 'x' })).toBe(false);
    const link = { kind: 'link', text: '台账', url: 'https://x.example/' };
    expect(Message.safeParse({ ...message(), lines: [link, link, link] }).success).toBe(false);
  });
});

test('a delivery is stored as nothing but codes, numbers and ids', () => {
  const delivery = newDelivery({ channel: Channel.parse(SOUND.sink).id, message: message().id }, START);
  expect(Delivery.safeParse({ ...delivery, url: 'https://x.example/' }).success).toBe(false);
});
