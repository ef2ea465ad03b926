import { createHash } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { ApiEnv } from './variables.ts';

const digestOf = (path: string, body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify([path, body]))
    .digest('base64url');

/** Requests with a key that this process is executing; between processes the table decides. */
const keysInProgress = new Set<string>();

/**
 * Gives a request with an `Idempotency-Key` the key and digest under which its command is executed once. Throws
 * `Refused` while the same key is in progress.
 */
export const idempotency = createMiddleware<ApiEnv>(async (c, next) => {
  const { parsed, signedIn } = c.var;
  const { key, body } = parsed;
  if (key === undefined) return next();
  const caller = signedIn.actor.id;
  const inProgress = `${caller} ${key}`;
  if (keysInProgress.has(inProgress)) throw new Refused('key_in_use');
  keysInProgress.add(inProgress);
  try {
    c.set('idempotencyKey', { caller, key, digest: digestOf(c.req.path, body) });
    await next();
  } finally {
    keysInProgress.delete(inProgress);
  }
});
