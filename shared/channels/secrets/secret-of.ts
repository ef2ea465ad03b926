import * as z from 'zod';
import type { Code } from '../../domain/alerts/delivery-codes.ts';

/** Reads the secret of a name. Throws `SecretUnavailable` if there is none; other errors count as transient. */
export type SecretOf = (name: string) => Promise<string>;

type SecretCode = Extract<Code, 'secret_missing' | 'secrets_malformed' | 'secrets_open'>;

/** The secret cannot be read until somebody mends it. The message holds no secret and may be shown. */
export class SecretUnavailable extends Error {
  override readonly name = 'SecretUnavailable';
  readonly code: SecretCode;

  constructor(code: SecretCode, message: string = code) {
    super(message);
    this.code = code;
  }
}

const Secrets = z.record(z.string().max(100), z.string().min(1).max(1000));
export type Secrets = ReadonlyMap<string, string>;

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Parses secrets of the form `{ "name": "value", … }`. Throws `SecretUnavailable`, without a word of the text. */
export function secretsIn(text: string): Secrets {
  const parsed = Secrets.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new SecretUnavailable(
      'secrets_malformed',
      '通道密钥应为 {"名称": "密钥", …} 形式的 JSON / the channels’ secrets are JSON of the form {"name": "secret", …}',
    );
  }
  return new Map(Object.entries(parsed.data));
}

/** Reads one secret out of all. */
export const secretOfAll =
  (all: () => Promise<Secrets>): SecretOf =>
  async (name) => {
    const secret = (await all()).get(name);
    if (secret === undefined) throw new SecretUnavailable('secret_missing');
    return secret;
  };
