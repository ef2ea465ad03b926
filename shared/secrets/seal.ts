import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/**
 * Encrypts a place in a list for its reader (AES-256-GCM): it discloses nothing (a place can be a name), cannot be
 * edited, and is valid for this `list` alone, which names the reader too.
 */
export function seal(key: Uint8Array, place: string, list: string): string {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG }).setAAD(Buffer.from(list));
  return Buffer.concat([nonce, cipher.update(place), cipher.final(), cipher.getAuthTag()]).toString(
    'base64url',
  );
}

/** Decrypts a cursor of this list under one of the keys; undefined if it is none. */
export function unseal(keys: readonly Uint8Array[], cursor: string, list: string): string | undefined {
  const bytes = Buffer.from(cursor, 'base64url');
  // The decoder ignores foreign characters, so that one cursor would have several spellings.
  if (bytes.length < NONCE + TAG || bytes.toString('base64url') !== cursor) return undefined;
  for (const key of keys) {
    try {
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE), { authTagLength: TAG })
        .setAAD(Buffer.from(list))
        .setAuthTag(bytes.subarray(-TAG));
      return decipher.update(bytes.subarray(NONCE, -TAG), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // Another key may fit.
    }
  }
  return undefined;
}
