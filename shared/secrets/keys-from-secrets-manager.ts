import * as z from 'zod';
import { logLine } from '../log.ts';
import { type KeyProvider, keysFrom } from './keys.ts';
import { cachedKeys } from './refreshing-cache.ts';
import { secretText } from './secrets-manager.ts';

const Environment = z.object({ HOUFU_SECRET_ARN: z.string().startsWith('arn:') });

/** The keys of the secret in Secrets Manager that `HOUFU_SECRET_ARN` names. */
export function keysOfSecretsManager(environment: Readonly<Record<string, string | undefined>>): KeyProvider {
  const text = secretText(Environment.parse(environment).HOUFU_SECRET_ARN);
  return cachedKeys({ load: async () => keysFrom(await text()), clock: () => Date.now(), log: logLine });
}
