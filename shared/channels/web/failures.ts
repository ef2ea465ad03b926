import type { Code } from '../../domain/alerts/delivery-codes.ts';
import { NotSent } from '../sent.ts';

/** Codes of the system and of TLS, by what they come to. */
const CODES: readonly (readonly [RegExp, Code])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_|ENODATA|ESERVFAIL)/, 'host_unknown'],
  [/^ECONNREFUSED$/, 'connection_refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'host_unreachable'],
  [/^(ETIMEDOUT|ABORT_ERR|EABORT)$/, 'timeout'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO|HOSTNAME_MISMATCH/, 'tls_failed'],
];

/** What a failure of the network comes to: a code, and nothing of what the system had to say. */
export function failureOf(error: unknown): NotSent {
  if (error instanceof NotSent) return error;
  const told = String((error as { code?: unknown } | undefined)?.code ?? '');
  return new NotSent(CODES.find(([form]) => form.test(told))?.[1] ?? 'connection_lost');
}
