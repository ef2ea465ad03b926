import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';

/** Answers as Secrets Manager does (its JSON protocol) for one secret, whose text can be changed. */
export const secretStandIn = async (arn: string, text: string) => {
  const secret = { text, asked: 0, failing: false };
  const server = createServer(async (request, response) => {
    secret.asked++;
    const { SecretId } = (await json(request)) as { SecretId: string };
    const known = request.headers['x-amz-target'] === 'secretsmanager.GetSecretValue' && SecretId === arn;
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    if (secret.failing)
      return response.writeHead(503).end(JSON.stringify({ __type: 'InternalServiceError' }));
    if (!known) return response.writeHead(400).end(JSON.stringify({ __type: 'ResourceNotFoundException' }));
    response.end(JSON.stringify({ ARN: arn, Name: 'houfu', SecretString: secret.text }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => server.close());
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the system gave no port');
  return { ...{ endpoint: `http://127.0.0.1:${address.port}` }, secret };
};

/** Has the clients of this process ask there in place of Secrets Manager, until `vi.unstubAllEnvs`. */
export const askSecretsAt = (endpoint: string): void => {
  vi.stubEnv('AWS_ENDPOINT_URL_SECRETS_MANAGER', endpoint);
  vi.stubEnv('AWS_REGION', 'cn-northwest-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
};

/** A stand-in that each test of the file asks, and finds as if it were the first. */
export const secretForEach = async (arn: string, text: string) => {
  const { endpoint, secret } = await secretStandIn(arn, text);
  beforeEach(() => {
    Object.assign(secret, { text, asked: 0, failing: false });
    askSecretsAt(endpoint);
  });
  afterEach(() => vi.unstubAllEnvs());
  return secret;
};
