import { readFile } from 'node:fs/promises';
import type { Context } from 'hono';

/**
 * Redoc makes one empty style element and fills it by script (CSSOM). The hash is that of an empty text (SHA-256), so
 * that the browser takes this element and no other.
 */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src ${EMPTY_STYLE}`,
  "connect-src 'self'",
  'img-src data:',
  'font-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

const SCRIPT_TYPE = 'text/javascript; charset=utf-8';

/** Static files, sent without a token, by their path below `/api/v1`. */
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
      'content-security-policy': PAGE_POLICY,
    },
  },
  'docs.js': {
    path: '/docs/docs.js',
    headers: { 'content-type': SCRIPT_TYPE, 'cache-control': 'max-age=300' },
  },
  // 2.3 MB, which is 0.65 MB compressed: every browser accepts gzip.
  'redoc.js.gz': {
    path: '/docs/redoc.js',
    headers: {
      'content-type': SCRIPT_TYPE,
      'content-encoding': 'gzip',
      'cache-control': 'max-age=86400',
    },
  },
} as const;
export type DocumentName = keyof typeof DOCUMENTS;

const contents = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();

/** Reads a document of a folder, once in the life of the process. Rejects where there is none. */
function readDocument(folder: URL, name: DocumentName): Promise<Uint8Array<ArrayBuffer>> {
  const file = new URL(name, folder);
  const known = contents.get(file.href) ?? readFile(file);
  contents.set(file.href, known);
  known.catch(() => contents.delete(file.href));
  return known;
}

/** Serves a document of a folder. */
export const serveDocument =
  (folder: URL, name: DocumentName) =>
  async (c: Context): Promise<Response> => {
    const content = await readDocument(folder, name);
    // Given to `body`, they would lose to headers of the same name that a middleware has set.
    for (const [header, value] of Object.entries(DOCUMENTS[name].headers)) c.header(header, value);
    return c.body(content);
  };
