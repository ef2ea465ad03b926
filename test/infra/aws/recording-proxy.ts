import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll } from 'vitest';

interface Transaction {
  readonly TransactItems: readonly Readonly<
    Record<'Put' | 'Update' | 'Delete' | 'ConditionCheck', unknown>
  >[];
}

const TRANSACTION_PARTS = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
} as const;

/** What IAM asks for: a call's own action, of a transaction the actions of its parts. */
const actionsOf = (operation: string, body: Buffer): string[] => {
  if (operation !== 'TransactWriteItems') return [`dynamodb:${operation}`];
  const { TransactItems } = JSON.parse(body.toString()) as Transaction;
  return TransactItems.flatMap((item) => Object.keys(item)).map(
    (part) => `dynamodb:${TRANSACTION_PARTS[part as keyof typeof TRANSACTION_PARTS]}`,
  );
};

/** A proxy of a DynamoDB endpoint that records the IAM actions which its callers would need on AWS. */
export async function recordingProxy(endpoint: string) {
  const actions = new Set<string>();
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const target = String(request.headers['x-amz-target']);
    for (const action of actionsOf(target.split('.')[1] ?? target, body)) actions.add(action);
    const headers = { 'x-amz-target': target, authorization: String(request.headers.authorization) };
    const reply = await fetch(endpoint, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: {
        ...headers,
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-date': String(request.headers['x-amz-date']),
      },
    });
    response.writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(new Uint8Array(await reply.arrayBuffer()));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => server.close());
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the system gave no port');
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    /** Returns the actions since the last call, sorted. */
    takeActions: (): string[] => {
      const sorted = [...actions].sort();
      actions.clear();
      return sorted;
    },
  };
}
