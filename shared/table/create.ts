import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import type { TableClient } from './client.ts';
import { TABLE } from './definition.ts';

/** Creates the table where it is not yet there; on AWS the app declares it from the same definition. */
export const createTable = async ({ client, name }: TableClient): Promise<void> => {
  const exists = await client.send(new DescribeTableCommand({ TableName: name })).catch((error: unknown) => {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  });
  if (exists) return;
  const keys = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  const attributes = new Set<string>([
    TABLE.partitionKey,
    TABLE.sortKey,
    ...TABLE.indexes.flatMap(({ partitionKey, sortKey }) => [partitionKey, sortKey]),
  ]);
  await client
    .send(
      new CreateTableCommand({
        TableName: name,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: keys(TABLE.partitionKey, TABLE.sortKey),
        AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        GlobalSecondaryIndexes: TABLE.indexes.map(
          ({ name: IndexName, partitionKey, sortKey, projected }) => ({
            IndexName,
            KeySchema: keys(partitionKey, sortKey),
            Projection: projected
              ? { ProjectionType: 'INCLUDE', NonKeyAttributes: [...projected] }
              : { ProjectionType: 'ALL' },
          }),
        ),
      }),
    )
    .catch((error: unknown) => {
      // Two processes that start at once both mean the same table.
      if (!(error instanceof ResourceInUseException)) throw error;
    });
};
