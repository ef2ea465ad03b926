import type { Code } from '../../domain/alerts/delivery-codes.ts';
import type { SendResult } from '../send-result.ts';
import type { Answer } from '../web/post.ts';

/** Parses `Retry-After`, seconds or a date (RFC 9110, 10.2.3), to milliseconds from now. */
const retryAfterMs = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000;
  // `Date.parse` takes nearly anything, also -5.
  const at = /^[A-Z][a-z]{2}, /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
};

const codeOf = (status: number): Code => {
  if (status >= 200 && status < 300) return 'ok';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 429) return 'rate_limited';
  if (status === 408 || status === 425 || status >= 500) return 'server_error';
  if (status === 401 || status === 403) return 'http_forbidden';
  if (status === 404 || status === 410) return 'http_not_found';
  if (status === 413) return 'content_refused';
  return 'http_refused';
};

/** Interprets an HTTP status (RFC 9110, 15). */
export const interpretStatus = ({ status, retryAfter }: Answer, now: number): SendResult => ({
  code: codeOf(status),
  answer: status,
  afterMs: retryAfterMs(retryAfter, now),
});
