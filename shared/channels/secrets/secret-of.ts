import * as z from 'zod';
import type { Code } from '../../domain/alerts/delivery-codes.ts';

/** Gives the secret of a name. Throws `SecretNotHad` where there is none; anything else may pass. */
export type SecretOf = (name: string) => Promise<string>;

type SecretCode = Extract<Code, 'secret_missing' | 'secrets_malformed' | 'secrets_open'>;

/** A secret that is not to be had until somebody does something. Its message may be shown: it holds no secret. */
export class SecretNotHad extends Error {
  override readonly name = 'SecretNotHad';
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

/** The secrets in a text of the form `{ "name": "value", … }`. Throws `SecretNotHad`, without a word of the text. */
export function secretsIn(text: string): Secrets {
  const parsed = Secrets.safeParse(jsonOf(text));
  if (!parsed.success) {
    throw new SecretNotHad(
      'secrets_malformed',
      '通道密钥应为 {"名称": "密钥", …} 形式的 JSON / the channels’ secrets are JSON of the form {"name": "secret", …}',
    );
  }
  return new Map(Object.entries(parsed.data));
}

/** Of all secrets the one of a name. */
export const secretOfAll =
  (all: () => Promise<Secrets>): SecretOf =>
  async (name) => {
    const secret = (await all()).get(name);
    if (secret === undefined) throw new SecretNotHad('secret_missing');
    return secret;
  };
