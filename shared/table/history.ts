import { ChangeEntry } from '../records/change.ts';
import { SupportEntry } from '../records/support-entry.ts';
import type { TableClient } from './client.ts';
import { CHANGES, partitionOf, SUPPORTS, type Subject } from './keys.ts';
import { type Page, queryAll, queryPage } from './read.ts';

/** A record's changes, newest first, a page at a time. */
export const changesOf = async (
  table: TableClient,
  subject: Subject,
  page: { limit?: number; start?: Record<string, unknown> } = {},
): Promise<Page<ChangeEntry>> => {
  const { items, next } = await queryPage(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :changes)',
    ExpressionAttributeValues: { ':pk': partitionOf(subject), ':changes': CHANGES },
    ScanIndexForward: false,
    Limit: page.limit,
    ExclusiveStartKey: page.start,
  });
  return { items: items.map(({ change }) => ChangeEntry.parse(change)), ...(next ? { next } : {}) };
};

/** A record's support entries, newest first. */
export const supportOf = async (table: TableClient, subject: Subject): Promise<SupportEntry[]> => {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :support)',
    ExpressionAttributeValues: { ':pk': partitionOf(subject), ':support': SUPPORTS },
    ScanIndexForward: false,
  });
  return items.map(({ support }) => SupportEntry.parse(support));
};
