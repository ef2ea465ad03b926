/** A request of the HTTP API. */
export interface HttpRequestParts {
  readonly method?: string;
  readonly query?: string;
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, declared as JSON. */
  readonly raw?: string;
  /** Whether the gateway passes the body in base 64. */
  readonly base64?: boolean;
}

/** Returns the event, version 2.0, of API Gateway for a request. */
export function httpEvent(
  path: string,
  { method = 'GET', query = '', token, headers, body, raw, base64 = false }: HttpRequestParts,
) {
  const text = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const rawPath = `/api/v1${path}`;
  const routeKey = `${method} /api/v1/{proxy+}`;
  return {
    version: '2.0',
    ...{ routeKey, rawPath, rawQueryString: query },
    headers: {
      ...{ accept: 'application/json', host: 'api.example' },
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
      ...headers,
    },
    requestContext: {
      ...{ accountId: '123456789012', apiId: 'api', authentication: null },
      ...{ domainName: 'api.example', domainPrefix: 'api' },
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      ...{ requestId: 'request', routeKey, stage: '$default' },
      ...{ time: '15/Jun/2026:04:00:00 +0000', timeEpoch: 1 },
    },
    ...(text === undefined ? {} : { body: base64 ? Buffer.from(text).toString('base64') : text }),
    isBase64Encoded: base64,
  };
}
