import { readFile } from 'node:fs/promises';

/** The page has one style and the browser takes no other: the hash of what stands between its tags. */
const STYLE = "'sha256-0Gd/vf1hdNfpdnDtNVU8QX0ck4HyJJf8aG1/FhI+fm8='";

/** What is served as it was made at build time, to anybody. */
export const DOCUMENTS = {
  'openapi.json': {
    path: '/openapi.json',
    headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'max-age=300' },
  },
  'docs.html': {
    path: '/docs',
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'max-age=300',
      'content-security-policy': `default-src 'none'; style-src ${STYLE}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
    },
  },
} as const;
export type DocumentName = keyof typeof DOCUMENTS;

const read = new Map<string, Promise<string>>();

/** A document of a folder, read once. */
export const documentIn = (folder: URL, name: DocumentName): Promise<string> => {
  const file = new URL(name, folder);
  const known = read.get(file.href) ?? readFile(file, 'utf8');
  read.set(file.href, known);
  known.catch(() => read.delete(file.href));
  return known;
};
