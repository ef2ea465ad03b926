import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { cachedKeys } from './cached-keys.ts';
import { logLine } from './deps.ts';
import { type KeyProvider, keysFrom } from './keys-of-secret.ts';

const Environment = z.object({ HOUFU_SECRET_ARN: z.string().startsWith('arn:') });

/**
 * The keys of the secret in Secrets Manager that `HOUFU_SECRET_ARN` names. A module of its own, since only what
 * registers and looks up people bundles this client. It gives up in time: three seconds a call, two attempts.
 */
export const keysOfSecretsManager = (
  environment: Readonly<Record<string, string | undefined>>,
): KeyProvider => {
  const { HOUFU_SECRET_ARN } = Environment.parse(environment);
  let client: SecretsManagerClient | undefined;
  const load = async () => {
    client ??= new SecretsManagerClient({
      maxAttempts: 2,
      requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
    });
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: HOUFU_SECRET_ARN }));
    return keysFrom(SecretString ?? '');
  };
  return cachedKeys({ load, clock: () => Date.now(), log: logLine });
};
