import type { AreaCode } from '../../domain/areas/area.ts';
import { type ChangeEntry, StoredChangeEntry } from '../../domain/records/change.ts';
import type { Subject } from '../../domain/records/subject.ts';
import { SupportEntry } from '../../domain/records/support-entry.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import {
  CHANGE_VERSIONS,
  CHANGES,
  changeKey,
  changeVersion,
  type Key,
  partitionOf,
  SUPPORTS,
  settingsChangeKey,
  settingsPartition,
} from '../store/keys.ts';
import { queryAll, queryPage, queryPages } from '../store/read.ts';

const StoredSupportEntry = tolerant(SupportEntry);

interface VersionPage {
  readonly limit?: number | undefined;
  readonly before?: number | undefined;
}

/** Builds the query of changes up to a version. */
const changesUpTo = (keyOf: (version: number) => Key, last: number) => {
  const [from, until] = [keyOf(CHANGE_VERSIONS.first), keyOf(last)];
  return {
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': from.pk, ':first': from.sk, ':last': until.sk },
  };
};

/** Reads a page of changes, newest first. */
const changesUnder = async (
  table: TableClient,
  keyOf: (version: number) => Key,
  { limit, before }: VersionPage,
): Promise<{ items: ChangeEntry[]; next?: number }> => {
  const last = before === undefined ? CHANGE_VERSIONS.last : before - 1;
  if (last < CHANGE_VERSIONS.first) return { items: [] };
  const page = await queryPage(table, {
    ...changesUpTo(keyOf, last),
    ScanIndexForward: false,
    Limit: limit,
  });
  const items = page.items.map(({ change }) => StoredChangeEntry.parse(change));
  // The table reports a next page even after the first version.
  const next = page.next && changeVersion(String(page.next.sk));
  return { items, ...(next && next > CHANGE_VERSIONS.first ? { next } : {}) };
};

/** Reads a page of a record's changes, newest first; `next` is the next page's `before`. */
export const changesOf = (table: TableClient, subject: Subject, page: VersionPage = {}) =>
  changesUnder(table, (version) => changeKey(subject, version), page);

/** As above, for a county's settings. */
export const changesOfSettings = (table: TableClient, county: AreaCode, page: VersionPage = {}) =>
  changesUnder(table, (version) => settingsChangeKey(county, version), page);

/** Reads all changes of a record, oldest first, consistently. */
export async function* allChangesOf(table: TableClient, subject: Subject): AsyncGenerator<ChangeEntry> {
  for await (const { change } of storedChangesOf(table, subject)) yield StoredChangeEntry.parse(change);
}

/** Reads the change items of a partition unparsed, oldest first, consistently, with the versions of their keys. */
async function* storedChangesIn(
  table: TableClient,
  pk: string,
): AsyncGenerator<{ version: number; change: unknown }> {
  const pages = queryPages(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :changes)',
    ExpressionAttributeValues: { ':pk': pk, ':changes': CHANGES },
    ConsistentRead: true,
  });
  for await (const items of pages) {
    yield* items.map(({ sk, change }) => ({ version: changeVersion(String(sk)), change }));
  }
}

/** Reads a record's change items unparsed, oldest first. */
export const storedChangesOf = (table: TableClient, subject: Subject) =>
  storedChangesIn(table, partitionOf(subject));

/** As above, for a county's settings. */
export const storedChangesOfSettings = (table: TableClient, county: AreaCode) =>
  storedChangesIn(table, settingsPartition(county));

/** Reads a record's change items up to a version unparsed, oldest first, consistently. */
export async function storedChangesUpTo(
  table: TableClient,
  subject: Subject,
  version: number,
): Promise<{ version: number; change: unknown }[]> {
  const items = await queryAll(table, {
    ...changesUpTo((one) => changeKey(subject, one), version),
    ConsistentRead: true,
  });
  return items.map(({ sk, change }) => ({ version: changeVersion(String(sk)), change }));
}

/** Reads a page of a record's support entries, newest first; `next` is the sort key to continue after. */
export async function supportOf(
  table: TableClient,
  subject: Subject,
  { limit, after }: { readonly limit?: number | undefined; readonly after?: string | undefined } = {},
): Promise<{ items: SupportEntry[]; next?: string }> {
  const { items, next } = await queryPage(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :support)',
    ExpressionAttributeValues: { ':pk': partitionOf(subject), ':support': SUPPORTS },
    ScanIndexForward: false,
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk: partitionOf(subject), sk: after },
  });
  return {
    items: items.map(({ support }) => StoredSupportEntry.parse(support)),
    ...(next ? { next: String(next.sk) } : {}),
  };
}
