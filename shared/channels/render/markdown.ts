import type { Part, Told } from './fit.ts';
import { unmarked } from './plain.ts';
import { countText, footer, leftText } from './words.ts';

const lineText = (line: Told, part: Part): string => {
  if (line.kind === 'heading') return `**${unmarked(line.text)}**`;
  if (line.kind === 'count') {
    const told = { ...line, label: unmarked(line.label), ...(line.unit && { unit: unmarked(line.unit) }) };
    return countText(told, part.message, (value) => `**${value}**`);
  }
  return line.kind === 'item' ? `- ${unmarked(line.text)}` : unmarked(line.text);
};

/** A message in the markdown that group chats' robots understand, its lines parted by `between`. */
export const asMarkdown = (part: Part, between: string): string => {
  const left = leftText(part);
  return [
    `### ${unmarked(part.message.title)}`,
    ...part.lines.map((line) => lineText(line, part)),
    ...(left === undefined ? [] : [left]),
    ...part.links.map(({ text, url }) => `[${unmarked(text)}](${url})`),
    `> ${unmarked(footer(part.message))}`,
  ].join(between);
};
