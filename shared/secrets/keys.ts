import { hkdfSync } from 'node:crypto';
import * as z from 'zod';

/** The secret keys of a process: of each kind the current one first, then the previous one during a rotation. */
export interface Keys {
  /** Keys of the hash by which people are found; empty in a process that neither registers nor looks up people. */
  readonly person: readonly Uint8Array[];
  /** Keys that seal values which callers send back, such as cursors. */
  readonly seal: readonly Uint8Array[];
}

/** Returns the current keys, from a cache. */
export type KeyProvider = () => Promise<Keys>;

/** The secret has another form than a key's. The message never contains it. */
export class SecretWrong extends Error {
  override readonly name = 'SecretWrong';
}

/** The process has no person key, so that it cannot register or look up people. */
export class NoPersonKey extends Error {
  override readonly name = 'NoPersonKey';

  constructor() {
    super(
      '没有人员密钥，不能登记或查找人员：请设置 HOUFU_SECRET_ARN 或 HOUFU_PERSON_KEY / there is no person key, so people cannot be registered or looked up: set HOUFU_SECRET_ARN or HOUFU_PERSON_KEY',
    );
  }
}

/** 32 bytes in base 64. */
export const Base64Key = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** A random text as Secrets Manager generates it: longer than a key, so that a truncated key or a password is refused. */
const RandomText = z.string().min(64);
const KeyText = z.union([Base64Key, RandomText]);

/** The stored secret from which the keys follow: each 32 bytes in base 64 or at least 64 random characters. */
const Secret = z
  .strictObject({ current: KeyText, previous: KeyText.optional() })
  .refine(({ current, previous }) => current !== previous);
export type Secret = z.infer<typeof Secret>;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const FORM =
  '{"current": "…", "previous"?: "…"}: 32 字节的 base64 或至少 64 个随机字符，两者不得相同 / 32 bytes in base 64 or at least 64 random characters each, the two not the same';

/** Parses a secret of the form `{ "current": "…", "previous"?: "…" }`. Throws `SecretWrong`. */
export function secretFrom(text: string): Secret {
  const parsed = Secret.safeParse(parseJson(text));
  if (!parsed.success) throw new SecretWrong(`密钥格式不对 / the secret is not of the form ${FORM}`);
  return parsed.data;
}

/** Derives 32 bytes by HKDF-SHA256 (RFC 5869), under a label for each use of a secret. */
const deriveKey = (secret: Uint8Array, label: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(), label, 32));

const bytesOf = (text: string): Uint8Array =>
  Base64Key.safeParse(text).success
    ? new Uint8Array(Buffer.from(text, 'base64'))
    : deriveKey(Buffer.from(text, 'utf8'), 'houfu person');

/** Derives the keys from secrets of 32 bytes, the current one first. */
export const keysOf = (secrets: readonly Uint8Array[]): Keys => ({
  person: secrets,
  seal: secrets.map((secret) => deriveKey(secret, 'houfu seal')),
});

/** The keys of a process without the secret: it can neither register nor look up people, nor seal. */
export const NO_KEYS: Keys = keysOf([]);

export const keysOfSecret = ({ current, previous }: Secret): Keys =>
  keysOf([current, ...(previous === undefined ? [] : [previous])].map(bytesOf));

/** Derives the keys from the text of a secret. Throws `SecretWrong`. */
export const keysFrom = (text: string): Keys => keysOfSecret(secretFrom(text));
