import type { Part, TextParts } from './fit.ts';
import { toPlainLine } from './plain.ts';
import { countText, footerText, leftText } from './words.ts';

const lineText = (line: TextParts, part: Part): string[] => {
  if (line.kind === 'heading') return ['', toPlainLine(line.text)];
  if (line.kind === 'count') return [toPlainLine(countText(line, part.message))];
  return [line.kind === 'item' ? `- ${toPlainLine(line.text)}` : toPlainLine(line.text)];
};

/** Renders a message as plain text, for letters and topics. */
export function renderText(part: Part): string {
  const left = leftText(part);
  return [
    toPlainLine(part.message.title),
    '',
    ...part.lines.flatMap((line) => lineText(line, part)),
    ...(left === undefined ? [] : [left]),
    ...part.links.flatMap(({ text, url }) => ['', toPlainLine(text), url]),
    '',
    footerText(part.message),
    '',
  ].join('\n');
}
