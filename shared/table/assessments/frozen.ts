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

/** Hashes are over the fields of a later version too. */
const Stored = {
  opened: tolerant(OpenedMonth),
  township: tolerant(FrozenTownship),
  county: tolerant(FrozenCounty),
};

type Item = Readonly<Record<string, unknown>>;

/** Puts what never changes; false where something stands there already, be it what a lost reply had put. */
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

/** What stands under a key. Consistent. */
const standing = async ({ client, name }: TableClient, key: Key): Promise<Item | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  return Item;
};

/** Puts it unless something stands there already, and gives what then stands. */
const putOrFound = async <T extends z.ZodType>(
  table: TableClient,
  key: Key,
  value: z.output<T>,
  schema: T,
): Promise<z.output<T>> => {
  if (await putOnce(table, { ...key, frozen: value })) return value;
  return schema.parse((await standing(table, key))?.frozen);
};

const found = <T extends z.ZodType>(item: Item | undefined, schema: T): z.output<T> | undefined =>
  item && schema.parse(item.frozen);

/** What the freezing of a county's month goes by; undefined where nobody has begun it. */
export const openedMonth = async (table: TableClient, county: AreaCode, month: Month) =>
  found(await standing(table, openedMonthKey(county, month)), Stored.opened);

/** Begins the freezing of a county's month; gives what whoever came first has begun it with. */
export const openMonth = (table: TableClient, opened: OpenedMonth): Promise<OpenedMonth> =>
  putOrFound(table, openedMonthKey(opened.county, opened.month), opened, Stored.opened);

/** A township's month, where it is frozen whole. */
export const frozenTownship = async (table: TableClient, township: AreaCode, month: Month) =>
  found(await standing(table, frozenKey(township, month)), Stored.township);

/** Closes a township's month; gives what whoever came first has closed it with. */
export const closeTownship = (table: TableClient, whole: FrozenTownship): Promise<FrozenTownship> =>
  putOrFound(table, frozenKey(whole.area, whole.month), whole, Stored.township);

/** Closes a county's month; gives what whoever came first has closed it with. */
export const closeCounty = (table: TableClient, whole: FrozenCounty): Promise<FrozenCounty> =>
  putOrFound(table, frozenKey(whole.county, whole.month), whole, Stored.county);

/** The month of each of these townships that is frozen whole. Consistent. */
export const frozenTownships = async (
  table: TableClient,
  townships: readonly AreaCode[],
  month: Month,
): Promise<FrozenTownship[]> => {
  const keys = townships.map((township) => frozenKey(township, month));
  const items = await itemsOf(table, keys, { ConsistentRead: true });
  return items.map(({ frozen }) => Stored.township.parse(frozen)).sort((a, b) => (a.area < b.area ? -1 : 1));
};

/** What the months of counties were opened with, and their one hash where they are whole, by county. */
export const monthsOfCounties = async (
  table: TableClient,
  counties: readonly AreaCode[],
  month: Month,
): Promise<Map<AreaCode, { readonly opened: OpenedMonth; readonly closed?: FrozenCounty }>> => {
  const keys = counties.flatMap((county) => [openedMonthKey(county, month), frozenKey(county, month)]);
  const byKey = new Map((await itemsOf(table, keys)).map((item) => [`${item.pk} ${item.sk}`, item]));
  const at = ({ pk, sk }: Key) => byKey.get(`${pk} ${sk}`);
  return new Map(
    counties.flatMap((county) => {
      const opened = found(at(openedMonthKey(county, month)), Stored.opened);
      const closed = found(at(frozenKey(county, month)), Stored.county);
      return opened ? [[county, { opened, ...(closed ? { closed } : {}) }] as const] : [];
    }),
  );
};

/** A chunk of a township's month, counted from 1. */
export interface Chunk {
  readonly chunk: number;
  readonly subjects: readonly FrozenSubject[];
  readonly hash: string;
}

/** Where a chunk stands. */
export interface ChunkPlace {
  readonly township: AreaCode;
  readonly month: Month;
}

/** Puts a chunk; false where one of that number stands already. */
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

/** A chunk by its number; undefined where there is none. Throws where it cannot be read. */
export const chunkOf = async (
  table: TableClient,
  { township, month }: ChunkPlace,
  chunk: number,
): Promise<Chunk | undefined> => {
  const item = await standing(table, frozenChunkKey(township, month, chunk));
  return item && { chunk, ...parseChunk(item.content, township) };
};

/** What stands as chunks of a township's month, in their order, as of now, whatever it is. */
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
