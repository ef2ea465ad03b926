import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { TableClient } from './client.ts';

/** A page of a query's items and where the next begins. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: Record<string, unknown>;
}

type Query = Omit<QueryCommandInput, 'TableName'>;

/** One page as the table gives it: it can be empty and still have a next. */
export const queryPage = async (
  { client, name }: TableClient,
  query: Query,
): Promise<Page<Record<string, unknown>>> => {
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ TableName: name, ...query }));
  return { items: Items, ...(LastEvaluatedKey ? { next: LastEvaluatedKey } : {}) };
};

/** All pages, one after the other. */
export async function* queryPages(
  table: TableClient,
  query: Query,
): AsyncGenerator<Record<string, unknown>[]> {
  let start = query.ExclusiveStartKey;
  do {
    const { items, next } = await queryPage(table, { ...query, ExclusiveStartKey: start });
    yield items;
    start = next;
  } while (start);
}

export const queryAll = async (table: TableClient, query: Query): Promise<Record<string, unknown>[]> => {
  const all: Record<string, unknown>[] = [];
  for await (const items of queryPages(table, query)) all.push(...items);
  return all;
};
