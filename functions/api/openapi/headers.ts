import type { oas31 } from 'zod-openapi';
import type { Route } from '../http/route.ts';

/** Headers of requests, shared by the routes that read them. */
export const REQUEST_HEADERS = {
  AcceptLanguage: {
    in: 'header',
    name: 'Accept-Language',
    description:
      '句子用哪种语言：以 en 开头为英文，其余为中文 · Language of the sentences: English where it begins with en, Chinese otherwise',
    schema: { type: 'string', default: 'zh-CN' },
    example: 'zh-CN',
  },
  IdempotencyKey: {
    in: 'header',
    name: 'Idempotency-Key',
    description:
      '调用方自定的唯一键，24 小时内同键同内容只办理一次并得到同一答复；同键不同内容 422；前一次尚在办理 409 · ' +
      'The caller’s own key: within 24 hours the same key and body is done once and answered alike; another body is 422, while the first still runs it is 409',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
    example: '5b0f1c1e-8f1c-4b7e-9a53-2f3f0f6f7d10',
  },
  IfMatch: {
    in: 'header',
    name: 'If-Match',
    description:
      '读取时 ETag 的原样内容；档案已变则 412，不办理 · The ETag that was read: where the record has changed since, nothing is done (412)',
    schema: { type: 'string', pattern: '^\\s*("\\d{1,9}"|\\*)\\s*$' },
    example: '"3"',
  },
} as const satisfies Record<string, oas31.ParameterObject>;

/** Headers of answers. */
export const ANSWER_HEADERS = {
  RequestId: {
    description: '本次请求的编号，可在日志中查到 · Of this request; it is found in the log',
    schema: { type: 'string' },
  },
  ETag: {
    description: '档案版本，用于 If-Match · The record’s version, for If-Match',
    schema: { type: 'string', pattern: '^"\\d+"$' },
    example: '"3"',
  },
  Location: {
    description: '新档案的地址 · Where the new record is',
    schema: { type: 'string' },
    example: '/api/v1/households/01JY00000000000000000000H1',
  },
  RetryAfter: {
    description: '多少秒后再试 · Seconds after which to try again',
    schema: { type: 'integer', minimum: 1 },
    example: 2,
  },
  WwwAuthenticate: {
    description: '令牌为何不被接受（RFC 6750） · Why the token is not believed (RFC 6750)',
    schema: { type: 'string' },
    example: 'Bearer realm="houfu", error="invalid_token", error_description="token_expired"',
  },
} as const satisfies Record<string, oas31.HeaderObject>;

const refTo = (name: keyof typeof REQUEST_HEADERS): oas31.ReferenceObject => ({
  $ref: `#/components/parameters/${name}`,
});

/** Whether a route changes one record, or settings, which have versions too: it honours `If-Match` and answers 422. */
export const isVersionedChange = ({
  access,
  many,
  versioned,
}: Pick<Route, 'access' | 'many' | 'versioned'>): boolean =>
  (Array.isArray(access) && !many) || versioned === true;

/** Returns the headers that requests of a route may have. */
export const requestHeaders = (
  route: Pick<Route, 'access' | 'many' | 'method' | 'versioned'>,
): oas31.ReferenceObject[] => [
  refTo('AcceptLanguage'),
  ...(route.method === 'GET' ? [] : [refTo('IdempotencyKey')]),
  ...(isVersionedChange(route) ? [refTo('IfMatch')] : []),
];

/** Returns the headers of an answer or a problem by their names in HTTP. */
export function answerHeaders(
  ...names: readonly Exclude<keyof typeof ANSWER_HEADERS, 'RequestId'>[]
): Record<string, oas31.ReferenceObject> {
  const httpNames = {
    ETag: 'ETag',
    Location: 'Location',
    RetryAfter: 'Retry-After',
    WwwAuthenticate: 'WWW-Authenticate',
  };
  const refs = names.map((name) => [httpNames[name], { $ref: `#/components/headers/${name}` }]);
  return { 'X-Request-Id': { $ref: '#/components/headers/RequestId' }, ...Object.fromEntries(refs) };
}
