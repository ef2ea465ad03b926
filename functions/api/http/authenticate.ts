import { createMiddleware } from 'hono/factory';
import type { Verify } from '../../../shared/identity/verify.ts';
import { NoToken } from './errors.ts';
import { bearerToken } from './headers.ts';
import type { ApiEnv } from './variables.ts';

/** Verifies the bearer token. Throws `NoToken`, or what `verify` throws. */
export const authenticate = (verify: Verify) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const token = bearerToken(c.req.header('authorization'));
    if (!token) throw new NoToken();
    c.set('signedIn', await verify(token));
    await next();
  });
