import * as z from 'zod';
import { logLine } from '../log.ts';
import { type KeyProvider, keysFrom } from './keys.ts';
import { cachedKeys } from './refreshing-cache.ts';
import { secretText } from './secrets-manager.ts';

const Environment = z.object({ HOUFU_SECRET_ARN: z.string().startsWith('arn:') });

/** Provides the keys of the secret `HOUFU_SECRET_ARN` in Secrets Manager. */
export function keysOfSecretsManager(environment: Readonly<Record<string, string | undefined>>): KeyProvider {
  const text = secretText(Environment.parse(environment).HOUFU_SECRET_ARN);
  return cachedKeys({ load: async () => keysFrom(await text()), clock: () => Date.now(), log: logLine });
}
