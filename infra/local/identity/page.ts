import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { AreaNames } from '../../../shared/domain/areas/areas.ts';
import { ROLE_TEXT } from '../../../shared/text/fact-words.ts';
import type { DemoPerson } from './people.ts';

const STYLE = `
body { font-family: system-ui, sans-serif; max-width: 30rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5 }
button { display: block; width: 100%; margin: .5rem 0; padding: .6rem 1rem; font: inherit; text-align: left }
small { display: block; color: #555 }`;

const POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const SIGNS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

const page = (title: string, body: string): string => `<!DOCTYPE html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>${STYLE}</style></head>
<body><main><h1>${title}</h1>
${body}
</main></body></html>
`;

const button = ({ sub, name, role, areas }: DemoPerson, { nameOf }: AreaNames): string => {
  const places = areas.map((area) => nameOf(area) ?? area).join('、');
  const what = `${ROLE_TEXT[role]['zh-CN']} · ${places} · <span lang="en">${ROLE_TEXT[role].en}</span>`;
  return `<button name="person" value="${escaped(sub)}">${escaped(name)}<small>${what}</small></button>`;
};

/** Returns the page of the people to sign in as, a button each; it works without a script. */
export const signInPage = (people: readonly DemoPerson[], areas: AreaNames): string =>
  page(
    '以谁的身份试用？',
    `<p>以下均为示范人员，数据仅在本机。<br><span lang="en">Made-up people, on this machine only: choose whom to sign in as.</span></p>
<form method="post">
${people.map((one) => button(one, areas)).join('\n')}
</form>`,
  );

/** Returns a page that says in both languages what is wrong and what to do. */
export const problemPage = (chinese: string, english: string): string =>
  page('无法登录', `<p>${escaped(chinese)}</p><p lang="en">${escaped(english)}</p>`);

/** The headers of every page: it loads nothing, is not framed and not cached. */
export const PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function send(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, PAGE_HEADERS).end(html);
}
