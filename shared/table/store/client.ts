import { setMaxListeners } from 'node:events';
import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { getSchemaSerdePlugin } from '@smithy/core/schema';
import { Busy } from '../../faults.ts';
import { isRead, ReadsAtOnce, readOf } from '../reads-at-once.ts';

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
 * Lays the settings out as V8 reads them fast. The SDK puts fifty of them together one by one, which makes a dictionary
 * of them, and copies all of them twice a call, for what it writes and reads by.
 */
const laidOut = ({ config, middlewareStack }: DynamoDBClient): void => {
  middlewareStack.use(getSchemaSerdePlugin({ ...config }));
};

/** What ends a read, by what it asks and then by the request that is made of it. */
const endings = new WeakMap<object, AbortSignal>();

/**
 * Lets a read be ended. The SDK keeps what reads go through, but only of those without options, among which a signal
 * would be: so it is found by the request.
 */
const ending = ({ config, middlewareStack }: DynamoDBClient): void => {
  const { requestHandler } = config;
  const handle: typeof requestHandler.handle = (request, options) => {
    const abortSignal = endings.get(request);
    return requestHandler.handle(request, abortSignal ? { ...options, abortSignal } : options);
  };
  config.requestHandler = Object.assign(Object.create(requestHandler), { handle });
  middlewareStack.add(
    (next) => (args) => {
      const signal = endings.get(args.input);
      if (signal) endings.set(args.request as object, signal);
      return next(args);
    },
    { step: 'deserialize', priority: 'low', name: 'ending' },
  );
};

/** How a client's requests are made, and their answers taken in. */
export type Transport = Pick<DynamoDBClientConfig, 'requestHandler' | 'streamCollector'>;

/** After so many milliseconds the table is not waited for any longer: for a connection, and for an answer. */
export const PATIENCE = { connecting: 1000, answering: 3000 };

/** Node's own HTTP. `requestTimeout` alone would only warn. */
const NODE: Transport = {
  requestHandler: {
    requestTimeout: PATIENCE.answering,
    connectionTimeout: PATIENCE.connecting,
    throwOnRequestTimeout: true,
  },
};

/** The client of the table. It gives up in time: three seconds a call, four attempts with the SDK's jittered backoff. */
export const tableClient = (
  name: string,
  endpoint: string | undefined,
  transport: Transport = NODE,
): TableClient => {
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
    ...transport,
    protocol: ReadsAtOnce,
    maxAttempts: 4,
  });
  signingOnce(base);
  base.middlewareStack.remove('loggerMiddleware');
  named(base);
  ending(base);
  laidOut(base);
  // The SDK works out what a call goes through anew for each; for reads without options, once for each kind of them, so
  // that nothing is added to the client's middleware afterwards.
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
 * The same table for one request. Once it is given up what is under way ends, and nothing more is sent; all of it is
 * `Busy`, like any other call that the table does not answer in time.
 */
export const abortable = ({
  client,
  name,
}: TableClient): { readonly table: TableClient; readonly giveUp: () => void } => {
  const controller = new AbortController();
  const abortSignal = controller.signal;
  // A county is read in one round: more calls wait for it at the same time than would be suspicious elsewhere.
  setMaxListeners(0, abortSignal);
  const send = async (command: Command) => {
    if (abortSignal.aborted) throw new Busy('deadline');
    if (!isRead(command)) return client.send(command, { abortSignal });
    endings.set(command.input, abortSignal);
    return client.send(command);
  };
  return {
    table: { name, client: Object.assign(Object.create(client), { send }) },
    giveUp: () => controller.abort(),
  };
};
