import { createMiddleware } from 'hono/factory';
import { TooManyRequests } from '../../../shared/faults.ts';
import { countAllowance } from '../../../shared/table/requests/allowances.ts';
import type { Route } from './route.ts';
import type { ApiEnv } from './variables.ts';

/** Counts the request against the caller's allowance, if the route has one. Throws `TooManyRequests`. */
export const limitRate = ({ allowance }: Pick<Route, 'allowance'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    if (allowance) {
      const { deps, signedIn } = c.var;
      const { within, retryAfter } = await countAllowance(
        deps.table,
        signedIn.actor.id,
        allowance,
        deps.clock(),
      );
      if (!within) throw new TooManyRequests(retryAfter);
    }
    await next();
  });
