import { setTimeout } from 'node:timers/promises';
import {
  BatchGetCommand,
  type BatchGetCommandInput,
  type BatchGetCommandOutput,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { Busy } from '../../faults.ts';
import type { TableClient } from './client.ts';
import type { Key } from './keys.ts';

/** A page of a query's items and the key to continue after. */
export interface Page<T> {
  readonly items: T[];
  readonly next?: Record<string, unknown>;
}

type Query = Omit<QueryCommandInput, 'TableName'>;

/** Reads one page. It can be empty and still have a next page. */
export async function queryPage(
  { client, name }: TableClient,
  query: Query,
): Promise<Page<Record<string, unknown>>> {
  const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand({ TableName: name, ...query }));
  return { items: Items, ...(LastEvaluatedKey ? { next: LastEvaluatedKey } : {}) };
}

/** Reads all pages in order. */
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

export async function queryAll(table: TableClient, query: Query): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for await (const items of queryPages(table, query)) all.push(...items);
  return all;
}

/** The most keys of one BatchGet. */
const BATCH = 100;

/** The most consecutive answers without any of the requested items: then the table is too busy. */
const MOST_EMPTY_ANSWERS = 6;

type Projection = Omit<NonNullable<BatchGetCommandInput['RequestItems']>[string], 'Keys'>;

/**
 * Returns the items of these keys, in no order; keys without an item are left out. Requests unprocessed keys again,
 * with growing pauses after answers without any item. Throws `Busy` after six such answers in a row.
 */
export async function itemsOf(
  { client, name }: TableClient,
  keys: readonly Key[],
  projection: Projection = {},
): Promise<Record<string, unknown>[]> {
  const items: Record<string, unknown>[] = [];
  for (let i = 0; i < keys.length; i += BATCH) {
    let pending: Record<string, unknown>[] = keys.slice(i, i + BATCH);
    let emptyAnswers = 0;
    while (pending.length > 0) {
      const { Responses, UnprocessedKeys }: BatchGetCommandOutput = await client.send(
        new BatchGetCommand({ RequestItems: { [name]: { ...projection, Keys: pending } } }),
      );
      items.push(...(Responses?.[name] ?? []));
      const left = UnprocessedKeys?.[name]?.Keys ?? [];
      emptyAnswers = left.length < pending.length ? 0 : emptyAnswers + 1;
      if (emptyAnswers === MOST_EMPTY_ANSWERS) throw new Busy('UnprocessedKeys');
      if (emptyAnswers > 0) await setTimeout(Math.random() * 10 * 2 ** emptyAnswers);
      pending = left;
    }
  }
  return items;
}
