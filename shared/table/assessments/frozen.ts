import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type * as z from 'zod';
import type { AreaCode } from '../../domain/areas/area.ts';
import {
  FrozenCounty,
  type FrozenSubject,
  FrozenTownship,
  OpenedMonth,
} from '../../domain/assessments/schema.ts';
import type { Month } from '../../domain/calendar/months.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import {
  chunkNumber,
  frozenChunkKey,
  frozenKey,
  type Key,
  MOST_CHUNKS,
  openedMonthKey,
} from '../store/keys.ts';
import { itemsOf, queryPages } from '../store/read.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { packChunk, parseChunk } from './stored-chunk.ts';

/** Tolerant, since hashes include fields of a later version. */
const Stored = {
  opened: tolerant(OpenedMonth),
  township: tolerant(FrozenTownship),
  county: tolerant(FrozenCounty),
};

type Item = Readonly<Record<string, unknown>>;

/** Puts an item that never changes. Returns false if one is stored under the key, even by this very call whose reply was lost. */
const putOnce = async ({ client, name }: TableClient, item: Item): Promise<boolean> => {
  try {
    await client.send(
      new PutCommand({
        TableName: name,
        Item: { ...item, ...VERSIONED },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** Reads the item under a key, consistently. */
const readItem = async ({ client, name }: TableClient, key: Key): Promise<Item | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return Item;
};

/** Puts a value unless one is stored under the key. Returns the stored value. */
const putOrRead = async <T extends z.ZodType>(
  table: TableClient,
  key: Key,
  value: z.output<T>,
  schema: T,
): Promise<z.output<T>> => {
  if (await putOnce(table, { ...key, frozen: value })) return value;
  return schema.parse((await readItem(table, key))?.frozen);
};

const parseFrozen = <T extends z.ZodType>(item: Item | undefined, schema: T): z.output<T> | undefined =>
  item && schema.parse(item.frozen);

/** Reads the rules, settings and instant by which a county's month is frozen; undefined if freezing has not begun. */
export const openedMonth = async (table: TableClient, county: AreaCode, month: Month) =>
  parseFrozen(await readItem(table, openedMonthKey(county, month)), Stored.opened);

/** Begins the freezing of a county's month. Returns the values of the first call. */
export const openMonth = (table: TableClient, opened: OpenedMonth): Promise<OpenedMonth> =>
  putOrRead(table, openedMonthKey(opened.county, opened.month), opened, Stored.opened);

/** Reads a township's month; undefined until it is frozen completely. */
export const frozenTownship = async (table: TableClient, township: AreaCode, month: Month) =>
  parseFrozen(await readItem(table, frozenKey(township, month)), Stored.township);

/** Closes a township's month. Returns the values of the first call. */
export const closeTownship = (table: TableClient, frozen: FrozenTownship): Promise<FrozenTownship> =>
  putOrRead(table, frozenKey(frozen.area, frozen.month), frozen, Stored.township);

/** Closes a county's month. Returns the values of the first call. */
export const closeCounty = (table: TableClient, frozen: FrozenCounty): Promise<FrozenCounty> =>
  putOrRead(table, frozenKey(frozen.county, frozen.month), frozen, Stored.county);

/** Reads the completely frozen months of townships, consistently. */
export async function frozenTownships(
  table: TableClient,
  townships: readonly AreaCode[],
  month: Month,
): Promise<FrozenTownship[]> {
  const keys = townships.map((township) => frozenKey(township, month));
  const items = await itemsOf(table, keys, { ConsistentRead: true });
  return items.map(({ frozen }) => Stored.township.parse(frozen)).sort((a, b) => (a.area < b.area ? -1 : 1));
}

/** Reads by county what its month was opened with and, if it is complete, its closing hash. */
export async function monthsOfCounties(
  table: TableClient,
  counties: readonly AreaCode[],
  month: Month,
): Promise<Map<AreaCode, { readonly opened: OpenedMonth; readonly closed?: FrozenCounty }>> {
  const keys = counties.flatMap((county) => [openedMonthKey(county, month), frozenKey(county, month)]);
  const byKey = new Map((await itemsOf(table, keys)).map((item) => [`${item.pk} ${item.sk}`, item]));
  const itemAt = ({ pk, sk }: Key) => byKey.get(`${pk} ${sk}`);
  return new Map(
    counties.flatMap((county) => {
      const opened = parseFrozen(itemAt(openedMonthKey(county, month)), Stored.opened);
      const closed = parseFrozen(itemAt(frozenKey(county, month)), Stored.county);
      return opened ? [[county, { opened, ...(closed ? { closed } : {}) }] as const] : [];
    }),
  );
}

/** A chunk of a township's month, counted from 1. */
export interface Chunk {
  readonly chunk: number;
  readonly subjects: readonly FrozenSubject[];
  readonly hash: string;
}

/** The township and month of a chunk. */
export interface ChunkPlace {
  readonly township: AreaCode;
  readonly month: Month;
}

/** Puts a chunk. Returns false if one of that number is stored. */
export const putChunk = (
  table: TableClient,
  { township, month }: ChunkPlace,
  chunk: number,
  subjects: readonly FrozenSubject[],
  stamp: { readonly run: string; readonly at: string },
): Promise<boolean> =>
  putOnce(table, {
    ...frozenChunkKey(township, month, chunk),
    content: packChunk(subjects, township),
    ...stamp,
  });

/** Reads a chunk by its number; undefined if there is none. Throws if it cannot be parsed. */
export async function chunkOf(
  table: TableClient,
  { township, month }: ChunkPlace,
  chunk: number,
): Promise<Chunk | undefined> {
  const item = await readItem(table, frozenChunkKey(township, month, chunk));
  return item && { chunk, ...parseChunk(item.content, township) };
}

/** Reads the stored chunks of a township's month in their order, unparsed and consistently. */
export async function* storedChunksOf(
  table: TableClient,
  { township, month }: ChunkPlace,
): AsyncGenerator<{ readonly chunk: number; readonly content: unknown }> {
  const [first, last] = [1, MOST_CHUNKS].map((chunk) => frozenChunkKey(township, month, chunk));
  const pages = queryPages(table, {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': first?.pk, ':first': first?.sk, ':last': last?.sk },
    ConsistentRead: true,
  });
  for await (const items of pages) {
    yield* items.map(({ sk, content }) => ({ chunk: chunkNumber(String(sk)), content }));
  }
}
