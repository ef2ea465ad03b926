import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { TooLarge } from './errors.ts';

const MAX_BYTES = 1024 * 1024;

const limit = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new TooLarge();
  },
});

/** Refuses bodies of more than 1 MB, with or without a `Content-Length`. Throws `TooLarge`. */
export const limitBody = createMiddleware((c, next) => (c.req.method === 'GET' ? next() : limit(c, next)));
