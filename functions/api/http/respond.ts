import type { Context } from 'hono';
import { maskWith } from '../../../shared/domain/access/mask.ts';
import type { Route, RouteContext } from './route.ts';
import type { ApiEnv } from './variables.ts';

/** Calls the route's handler and sends its result as the answer's schema masks it. */
export function respond(route: Route) {
  // Made on first use: to make the masks of all routes would slow every cold start.
  let mask: ReturnType<typeof maskWith> | undefined;
  return async (c: Context<ApiEnv>): Promise<Response> => {
    const { deps, signedIn, parsed, language, idempotencyKey } = c.var;
    const { actor } = signedIn;
    const { params, query, body, expects } = parsed;
    const context = { deps, actor, signedIn, params, query, body, language, expects, idempotencyKey };
    const { value, version, location } = await route.handle(context as RouteContext<never, never, never>);
    mask ??= maskWith(route.answer);
    return c.body(JSON.stringify(mask(value, actor)), route.creates ? 201 : 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-language': language,
      ...(version === undefined ? {} : { etag: `"${version}"` }),
      ...(location ? { location: `/api/v1${location}` } : {}),
    });
  };
}
