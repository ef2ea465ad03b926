import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import type { Deps } from '../../../shared/deps.ts';
import { languageOf } from './language.ts';
import type { ApiEnv } from './variables.ts';

/** The path of the route that answers, such as `/api/v1/households/:id`; empty where no route has the address. */
const routeOf = (c: Parameters<typeof routePath>[0]): string => routePath(c, -1).replace(/^.*\*$/, '');

/** Gives the request an id and logs it in one line: the route, not the record; the time, not the caller. */
export const logRequest = ({ newId, log }: Pick<Deps, 'newId' | 'log'>) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const request = newId();
    const startedAt = performance.now();
    c.set('requestId', request);
    c.set('language', languageOf(c.req.header('accept-language')));
    c.header('x-request-id', request);
    await next();
    const ms = Math.round(performance.now() - startedAt);
    log('request', { request, method: c.req.method, route: routeOf(c), status: c.res.status, ms });
  });
