import {
  DescribeTableCommand,
  ResourceNotFoundException,
  type TableDescription,
} from '@aws-sdk/client-dynamodb';
import type { TableClient } from './client.ts';
import { TABLE } from './definition.ts';

/** Describes the table; undefined if the endpoint and region have none of that name. */
export async function describeTable({ client, name }: TableClient): Promise<TableDescription | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table ?? {};
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

/** The indexes of the definition that the table lacks. */
export function missingIndexes({
  GlobalSecondaryIndexes = [],
}: TableDescription): (typeof TABLE.indexes)[number][] {
  const names = new Set(GlobalSecondaryIndexes.map(({ IndexName }) => IndexName));
  return TABLE.indexes.filter(({ name }) => !names.has(name));
}
