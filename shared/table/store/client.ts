import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Busy } from '../../faults.ts';
import { isLoopback } from './endpoint.ts';

type Send = DynamoDBDocumentClient['send'];

/** The table's name and the client that sends commands to it. */
export interface TableClient {
  readonly name: string;
  readonly client: { readonly send: Send };
}

/** The table of a process, whose client can be closed. */
export interface OpenTable extends TableClient {
  readonly client: DynamoDBDocumentClient;
}

/**
 * Returns the client's settings for an endpoint. A local engine needs no region and credentials, but the SDK does. For other
 * endpoints the SDK uses its default chain (environment, profile, SSO, role).
 */
function endpointSettings(endpoint: string) {
  if (!isLoopback(endpoint)) return { endpoint };
  const { AWS_REGION = 'local', AWS_ACCESS_KEY_ID } = process.env;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return { endpoint, region: AWS_REGION, ...(AWS_ACCESS_KEY_ID ? {} : { credentials }) };
}

/** How long a connection, the wait for a free socket included, and a call may take, in milliseconds. */
const TIMEOUTS = { connectionTimeout: 3000, requestTimeout: 3000 };

/** Opens the table: a call that exceeds its timeout is attempted four times, with the SDK's backoff. */
export function tableClient(name: string, endpoint: string | undefined, timeouts = TIMEOUTS): OpenTable {
  const client = new DynamoDBClient({
    ...(endpoint ? endpointSettings(endpoint) : {}),
    maxAttempts: 4,
    // `requestTimeout` alone only warns.
    requestHandler: { ...timeouts, throwOnRequestTimeout: true },
  });
  return {
    name,
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  };
}

/**
 * The table for one request: when the signal aborts, pending calls end and no further call is sent. Such calls throw
 * `Busy`, or an `AbortError` that `Busy.from` converts.
 */
export function abortable({ client, name }: TableClient, abortSignal: AbortSignal): TableClient {
  const send = async (command: Parameters<Send>[0]) => {
    if (abortSignal.aborted) throw new Busy('deadline');
    return client.send(command, { abortSignal });
  };
  return { name, client: { send: send as Send } };
}
