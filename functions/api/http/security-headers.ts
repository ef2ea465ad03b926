import { createMiddleware } from 'hono/factory';

/** Headers of every response: not cached by anybody, sniffed, framed or sent on as a referrer. */
const SECURITY_HEADERS = Object.entries({
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
});

/** Sets the security headers; a handler may override one by `c.header`. */
export const setSecurityHeaders = createMiddleware(async (c, next) => {
  for (const [name, value] of SECURITY_HEADERS) c.header(name, value);
  await next();
});
