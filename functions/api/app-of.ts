import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { routePath } from 'hono/route';
import type { Deps } from '../../shared/deps.ts';
import type { Verify } from '../../shared/identity/verify.ts';
import { DOCUMENTS, type DocumentName, readDocument } from './http/documents.ts';
import { NotFound, TooLarge, WrongMethod } from './http/errors.ts';
import { SECURITY_HEADERS } from './http/headers.ts';
import { health } from './http/health.ts';
import { toProblemResponse } from './http/problem.ts';
import type { Route } from './http/route.ts';
import { DEADLINE_MS, routeHandler } from './http/route-handler.ts';

/** What the API is given beside its dependencies. */
export interface ApiParts {
  /** What `healthz` says of itself. */
  readonly version: string;
  readonly verify: Verify;
  /** Where the OpenAPI document and the page made of it lie. */
  readonly documents: URL;
  /** Origins whose pages may call the API; none unless configured. */
  readonly origins: readonly string[];
  /** Milliseconds after which whoever waits is told to come again; ten seconds unless said otherwise. */
  readonly deadlineMs?: number;
}

const MOST_BYTES = 1024 * 1024;
const BASE = '/api/v1';

const limited = bodyLimit({
  maxSize: MOST_BYTES,
  onError: () => {
    throw new TooLarge();
  },
});

type Work = (c: Context, request: string) => Promise<Response>;

/** The same for bodies that are not too long, whether they say how long they are or not. */
const bounded =
  (work: Work): Work =>
  async (c, request) => {
    const answers: Response[] = [];
    await limited(c, async () => {
      answers.push(await work(c, request));
    });
    const [answer] = answers;
    if (!answer) throw new TooLarge();
    return answer;
  };

/** `/households/{id}` as the router spells it. */
const spelled = (path: string): string => `${BASE}${path.replace(/\{(\w+)\}/g, ':$1')}`;

/** One line of the log a request: which route, not which record; how long, not for whom. */
const logged = (deps: Deps, work: Work) => async (c: Context) => {
  const request = deps.newId();
  const from = performance.now();
  const response = await work(c, request).catch((error: unknown) =>
    toProblemResponse(deps, error, c, request),
  );
  const ms = Math.round(performance.now() - from);
  deps.log('request', { request, method: c.req.method, route: routePath(c), status: response.status, ms });
  return response;
};

/** The API of some routes, with the three addresses that ask for no token. */
export const createApp = (
  routes: readonly Route[],
  deps: Deps,
  { version, verify, documents, origins, deadlineMs = DEADLINE_MS }: ApiParts,
): Hono => {
  const app = new Hono();
  const methods = new Map<string, string[]>();
  const add = (method: string, path: string, work: Work): void => {
    const at = spelled(path);
    methods.set(at, [...(methods.get(at) ?? []), method]);
    app.on(method, at, logged(deps, method === 'GET' ? work : bounded(work)));
  };
  const refuse = (refusal: () => Error) => logged(deps, () => Promise.reject(refusal()));

  if (origins.length > 0) {
    app.use(
      `${BASE}/*`,
      cors({
        origin: [...origins],
        exposeHeaders: ['ETag', 'Location', 'Retry-After', 'X-Request-Id'],
        maxAge: 600,
      }),
    );
  }
  add('GET', '/healthz', async (c, request) => {
    const { answer, status } = await health(deps, version, deadlineMs);
    return c.json(answer, status, { ...SECURITY_HEADERS, 'x-request-id': request });
  });
  for (const name of Object.keys(DOCUMENTS) as DocumentName[]) {
    const { path, headers } = DOCUMENTS[name];
    add('GET', path, async (c, request) =>
      c.body(await readDocument(documents, name), 200, {
        ...SECURITY_HEADERS,
        ...headers,
        'x-request-id': request,
      }),
    );
  }
  for (const route of routes)
    add(route.method, route.path, routeHandler(deps, { verify, deadlineMs }, route));
  for (const [at, allowed] of methods) {
    app.all(
      at,
      refuse(() => new WrongMethod(allowed)),
    );
  }
  app.notFound(refuse(() => new NotFound()));
  app.onError((error, c) => toProblemResponse(deps, error, c, deps.newId()));
  return app;
};
