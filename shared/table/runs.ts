import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Job, Run } from '../domain/records/run.ts';
import { tolerant } from '../domain/records/tolerant.ts';
import type { TableClient } from './store/client.ts';
import { runKey, runsPartition } from './store/keys.ts';
import { queryPage } from './store/read.ts';
import { VERSIONED } from './store/schema-version.ts';

const StoredRun = tolerant(Run);

/** Stores the record of a run, when it begins and when it ends. Idempotent. */
export async function putRun({ client, name }: TableClient, run: Run): Promise<void> {
  await client.send(
    new PutCommand({
      TableName: name,
      Item: { ...runKey(run.job, run.on, run.run), about: run, ...VERSIONED },
    }),
  );
}

/** Reads a page of a job's runs, the latest day first; `next` is the sort key to continue after. */
export async function runsOf(
  table: TableClient,
  job: Job,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ items: Run[]; next?: string }> {
  const pk = runsPartition(job);
  const { items, next } = await queryPage(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ScanIndexForward: false,
    Limit: limit,
    ConsistentRead: true,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
  });
  return {
    items: items.map(({ about }) => StoredRun.parse(about)),
    ...(next ? { next: String(next.sk) } : {}),
  };
}
