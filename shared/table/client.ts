import { setMaxListeners } from 'node:events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { isRead, ReadsAtOnce, readOf } from './reads-at-once.ts';

export interface TableClient {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
}

type Command = Parameters<DynamoDBDocumentClient['send']>[0];

/**
 * Signs every request with one signer: the SDK makes one a request, out of all of its settings, and a client of one
 * service in one region signs them all alike.
 */
const signingOnce = ({ config }: DynamoDBClient): void => {
  const { signer } = config;
  let made: ReturnType<typeof signer> | undefined;
  config.signer = (scheme) => {
    const one = made ?? signer(scheme);
    made = one;
    // A failure is not an answer to hold on to.
    one.catch(() => {
      made = undefined;
    });
    return one;
  };
};

/**
 * The client of the table. It gives up in time: three seconds a call, four attempts with the SDK's jittered
 * backoff. `requestTimeout` alone would only warn.
 */
export const tableClient = (name: string, endpoint: string | undefined): TableClient => {
  const local = endpoint
    ? {
        endpoint,
        region: process.env.AWS_REGION ?? 'local',
        // An endpoint of one's own asks for no real credentials, but the SDK asks for some.
        ...(process.env.AWS_ACCESS_KEY_ID
          ? {}
          : { credentials: { accessKeyId: 'local', secretAccessKey: 'local' } }),
      }
    : {};
  const base = new DynamoDBClient({
    ...local,
    protocol: ReadsAtOnce,
    maxAttempts: 4,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  });
  signingOnce(base);
  base.middlewareStack.remove('loggerMiddleware');
  // The SDK works out what a call goes through anew for each; for reads without options, once for each kind of them.
  const config = { ...base.config, cacheMiddleware: true };
  const reading: DynamoDBClient = Object.assign(Object.create(base), { config });
  const documents = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
  const send = (command: Command, options?: { readonly abortSignal?: AbortSignal }) => {
    const read = readOf(command);
    return read ? reading.send(read, options) : documents.send(command, options);
  };
  return { name, client: Object.assign(Object.create(documents), { send }) };
};

/**
 * The same table for one request, whose calls all give up together: `Busy`, like any other call that the table does not
 * answer in time.
 */
export const givingUpWith = ({ client, name }: TableClient, abortSignal: AbortSignal): TableClient => {
  // A county is read in one round: more calls wait for it at the same time than would be suspicious elsewhere.
  setMaxListeners(0, abortSignal);
  const givenUp = new Promise<never>((_, reject) => {
    abortSignal.addEventListener('abort', () => reject(abortSignal.reason));
  });
  givenUp.catch(() => {});
  const send = async (command: Command) => {
    abortSignal.throwIfAborted();
    // A read that nobody waits for any more does no harm; a write must not follow once whoever asked is told to come again.
    return isRead(command)
      ? Promise.race([client.send(command), givenUp])
      : client.send(command, { abortSignal });
  };
  return { name, client: Object.assign(Object.create(client), { send }) };
};
