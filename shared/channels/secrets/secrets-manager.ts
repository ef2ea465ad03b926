import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { cached } from '../../cached.ts';
import { logLine } from '../../deps.ts';
import { type SecretOf, secretOfAll, secretsIn } from './secret-of.ts';

const Environment = z.object({ HOUFU_CHANNEL_SECRETS_ARN: z.string().startsWith('arn:') });

/**
 * The channels' secrets, all in the one secret in Secrets Manager that `HOUFU_CHANNEL_SECRETS_ARN` names:
 * `{ "name": "value", … }`, kept for five minutes. A module of its own, since only what sends bundles this client. It
 * gives up in time: three seconds a call, two attempts.
 */
export const channelSecretsOfSecretsManager = (
  environment: Readonly<Record<string, string | undefined>>,
): SecretOf => {
  const { HOUFU_CHANNEL_SECRETS_ARN } = Environment.parse(environment);
  let client: SecretsManagerClient | undefined;
  const load = async () => {
    client ??= new SecretsManagerClient({
      maxAttempts: 2,
      requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
    });
    const command = new GetSecretValueCommand({ SecretId: HOUFU_CHANNEL_SECRETS_ARN });
    const { SecretString } = await client.send(command);
    return secretsIn(SecretString ?? '');
  };
  const failure = 'channel_secrets_not_refreshed';
  return secretOfAll(cached({ load, clock: () => Date.now(), log: logLine, failure }));
};
