import type { Part, TextParts } from './fit.ts';
import { plain } from './plain.ts';
import { countText, footer, leftText } from './words.ts';

const lineText = (line: TextParts, part: Part): string[] => {
  if (line.kind === 'heading') return ['', plain(line.text)];
  if (line.kind === 'count') return [plain(countText(line, part.message))];
  return [line.kind === 'item' ? `- ${plain(line.text)}` : plain(line.text)];
};

/** A message as plain text, for letters and topics. */
export function asText(part: Part): string {
  const left = leftText(part);
  return [
    plain(part.message.title),
    '',
    ...part.lines.flatMap((line) => lineText(line, part)),
    ...(left === undefined ? [] : [left]),
    ...part.links.flatMap(({ text, url }) => ['', plain(text), url]),
    '',
    footer(part.message),
    '',
  ].join('\n');
}
