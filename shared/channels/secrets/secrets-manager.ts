import * as z from 'zod';
import { logLine } from '../../log.ts';
import { refreshingCache } from '../../secrets/refreshing-cache.ts';
import { secretText } from '../../secrets/secrets-manager.ts';
import { type SecretOf, secretOfAll, secretsIn } from './secret-of.ts';

const Environment = z.object({ HOUFU_CHANNEL_SECRETS_ARN: z.string().startsWith('arn:') });

/**
 * Reads channels' secrets from the one secret `HOUFU_CHANNEL_SECRETS_ARN` in Secrets Manager: `{ "name": "value", … }`,
 * cached for five minutes.
 */
export function channelSecretsOfSecretsManager(
  environment: Readonly<Record<string, string | undefined>>,
): SecretOf {
  const text = secretText(Environment.parse(environment).HOUFU_CHANNEL_SECRETS_ARN);
  const load = async () => secretsIn(await text());
  const failure = 'channel_secrets_not_refreshed';
  return secretOfAll(refreshingCache({ load, clock: () => Date.now(), log: logLine, failure }));
}
