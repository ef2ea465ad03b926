import type { Part, TextParts } from './fit.ts';
import { escapeHtml } from './plain.ts';
import { countText, footerText, leftText } from './words.ts';

const paragraph = (text: string): string => `<p>${text}</p>`;

const lineHtml = (line: TextParts, part: Part): string => {
  if (line.kind === 'heading') return `<h3>${escapeHtml(line.text)}</h3>`;
  if (line.kind === 'count') return paragraph(escapeHtml(countText(line, part.message)));
  return paragraph(`${line.kind === 'item' ? '· ' : ''}${escapeHtml(line.text)}`);
};

/** Renders a message as HTML without style, script or picture, for letters. */
export function renderHtml(part: Part): string {
  const { title, language } = part.message;
  const left = leftText(part);
  return [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escapeHtml(title)}</title>`,
    `<h2>${escapeHtml(title)}</h2>`,
    ...part.lines.map((line) => lineHtml(line, part)),
    ...(left === undefined ? [] : [paragraph(escapeHtml(left))]),
    ...part.links.map(({ text, url }) => paragraph(`<a href="${escapeHtml(url)}">${escapeHtml(text)}</a>`)),
    paragraph(`<small>${escapeHtml(footerText(part.message))}</small>`),
    '</html>',
  ].join('\n');
}
