import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import type { TableClient } from './client.ts';
import { TABLE } from './definition.ts';

const keys = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
];

const texts = (names: Iterable<string>) =>
  [...new Set(names)].map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));

const indexOf = ({ name, partitionKey, sortKey, projected }: (typeof TABLE.indexes)[number]) => ({
  IndexName: name,
  KeySchema: keys(partitionKey, sortKey),
  Projection: projected
    ? { ProjectionType: 'INCLUDE' as const, NonKeyAttributes: [...projected] }
    : { ProjectionType: 'ALL' as const },
});

/** Gives a table of an earlier version the indexes that it has not, one after the other, as DynamoDB asks. */
const addIndexes = async (
  { client, name }: TableClient,
  { GlobalSecondaryIndexes = [], AttributeDefinitions = [] }: TableDescription,
): Promise<void> => {
  const has = new Set(GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
  const known = AttributeDefinitions.flatMap(({ AttributeName }) => AttributeName ?? []);
  for (const index of TABLE.indexes.filter((one) => !has.has(one.name))) {
    await client
      .send(
        new UpdateTableCommand({
          TableName: name,
          AttributeDefinitions: texts([...known, index.partitionKey, index.sortKey]),
          GlobalSecondaryIndexUpdates: [{ Create: indexOf(index) }],
        }),
      )
      .catch((error: unknown) => {
        // Two processes that start at once both mean the same index.
        if (!(error instanceof ResourceInUseException)) throw error;
      });
  }
};

/**
 * Creates the table where it is not yet there, and the indexes that it has not yet; on AWS the app declares it from
 * the same definition.
 */
export const createTable = async (table: TableClient): Promise<void> => {
  const { client, name } = table;
  const exists = await client.send(new DescribeTableCommand({ TableName: name })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  if (exists) return addIndexes(table, exists.Table ?? {});
  const attributes = TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]);
  await client
    .send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keys(TABLE.partitionKey, TABLE.sortKey),
        AttributeDefinitions: texts([TABLE.partitionKey, TABLE.sortKey, ...attributes]),
        GlobalSecondaryIndexes: TABLE.indexes.map(indexOf),
      }),
    )
    .catch((error: unknown) => {
      // Two processes that start at once both mean the same table.
      if (!(error instanceof ResourceInUseException)) throw error;
    });
};
