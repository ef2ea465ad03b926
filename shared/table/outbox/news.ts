import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { isUrgent, News } from '../../domain/alerts/news.ts';
import { type AreaCode, countyOf } from '../../domain/areas/area.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import { isConditionFailed } from '../store/condition-failed.ts';
import { newsKey, pendingIndex } from '../store/keys.ts';
import { queryPages } from '../store/read.ts';
import { VERSIONED } from '../store/schema-version.ts';

const StoredNews = tolerant(News);

/** Builds the pending item of news; undefined for an area without a county. */
export function newsItem(news: News): Record<string, unknown> | undefined {
  const county = countyOf(news.area);
  if (!county) return undefined;
  const queue = isUrgent(news) ? 'now' : 'digest';
  return { ...newsKey(county, news.id), ...pendingIndex(county, queue), news, ...VERSIONED };
}

/** Reads a county's pending news page by page, oldest first; eventually consistent. */
export async function* pendingNews(
  table: TableClient,
  county: AreaCode,
  queue: 'now' | 'digest',
): AsyncGenerator<News[]> {
  const pages = queryPages(table, {
    IndexName: 'pending',
    KeyConditionExpression: 'pendingCounty = :pending',
    ExpressionAttributeValues: { ':pending': pendingIndex(county, queue).pendingCounty },
  });
  for await (const items of pages) yield items.map(({ news }) => StoredNews.parse(news));
}

/** The most writes of one DynamoDB transaction. */
const MOST_WRITES = 100;

/**
 * Moves news from the urgent queue to the digest's, or out of the digest's queue. Conditional on the queue that they are
 * in, so that a late call moves nothing back.
 */
export async function settleNews(
  { client, name }: TableClient,
  county: AreaCode,
  ids: readonly string[],
  from: 'now' | 'digest',
): Promise<void> {
  const current = pendingIndex(county, from).pendingCounty;
  const next = from === 'now' ? pendingIndex(county, 'digest').pendingCounty : undefined;
  const settle = async (batch: readonly string[]): Promise<void> => {
    await client.send(
      new TransactWriteCommand({
        TransactItems: batch.map((id) => ({
          Update: {
            TableName: name,
            Key: newsKey(county, id),
            UpdateExpression: next ? 'SET pendingCounty = :next' : 'REMOVE pendingCounty',
            ConditionExpression: 'pendingCounty = :was',
            ExpressionAttributeValues: { ':was': current, ...(next ? { ':next': next } : {}) },
          },
        })),
      }),
    );
  };
  for (let i = 0; i < ids.length; i += MOST_WRITES) {
    const batch = ids.slice(i, i + MOST_WRITES);
    // If another process settled some of them, settles the others one by one.
    await settle(batch).catch(async (error: unknown) => {
      if (!isConditionFailed(error)) throw error;
      for (const id of batch) {
        await settle([id]).catch((one: unknown) => {
          if (!isConditionFailed(one)) throw one;
        });
      }
    });
  }
}
