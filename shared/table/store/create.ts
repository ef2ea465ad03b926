import {
  CreateTableCommand,
  ResourceInUseException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableClient } from './client.ts';
import { TABLE } from './definition.ts';
import { describeTable, missingIndexes } from './describe.ts';

const keySchema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const stringAttributes = (names: Iterable<string>) =>
  [...new Set(names)].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));

const indexDefinition = ({ name, partitionKey, sortKey, projected }: (typeof TABLE.indexes)[number]) => ({
  IndexName: name,
  KeySchema: keySchema(partitionKey, sortKey),
  Projection: projected
    ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projected] }
    : { ProjectionType: 'ALL' as const },
});

/** Ignores the error of a process that creates the table or index at the same time as another. */
const ignoreInUse = (error: unknown): void => {
  if (!(error instanceof ResourceInUseException)) throw error;
};

/** Adds the indexes that a table of an earlier version lacks, one by one, since DynamoDB creates one at a time. */
async function addIndexes({ client, name }: TableClient, description: TableDescription): Promise<void> {
  const { AttributeDefinitions = [] } = description;
  const attributes = AttributeDefinitions.flatMap(({ AttributeName }) => AttributeName ?? []);
  for (const index of missingIndexes(description)) {
    await client
      .send(
        new UpdateTableCommand({
          TableName: name,
          AttributeDefinitions: stringAttributes([...attributes, index.partitionKey, index.sortKey]),
          GlobalSecondaryIndexUpdates: [{ Create: indexDefinition(index) }],
        }),
      )
      .catch(ignoreInUse);
  }
}

/**
 * Creates the table, or the indexes that it lacks. For local engines only: on AWS the stack declares the table from the
 * same definition.
 */
export async function createTable(table: TableClient): Promise<void> {
  const { client, name } = table;
  const description = await describeTable(table);
  if (description) return addIndexes(table, description);
  const attributes = TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  await client
    .send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keySchema(TABLE.partitionKey, TABLE.sortKey),
        AttributeDefinitions: stringAttributes([TABLE.partitionKey, TABLE.sortKey, ...attributes]),
        GlobalSecondaryIndexes: TABLE.indexes.map(indexDefinition),
      }),
    )
    .catch(ignoreInUse);
}
