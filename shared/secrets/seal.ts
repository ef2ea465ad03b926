import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/**
 * A place in a list as its reader gets it: sealed, so that it tells nothing (a place can be a name) and cannot be
 * edited, and bound to `list`, so that it goes on in no other list and for nobody else.
 */
export function seal(key: Uint8Array, place: string, list: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(list));
  return Buffer.concat([nonce, cipher.update(place), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** The place that a cursor of this list seals under one of the keys; undefined for anything else. */
export function unseal(keys: readonly Uint8Array[], cursor: string, list: string): string | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  // Signs that the encoding overlooks would make two cursors of one.
  if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== cursor) return undefined;
  for (const key of keys) {
    try {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(Buffer.from(list))
        .setAuthTag(bytes.subarray(-TAG));
      return decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // Not under this key.
    }
  }
  return undefined;
}
