import fc from 'fast-check';
import { type Line, Message } from '../../../shared/domain/alerts/message.ts';
import { AreaCode } from '../../../shared/domain/areas/area.ts';
import { LANGUAGES } from '../../../shared/domain/records/language.ts';

export const MESSAGE_ID = '01K2Z3AB4CD5EF6GH7JK8MN9PQ';

export const LINK = 'https://houfu.example.gov.cn/ledger?area=511722&overdue=1';

/** The morning digest of a county. */
export const message = (change: Partial<Message> = {}): Message =>
  Message.parse({
    id: MESSAGE_ID,
    at: '2026-06-15T00:00:00.000Z',
    area: '511722',
    areaName: '宣汉县',
    title: '宣汉县问题台账日报',
    lines: [
      { kind: 'heading', text: '未就业户' },
      { kind: 'count', label: '新增', value: 3, unit: '户' },
      { kind: 'count', label: '已销号', value: 1 },
      { kind: 'heading', text: '最久未解决' },
      { kind: 'item', text: '南坝镇 户编号 5117220001，已 62 天' },
      { kind: 'text', text: '请于今日交办' },
      { kind: 'link', text: '打开台账', url: LINK },
    ],
    ...change,
  });

/** Texts of all that people type and of what breaks programs: Chinese, emoji, halves of one, markup, control signs. */
const anyText = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength }),
      fc.string({
        unit: fc.constantFrom(
          '户',
          '安置点',
          '👨‍👩‍👧',
          '🀄',
          '\ud83d',
          '<@all>',
          '](http://x)',
          '&',
          '"',
          '\n',
          '\u202e',
          '*',
        ),
        minLength: 1,
        maxLength,
      }),
      fc.constantFrom(
        '汉'.repeat(maxLength),
        '"'.repeat(maxLength),
        '<'.repeat(maxLength),
        '\u0001'.repeat(maxLength),
      ),
    )
    .map((text) => text.slice(0, maxLength));

const anyLine: fc.Arbitrary<Line> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: anyText(500) }),
  fc.record({ kind: fc.constant('item' as const), text: anyText(500) }),
  fc.record({ kind: fc.constant('text' as const), text: anyText(500) }),
  fc.record({
    kind: fc.constant('count' as const),
    label: anyText(60),
    value: fc.integer(),
    unit: anyText(10),
  }),
);

const anyLink: fc.Arbitrary<Line> = fc.record({
  kind: fc.constant('link' as const),
  text: anyText(60),
  url: fc.integer({ min: 1, max: 292 }).map((length) => `https://${'a'.repeat(length)}`),
});

/** Any message that the schema lets through, up to the longest. */
export const anyMessage: fc.Arbitrary<Message> = fc
  .record({
    title: anyText(100),
    lines: fc.array(anyLine, { maxLength: 198, size: 'max' }),
    links: fc.array(anyLink, { maxLength: 2 }),
    language: fc.constantFrom(...LANGUAGES),
    area: fc.constantFrom('511722', '511722107', '5117').map((code) => AreaCode.parse(code)),
  })
  .map(({ title, lines, links, language, area }) =>
    message({ title, lines: [...lines, ...links], language, area }),
  );
