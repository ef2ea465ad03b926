import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../../shared/deps.ts';
import type { Allowance } from '../../../shared/domain/access/allowances.ts';
import { maskWith } from '../../../shared/domain/access/mask.ts';
import { Refused } from '../../../shared/domain/records/refusal.ts';
import type { Verify } from '../../../shared/identity/verify.ts';
import { countAllowance } from '../../../shared/table/requests/allowances.ts';
import { abortable } from '../../../shared/table/store/client.ts';
import type { Language } from '../../../shared/text/render.ts';
import { authorize } from './authorize.ts';
import { withDeadline } from './deadline.ts';
import { NoToken, NotFound, NotJson, TooMany } from './errors.ts';
import { bearerToken, expectedVersion, idempotencyKey, SECURITY_HEADERS } from './headers.ts';
import { parseJson } from './json.ts';
import { badRequest, parseBody, parseQuery } from './parse.ts';
import { languageOf } from './problem.ts';
import type { Route, RouteContext, RouteResult } from './route.ts';

/** Within this the table has answered, or whoever asks is told to come again: less than the function is given. */
export const DEADLINE_MS = 10_000;

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

const readBody = async (c: Context): Promise<unknown> => {
  const encoded = c.req.header('content-encoding');
  if (!JSON_TYPE.test(c.req.header('content-type') ?? '') || (encoded && encoded !== 'identity')) {
    throw new NotJson();
  }
  const bytes = await c.req.arrayBuffer();
  try {
    return parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw error instanceof TypeError ? badRequest('json_malformed') : error;
  }
};

/** Path parameters; an id that could be nobody's is simply not there. */
const paramsOf = (c: Context, schema: NonNullable<Route['params']>): unknown => {
  const parsed = schema.safeParse(c.req.param());
  if (!parsed.success) throw new NotFound();
  return parsed.data;
};

const NO_QUERY = z.strictObject({});

/** Requests that are under way here under a key of their caller's. */
const keysInProgress = new Set<string>();

/** Does it unless the same key is under way here already; two processes settle it at the table. */
const runExclusively = async <T>(key: string | undefined, work: () => Promise<T>): Promise<T> => {
  if (key === undefined) return work();
  if (keysInProgress.has(key)) throw new Refused('key_in_use');
  keysInProgress.add(key);
  try {
    return await work();
  } finally {
    keysInProgress.delete(key);
  }
};

interface Answering {
  readonly route: Route;
  readonly language: Language;
  readonly request: string;
}

const toResponse = <T>(c: Context, shown: T, answer: RouteResult<unknown>, answering: Answering) => {
  const { version, location } = answer;
  const { route, language, request } = answering;
  return c.body(JSON.stringify(shown), route.creates ? 201 : 200, {
    ...SECURITY_HEADERS,
    'content-type': 'application/json; charset=utf-8',
    'content-language': language,
    'x-request-id': request,
    ...(version === undefined ? {} : { etag: `"${version}"` }),
    ...(location ? { location: `/api/v1${location}` } : {}),
  });
};

/** One more time somebody does what is counted. Throws `TooMany`. */
const consumeRateLimit = async (
  { table, clock }: Deps,
  caller: string,
  allowance: Allowance,
): Promise<void> => {
  const { within, retryAfter } = await countAllowance(table, caller, allowance, clock());
  if (!within) throw new TooMany(retryAfter);
};

/** What a route does with a request: who, whether they may, what they ask, done, and shown by the answer's schema. */
export const routeHandler = (
  deps: Deps,
  { verify, deadlineMs }: { readonly verify: Verify; readonly deadlineMs: number },
  route: Route,
) => {
  let show: ReturnType<typeof maskWith> | undefined;
  const { params, query, body, allowance, handle } = route;
  const changes = route.method !== 'GET';
  return async (c: Context, request: string): Promise<Response> => {
    const token = bearerToken(c.req.header('authorization'));
    if (!token) throw new NoToken();
    const from = performance.now();
    const signedIn = await withDeadline(deadlineMs, () => verify(token));
    const left = Math.max(1, Math.round(deadlineMs - (performance.now() - from)));
    const { actor } = signedIn;
    authorize(actor, route);
    const language = languageOf(c.req.header('accept-language'));
    const expects = changes ? expectedVersion(c.req.header('if-match')) : undefined;
    const key = changes ? idempotencyKey(c.req.header('idempotency-key')) : undefined;
    const given = {
      params: params ? paramsOf(c, params) : undefined,
      query: parseQuery(c.req.url, query ?? NO_QUERY),
      body: body ? parseBody(await readBody(c), body) : undefined,
    };
    const digest =
      key &&
      createHash('sha256')
        .update(JSON.stringify([c.req.path, given.body]))
        .digest('base64url');
    const once = key && digest ? { caller: actor.id, key, digest } : undefined;
    const work = async (signal: AbortSignal) => {
      const within = { ...deps, table: abortable(deps.table, signal) };
      const asked = { deps: within, actor, signedIn, ...given, language, expects, once } as RouteContext<
        never,
        never,
        never
      >;
      if (allowance) await consumeRateLimit(within, actor.id, allowance);
      return runExclusively(once && `${once.caller} ${once.key}`, () => handle(asked));
    };
    const answer = await withDeadline(left, work);
    // Worked out when it is first asked for: to do it for every route would slow each start of the function.
    show ??= maskWith(route.answer);
    return toResponse(c, show(answer.value, actor), answer, { route, language, request });
  };
};
