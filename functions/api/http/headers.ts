import { badRequest } from './parse.ts';

/** The version that `If-Match` asks for (RFC 9110, 13.1.1); undefined if any will do. Throws `BadRequest`. */
export function expectedVersion(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const [, version] = /^\s*"(\d{1,9})"\s*$/.exec(header) ?? [];
  if (version === undefined) throw badRequest('if_match_malformed', ['If-Match']);
  return Number(version);
}

/** The caller's own key of a command: 1 to 255 visible ASCII characters. Throws `BadRequest`. */
export function idempotencyKey(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (!/^[\x21-\x7e]{1,255}$/.test(header)) {
    throw badRequest('idempotency_key_malformed', ['Idempotency-Key']);
  }
  return header;
}

/** The token of `Authorization: Bearer …` (RFC 6750, 2.1); undefined if there is none. */
export const bearerToken = (header: string | undefined): string | undefined =>
  /^Bearer +([^\s]+) *$/i.exec(header ?? '')?.[1];
