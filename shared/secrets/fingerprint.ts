import { createHmac } from 'node:crypto';

/** No ID number, so that no person's hash is a fingerprint. */
const LABEL = 'houfu person key';

/**
 * The fingerprint of a person key: HMAC-SHA256 (RFC 2104) of a constant under the key, base64url. It tells two keys
 * apart and nothing else of them.
 */
export const fingerprintOf = (key: Uint8Array): string =>
  createHmac('sha256', key).update(LABEL).digest('base64url');
