import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/** Text with its `code` marked as such, escaped. */
const marked = (text: string): Html[] =>
  text.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));

/** `中文 · English`, the second part set back. */
export const inBoth = (text: string): Html => {
  const [zh = '', ...en] = text.split(' · ');
  return en.length === 0
    ? html`${marked(zh)}`
    : html`${marked(zh)} <span class="en" lang="en">${marked(en.join(' · '))}</span>`;
};

/** Paragraphs, and lists of lines that begin with a dash. */
export const paragraphs = (text: string): Html[] =>
  text.split('\n\n').map((block) => {
    const lines = block.split('\n');
    return lines.every((line) => line.startsWith('- '))
      ? html`<ul>${lines.map((line) => html`<li>${marked(line.slice(2))}</li>`)}</ul>`
      : html`<p>${marked(block)}</p>`;
  });

/** A list of few plain values on one line. */
const PLAIN_LIST = /\[\n\s+([^[\]{}]{1,80})\n\s+\]/g;

export const json = (value: unknown): Html => {
  const text = JSON.stringify(value, null, 2);
  return html`<pre>${text.replace(PLAIN_LIST, (_, items: string) => `[${items.replace(/\n\s+/g, ' ')}]`)}</pre>`;
};
