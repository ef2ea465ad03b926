import { hkdfSync } from 'node:crypto';
import * as z from 'zod';

/** The secret keys of a process: of each kind the current one first, then the one before while people are re-hashed. */
export interface Keys {
  /** Of the hash by which people are found; none in a process that neither registers nor looks up people. */
  readonly person: readonly Uint8Array[];
  /** For sealing what callers carry, such as cursors. */
  readonly seal: readonly Uint8Array[];
}

/** Gives the keys as they are now; the provider keeps them, so that asking costs nothing. */
export type KeyProvider = () => Promise<Keys>;

/** A secret that is no key, told without the secret itself. */
export class SecretWrong extends Error {
  override readonly name = 'SecretWrong';
}

/** 32 bytes in base 64. */
export const Base64Key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** As Secrets Manager makes one: so long that neither a key with a character lost nor a password is taken for it. */
const RandomText = z.string().min(64);

const Secret = z.strictObject({
  current: z.union([Base64Key, RandomText]),
  previous: z.union([Base64Key, RandomText]).optional(),
});

/** HKDF-SHA256 (RFC 5869), 32 bytes; a label of its own for each use of a secret. */
const derived = (secret: Uint8Array, label: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), label, 32));

const bytesOf = (text: string): Uint8Array =>
  Base64Key.safeParse(text).success
    ? new Uint8Array(Buffer.from(text, 'base64'))
    : derived(Buffer.from(text, 'utf8'), 'houfu person');

/** The keys that follow from secrets of 32 bytes, the current one first. */
export const keysOf = (secrets: readonly Uint8Array[]): Keys => ({
  person: secrets,
  seal: secrets.map((secret) => derived(secret, 'houfu seal')),
});

/** A process without the secret: it can do all but register and look up people, and seal. */
export const NO_KEYS: Keys = keysOf([]);

/** The keys of a secret and of the one before it, each as a secret holds it. Throws `SecretWrong`. */
export const keysOfTexts = (current: string, previous?: string): Keys => {
  const secrets = [current, ...(previous === undefined ? [] : [previous])].map(bytesOf);
  if (current === previous) throw new SecretWrong('the key before (previous) is the current one');
  return keysOf(secrets);
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * The keys of a secret: `{ "current": "…", "previous"?: "…" }`, each 32 bytes in base 64, or at least 64 random
 * characters, from which 32 bytes are derived. Throws `SecretWrong`, which says nothing of the secret.
 */
export const keysFrom = (secretText: string): Keys => {
  const parsed = Secret.safeParse(jsonOf(secretText));
  if (!parsed.success) {
    throw new SecretWrong(
      'the secret is not {"current": "…", "previous"?: "…"} of 32 bytes in base 64, or of 64 random characters',
    );
  }
  return keysOfTexts(parsed.data.current, parsed.data.previous);
};
