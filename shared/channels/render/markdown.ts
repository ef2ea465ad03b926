import type { Part, TextParts } from './fit.ts';
import { stripMarkup } from './plain.ts';
import { countText, footerText, leftText } from './words.ts';

const lineText = (line: TextParts, part: Part): string => {
  if (line.kind === 'heading') return `**${stripMarkup(line.text)}**`;
  if (line.kind === 'count') {
    const plainCount = {
      ...line,
      label: stripMarkup(line.label),
      ...(line.unit && { unit: stripMarkup(line.unit) }),
    };
    return countText(plainCount, part.message, (value) => `**${value}**`);
  }
  return line.kind === 'item' ? `- ${stripMarkup(line.text)}` : stripMarkup(line.text);
};

/** Renders a message in the markdown of group chats' robots, its lines separated by `between`. */
export function renderMarkdown(part: Part, between: string): string {
  const left = leftText(part);
  return [
    `### ${stripMarkup(part.message.title)}`,
    ...part.lines.map((line) => lineText(line, part)),
    ...(left === undefined ? [] : [left]),
    ...part.links.map(({ text, url }) => `[${stripMarkup(text)}](${url})`),
    `> ${stripMarkup(footerText(part.message))}`,
  ].join(between);
}
