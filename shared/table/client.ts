import { setMaxListeners } from 'node:events';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy } from './faults.ts';
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

/** Names the system in every request. What the SDK says of itself and its features it works out anew for each. */
const named = ({ middlewareStack }: DynamoDBClient): void => {
  middlewareStack.remove('getUserAgentMiddleware');
  middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> };
      headers['user-agent'] = 'houfu';
      return next(args);
    },
    { step: 'build', name: 'named' },
  );
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
  named(base);
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
 * The same table for one request. Once it is given up nothing more is sent, and writes that are under way end; all of
 * them are `Busy`, like any other call that the table does not answer in time. A read that nobody waits for any more
 * ends by itself.
 */
export const givingUp = ({
  client,
  name,
}: TableClient): { readonly table: TableClient; readonly giveUp: () => void } => {
  let givenUp = false;
  let writes: AbortController | undefined;
  const send = async (command: Command) => {
    if (givenUp) throw new Busy('deadline');
    if (isRead(command)) return client.send(command);
    if (!writes) {
      writes = new AbortController();
      // A county is written in one round: more calls wait for it at the same time than would be suspicious elsewhere.
      setMaxListeners(0, writes.signal);
    }
    return client.send(command, { abortSignal: writes.signal });
  };
  return {
    table: { name, client: Object.assign(Object.create(client), { send }) },
    giveUp: () => {
      givenUp = true;
      writes?.abort();
    },
  };
};
