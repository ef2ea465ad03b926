import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/**
 * Returns a function that reads a secret in Secrets Manager; '' if it has no value yet. A module of its own, so that
 * only functions that need a secret bundle this client. Three seconds a call, two attempts.
 */
export function secretText(arn: string): () => Promise<string> {
  let client: SecretsManagerClient | undefined;
  return async () => {
    client ??= new SecretsManagerClient({
      maxAttempts: 2,
      requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
    });
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    return SecretString ?? '';
  };
}
