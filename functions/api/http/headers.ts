import { badRequest } from './parse.ts';

/** On every answer: nothing is kept by anybody in between, guessed at, framed or told to others. */
export const SECURITY_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
} as const;

/** The version that `If-Match` asks for (RFC 9110, 13.1.1); undefined where any will do. */
export const expectedVersion = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, version] = /^\s*"(\d{1,9})"\s*$/.exec(header) ?? [];
  if (version === undefined) throw badRequest('if_match_malformed', ['If-Match']);
  return Number(version);
};

/** The key of a caller's own under which a command is done once; anything that can be seen, and not too long. */
export const idempotencyKey = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(header))
    throw badRequest('idempotency_key_malformed', ['Idempotency-Key']);
  return header;
};

/** The token of `Authorization: Bearer …` (RFC 6750, 2.1); undefined where there is none. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1];
