import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod';
import { requireArea } from '../../../shared/domain/access/require-area.ts';
import type { AreaCode } from '../../../shared/domain/areas/area.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import { NotFound, NotJson } from './errors.ts';
import { expectedVersion, idempotencyKey } from './headers.ts';
import { parseJson } from './json.ts';
import { badRequest, parseBody, parseQuery } from './parse.ts';
import type { Route } from './route.ts';
import type { ApiEnv } from './variables.ts';

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

/** Reads a body of JSON in UTF-8. Throws `NotJson`, or `BadRequest`. */
async function readBody(c: Context): Promise<unknown> {
  const encoding = c.req.header('content-encoding');
  if (!JSON_TYPE.test(c.req.header('content-type') ?? '') || (encoding && encoding !== 'identity')) {
    throw new NotJson();
  }
  const bytes = await c.req.arrayBuffer();
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw error instanceof TypeError ? badRequest('json_malformed') : error;
  }
}

/** The path's parameters. Throws `NotFound` for a malformed id, which names nothing, and for an area not in use. */
function parseParams(c: Context<ApiEnv>, schema: NonNullable<Route['params']>): unknown {
  const parsed = schema.safeParse(c.req.param());
  if (!parsed.success) throw new NotFound();
  const { area } = parsed.data as { readonly area?: AreaCode };
  try {
    if (area) requireArea(c.var.deps.areas, area);
  } catch (error) {
    throw error instanceof Refused ? new NotFound(error) : error;
  }
  return parsed.data;
}

const NO_QUERY = z.strictObject({});

/** Parses headers, path, query and body, in this order, by the schemas of the route. Throws `BadRequest` and others. */
export function parseRequest({ method, params, query = NO_QUERY, body }: Route) {
  const isChange = method !== 'GET';
  return createMiddleware<ApiEnv>(async (c, next) => {
    c.set('parsed', {
      expects: isChange ? expectedVersion(c.req.header('if-match')) : undefined,
      key: isChange ? idempotencyKey(c.req.header('idempotency-key')) : undefined,
      params: params && parseParams(c, params),
      query: parseQuery(c.req.url, query),
      body: body && parseBody(await readBody(c), body),
    });
    await next();
  });
}
