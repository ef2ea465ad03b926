import type { Part, Told } from './fit.ts';
import { escaped } from './plain.ts';
import { countText, footer, leftText } from './words.ts';

const paragraph = (text: string): string => `<p>${text}</p>`;

const lineHtml = (line: Told, part: Part): string => {
  if (line.kind === 'heading') return `<h3>${escaped(line.text)}</h3>`;
  if (line.kind === 'count') return paragraph(escaped(countText(line, part.message)));
  return paragraph(`${line.kind === 'item' ? '· ' : ''}${escaped(line.text)}`);
};

/** A message as a page without style, script or picture, for letters. */
export const asHtml = (part: Part): string => {
  const { title, language } = part.message;
  const left = leftText(part);
  return [
    `<!doctype html><html lang="${language}"><meta charset="utf-8"><title>${escaped(title)}</title>`,
    `<h2>${escaped(title)}</h2>`,
    ...part.lines.map((line) => lineHtml(line, part)),
    ...(left === undefined ? [] : [paragraph(escaped(left))]),
    ...part.links.map(({ text, url }) => paragraph(`<a href="${escaped(url)}">${escaped(text)}</a>`)),
    paragraph(`<small>${escaped(footer(part.message))}</small>`),
    '</html>',
  ].join('\n');
};
