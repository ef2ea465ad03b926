import type { Code } from '../../domain/alerts/delivery-codes.ts';
import { SendFailure } from '../send-result.ts';

/** The code for each error code of the system and of TLS. */
const CODES: readonly (readonly [RegExp, Code])[] = [
  [/^(ENOTFOUND|EAI_AGAIN|EAI_|ENODATA|ESERVFAIL)/, 'host_unknown'],
  [/^ECONNREFUSED$/, 'connection_refused'],
  [/^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, 'host_unreachable'],
  [/^(ETIMEDOUT|ABORT_ERR|EABORT)$/, 'timeout'],
  [/CERT|SELF_SIGNED|UNABLE_TO_|DEPTH_ZERO|HOSTNAME_MISMATCH/, 'tls_failed'],
];

/** Converts an error of the network to a code, without its text. */
export function failureOf(error: unknown): SendFailure {
  if (error instanceof SendFailure) return error;
  const systemCode = String((error as { code?: unknown } | undefined)?.code ?? '');
  return new SendFailure(CODES.find(([form]) => form.test(systemCode))?.[1] ?? 'connection_lost');
}
