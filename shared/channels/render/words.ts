import type { Message } from '../../domain/alerts/message.ts';
import { dateInShanghai } from '../../domain/calendar/dates.ts';
import { CHANNEL_WORDS } from '../../text/channels.ts';
import { dateText, sentence } from '../../text/render.ts';
import type { Part, TextParts } from './fit.ts';

/** 新增：12户 */
export function countText(
  { label, value, unit }: Extract<TextParts, { kind: 'count' }>,
  { language }: Message,
  emphasize: (value: string) => string = (text) => text,
): string {
  const words = unit === undefined ? CHANNEL_WORDS.count : CHANNEL_WORDS.count_of;
  return sentence(words, language, { label, value: emphasize(String(value)), unit: unit ?? '' });
}

/** … 其余 12 条见台账; undefined if all lines fit. */
export const leftText = ({ left, message }: Part): string | undefined =>
  left === 0 ? undefined : sentence(CHANNEL_WORDS.left, message.language, { count: left });

/** 后扶 · 宣汉县 · 2026年6月15日. It contains the keyword that a robot may require. */
export const footerText = ({ area, areaName = area, at, language }: Message): string =>
  sentence(CHANNEL_WORDS.footer, language, {
    area: areaName,
    date: dateText(dateInShanghai(Date.parse(at)), language),
  });
