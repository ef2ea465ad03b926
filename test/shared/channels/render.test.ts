import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dingtalkBody } from '../../../shared/channels/kinds/dingtalk.ts';
import { feishuBody } from '../../../shared/channels/kinds/feishu.ts';
import { letterOf } from '../../../shared/channels/kinds/smtp.ts';
import { topicBody, topicSubject } from '../../../shared/channels/kinds/sns.ts';
import { webhookBody } from '../../../shared/channels/kinds/webhook.ts';
import { wecomContent } from '../../../shared/channels/kinds/wecom.ts';
import type { Line, Message } from '../../../shared/domain/alerts/message.ts';
import { runs } from '../../runs.ts';
import { anyMessage, LINK, MESSAGE_ID, message } from './messages.ts';

/** What each channel sends, and how many bytes it takes. */
const FORMS: readonly (readonly [string, number, (told: Message) => string])[] = [
  ['wecom', 4096, wecomContent],
  ['dingtalk', 20_000, dingtalkBody],
  ['feishu', 20_000 - 200, (told) => JSON.stringify(feishuBody(told))],
  ['sns', 262_144, topicBody],
  ['a letter’s text', 100_000, (told) => String(letterOf(told).text)],
  ['a letter’s HTML', 100_000, (told) => String(letterOf(told).html)],
  ['webhook', 65_536, webhookBody],
];

const dingtalkText = (told: Message): string => JSON.parse(dingtalkBody(told)).markdown.text;

describe('the digest of a county', () => {
  test('to WeCom', () => {
    expect(wecomContent(message())).toBe(
      [
        '### 宣汉县问题台账日报',
        '**未就业户**',
        '新增：**3**户',
        '已销号：**1**',
        '**最久未解决**',
        '- 南坝镇 户编号 5117220001，已 62 天',
        '请于今日交办',
        `[打开台账](${LINK})`,
        '> 后扶 · 宣汉县 · 2026年6月15日',
      ].join('\n'),
    );
  });

  test('to DingTalk, each line a paragraph', () => {
    const { msgtype, markdown } = JSON.parse(dingtalkBody(message()));
    expect([msgtype, markdown.title]).toEqual(['markdown', '宣汉县问题台账日报']);
    expect(markdown.text.split('\n\n')).toEqual(wecomContent(message()).split('\n'));
  });

  test('to Feishu', () => {
    const { msg_type, content } = feishuBody(message()) as { msg_type: string; content: { post: object } };
    expect(msg_type).toBe('post');
    expect(content.post).toEqual({
      zh_cn: {
        title: '宣汉县问题台账日报',
        content: [
          [{ tag: 'text', text: '未就业户', style: ['bold'] }],
          [{ tag: 'text', text: '新增：3户' }],
          [{ tag: 'text', text: '已销号：1' }],
          [{ tag: 'text', text: '最久未解决', style: ['bold'] }],
          [{ tag: 'text', text: '- 南坝镇 户编号 5117220001，已 62 天' }],
          [{ tag: 'text', text: '请于今日交办' }],
          [{ tag: 'a', text: '打开台账', href: LINK }],
          [{ tag: 'text', text: '后扶 · 宣汉县 · 2026年6月15日' }],
        ],
      },
    });
  });

  test('as a letter', () => {
    const { subject, messageId, text, html, date } = letterOf(message());
    expect([subject, messageId, (date as Date).toISOString()]).toEqual([
      '宣汉县问题台账日报',
      `<${MESSAGE_ID}@houfu>`,
      '2026-06-15T00:00:00.000Z',
    ]);
    expect(text).toContain('\n\n未就业户\n新增：3户\n已销号：1\n\n最久未解决\n- 南坝镇');
    expect(text).toContain(`打开台账\n${LINK}\n`);
    expect(html).toContain(`<a href="${LINK.replace('&', '&amp;')}">打开台账</a>`);
  });

  test('to a topic: the Chinese title stands in the body, the subject says where and when', () => {
    expect(topicSubject(message())).toBe('Houfu alert, area 511722, 2026-06-15');
    expect(topicBody(message())).toMatch(/^宣汉县问题台账日报\n/);
    expect(topicSubject(message({ title: 'Ledger of Xuanhan' }))).toBe('Ledger of Xuanhan');
  });

  test('to a webhook', () => {
    const { lines, areaName: _, ...rest } = message();
    expect(JSON.parse(webhookBody(message()))).toEqual({ ...rest, lines, left: 0 });
  });

  test('in English', () => {
    const told = wecomContent(
      message({
        language: 'en',
        title: 'Ledger',
        lines: [{ kind: 'count', label: 'new', value: 3, unit: 'households' }],
      }),
    );
    expect(told).toBe('### Ledger\nnew: **3** households\n> 后扶 Houfu · 宣汉县 · 2026-06-15');
  });
});

describe.each(FORMS)('whatever is told, to %s', (_, bound, form) => {
  test(`stays within ${bound} bytes, its links and its characters whole`, () => {
    fc.assert(
      fc.property(anyMessage, (told) => {
        const text = form(told);
        expect(Buffer.byteLength(text, 'utf8')).toBeLessThanOrEqual(bound);
        // No half of a character, and none that was cut into bytes.
        expect(Buffer.from(text, 'utf8').toString('utf8')).toBe(text);
        expect(text).not.toMatch(/\p{Cs}/u);
        for (const line of told.lines) if (line.kind === 'link') expect(text).toContain(line.url);
      }),
      { numRuns: runs(60) },
    );
  });
});

/** Items with a number each, so that it can be told which are shown. */
const numbered = (count: number, length: number): Line[] =>
  Array.from({ length: count }, (_, i) => ({ kind: 'item', text: `第${i}条：${'户'.repeat(length)}完` }));

describe('more than there is room for', () => {
  test.each([
    ['wecom', wecomContent],
    ['dingtalk', dingtalkText],
  ] as const)('%s: whole lines from the first on, then how many are left', (_, content) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 197 }), fc.nat({ max: 450 }), (count, length) => {
        const lines = numbered(count, length);
        const told = content(message({ lines: [...lines, { kind: 'link', text: '台账', url: LINK }] }));
        const shown = told.split(/\n+/).filter((line) => line.startsWith('- '));
        expect(shown).toEqual(
          lines.slice(0, shown.length).map((line) => ('text' in line ? `- ${line.text}` : '')),
        );
        const left = /… 其余 (\d+) 条见台账/.exec(told)?.[1];
        expect(shown.length + Number(left ?? 0)).toBe(count);
        expect(told).toContain(`[台账](${LINK})`);
      }),
      { numRuns: runs(60) },
    );
  });

  test('one line more would be too many', () => {
    const told = wecomContent(message({ lines: numbered(100, 20) }));
    const room = 4096 - Buffer.byteLength(told, 'utf8');
    expect(told).toContain('条见台账');
    expect(room).toBeLessThan(Buffer.byteLength(`- 第99条：${'户'.repeat(20)}完\n`, 'utf8'));
  });

  test('no heading is left with nothing under it, and headings are not counted', () => {
    const heading: Line = { kind: 'heading', text: '题'.repeat(60) };
    const lines = numbered(60, 30).flatMap((line) => [heading, line]);
    const told = wecomContent(message({ lines })).split('\n');
    const at = told.findIndex((line) => line.startsWith('…'));
    expect(told[at - 1]).toMatch(/^- /);
    const shown = told.filter((line) => line.startsWith('- ')).length;
    expect(told[at]).toBe(`… 其余 ${60 - shown} 条见台账`);
  });
});

describe('what people typed', () => {
  const typed = '<@all> [点我](http://evil.example) **粗** `码` <b>&lt;</b> ![图](x) ~~删~~';

  test.each([
    ['wecom', wecomContent],
    ['dingtalk', dingtalkText],
  ] as const)('is no markup to %s: no call, no link, no picture', (_, content) => {
    const lines: Line[] = [{ kind: 'item', text: typed }];
    const told = content(message({ title: typed, lines }));
    expect(told).not.toMatch(/[<[\]`~!&*]|:\/\//);
    expect(told).toContain('＜@all＞');
  });

  test('is escaped in a letter', () => {
    const html = String(
      letterOf(message({ title: typed, lines: [{ kind: 'item', text: '"><script>' }] })).html,
    );
    expect(html).not.toMatch(/<script|<b>|<@/);
    expect(html).toContain('&quot;&gt;&lt;script&gt;');
  });

  test('cannot add a line, turn the direction of writing or end a subject', () => {
    const told = message({
      title: 'a\r\nBcc: x@y.example\u202e',
      lines: [{ kind: 'item', text: '一\n# 二\u0000' }],
    });
    expect(letterOf(told).subject).toBe('a Bcc: x@y.example');
    expect(topicSubject(told)).toBe('a Bcc: x@y.example');
    expect(wecomContent(told).split('\n')).toHaveLength(3);
  });

  test.each(FORMS)('gives no ID number and no phone away to %s', (_, __, form) => {
    const numbers =
      '身份证511799198801010012，51179919880101008X，残疾证51179919880101001243，电话13800138000。';
    const told = form(
      message({
        title: numbers,
        lines: [
          { kind: 'item', text: numbers },
          { kind: 'count', label: '电话13800138000', value: 1 },
        ],
      }),
    );
    expect(told).not.toMatch(/511799|138001/);
    expect(told.replaceAll('＊', '*')).toContain('身份证***，***，残疾证***，电话***。');
  });
});

test('a household’s number is left alone, however long', () => {
  const number = '户编号 511722000100019876，5117220001999912345';
  expect(topicBody(message({ lines: [{ kind: 'item', text: number }] }))).toContain(number);
});

test.each(['R1 安置点问题', 'a'.repeat(100), '- dash first', 'tab\u00e9'])(
  'a title that SNS would not take is no subject: %s',
  (title) => {
    expect(topicSubject(message({ title }))).toBe('Houfu alert, area 511722, 2026-06-15');
  },
);

test('a subject of a topic is printable ASCII of at most 100 signs, whatever the title', () => {
  fc.assert(
    fc.property(anyMessage, (told) => {
      expect(topicSubject(told)).toMatch(/^[A-Za-z0-9][\x20-\x7e]{0,99}$/);
    }),
  );
});
