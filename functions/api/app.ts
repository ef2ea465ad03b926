import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { Deps } from '../../shared/deps.ts';
import type { Verify } from '../../shared/identity/verify.ts';
import { authenticate } from './http/authenticate.ts';
import { authorize } from './http/authorize.ts';
import { limitBody } from './http/body-limit.ts';
import { keepConfiguredAreas } from './http/configured-areas.ts';
import { DEADLINE_MS, deadline } from './http/deadline.ts';
import { DOCUMENTS, type DocumentName, serveDocument } from './http/documents.ts';
import { NotFound } from './http/errors.ts';
import { health } from './http/health.ts';
import { idempotency } from './http/idempotency.ts';
import { refuseOtherMethods } from './http/method-not-allowed.ts';
import { parseRequest } from './http/parse-request.ts';
import { problemHandler } from './http/problem.ts';
import { limitRate } from './http/rate-limit.ts';
import { logRequest } from './http/request-log.ts';
import { respond } from './http/respond.ts';
import { setSecurityHeaders } from './http/security-headers.ts';
import type { ApiEnv } from './http/variables.ts';
import { ROUTES } from './routes/index.ts';

/** What the API needs beside its dependencies. */
export interface ApiParts {
  /** The version that `healthz` reports. */
  readonly version: string;
  readonly verify: Verify;
  /** The folder of the OpenAPI document and of its page. */
  readonly documents: URL;
  /** Origins whose pages may call the API; none unless configured. */
  readonly origins: readonly string[];
  /** Milliseconds until a request is answered with 503; ten seconds by default. */
  readonly deadlineMs?: number;
}

const BASE = '/api/v1';
const EXPOSED_HEADERS = ['ETag', 'Location', 'Retry-After', 'X-Request-Id'];

/** Returns a route's path in the router's syntax: `/households/{id}` is `/api/v1/households/:id`. */
const pathOf = (path: string): string => `${BASE}${path.replace(/\{(\w+)\}/g, ':$1')}`;

/** Builds the API: every route of the list, three addresses that need no token, and problems for everything else. */
export function createApp(
  deps: Deps,
  { version, verify, documents, origins, deadlineMs = DEADLINE_MS }: ApiParts,
): Hono<ApiEnv> {
  const app = new Hono<ApiEnv>();
  app.onError(problemHandler(deps));

  if (origins.length > 0) {
    app.use(`${BASE}/*`, cors({ origin: [...origins], exposeHeaders: EXPOSED_HEADERS, maxAge: 600 }));
  }
  app.use(logRequest(deps));
  app.use(setSecurityHeaders);

  app.get(pathOf('/healthz'), health(deps, version, deadlineMs));
  for (const name of Object.keys(DOCUMENTS) as DocumentName[]) {
    app.get(pathOf(DOCUMENTS[name].path), serveDocument(documents, name));
  }

  for (const route of ROUTES) {
    app.on(
      route.method,
      pathOf(route.path),
      deadline(deps, deadlineMs),
      limitBody,
      authenticate(verify),
      keepConfiguredAreas,
      authorize(route),
      parseRequest(route),
      limitRate(route),
      idempotency,
      respond(route),
    );
  }

  refuseOtherMethods(app);
  app.notFound(() => {
    throw new NotFound();
  });
  return app;
}
