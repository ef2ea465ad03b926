/** The stock SDK in a process of its own: makes the calls that the parent sends, and sends back calls a second. */
import '../../../infra/local/quiet-sdk.ts';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  QueryCommand,
  type QueryCommandInput,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';

/** The calls to the table that one request of the API makes. */
export interface RawWork {
  readonly query: QueryCommandInput;
  readonly write?: TransactWriteCommandInput;
}

const { DYNAMODB_ENDPOINT = '' } = process.env;
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({
    endpoint: DYNAMODB_ENDPOINT,
    region: 'local',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  }),
);

const run = async (works: readonly RawWork[], connections: number): Promise<number> => {
  let next = 0;
  const from = performance.now();
  const one = async (): Promise<void> => {
    for (let work = works[next++]; work; work = works[next++]) {
      await client.send(new QueryCommand(work.query));
      if (work.write) await client.send(new TransactWriteCommand(work.write));
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  return works.length / ((performance.now() - from) / 1000);
};

process.on('message', async ({ works, connections }: { works: RawWork[]; connections: number }) => {
  process.send?.({ perSecond: await run(works, connections) });
});
