import type { Part, TextParts } from './fit.ts';
import { stripMarkup } from './plain.ts';
import { countText, footer, leftText } from './words.ts';

const lineText = (line: TextParts, part: Part): string => {
  if (line.kind === 'heading') return `**${stripMarkup(line.text)}**`;
  if (line.kind === 'count') {
    const told = {
      ...line,
      label: stripMarkup(line.label),
      ...(line.unit && { unit: stripMarkup(line.unit) }),
    };
    return countText(told, part.message, (value) => `**${value}**`);
  }
  return line.kind === 'item' ? `- ${stripMarkup(line.text)}` : stripMarkup(line.text);
};

/** A message in the markdown that group chats' robots understand, its lines parted by `between`. */
export function asMarkdown(part: Part, between: string): string {
  const left = leftText(part);
  return [
    `### ${stripMarkup(part.message.title)}`,
    ...part.lines.map((line) => lineText(line, part)),
    ...(left === undefined ? [] : [left]),
    ...part.links.map(({ text, url }) => `[${stripMarkup(text)}](${url})`),
    `> ${stripMarkup(footer(part.message))}`,
  ].join(between);
}
