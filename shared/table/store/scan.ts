import { GetCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Household } from '../../domain/records/household.ts';
import type { SiteId } from '../../domain/records/ids.ts';
import type { Subject } from '../../domain/records/subject.ts';
import { linksOf } from '../record/links.ts';
import { agrees } from './agrees.ts';
import type { TableClient } from './client.ts';
import { CHANGES, linkKey, RECONCILED, RECORD, subjectOf } from './keys.ts';

/** Returns the sites whose stored linkages of a household differ from the household's own. */
export async function linksWithoutLinkage(
  { client, name }: TableClient,
  household: Household,
): Promise<SiteId[]> {
  const stand = await Promise.all(
    [...linksOf(household)].map(async ([site, links]) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: linkKey(site, household.id) }),
      );
      return agrees(Item?.links, links) ? [] : [site];
    }),
  );
  return stand.flat();
}

/** A record's item as stored, with index keys and summary. */
export interface ScannedRecord {
  readonly subject: Subject;
  readonly item: Readonly<Record<string, unknown>>;
}

/** The record that an item is; undefined for any other item. */
export function scannedRecord(item: ScannedRecord['item']): ScannedRecord | undefined {
  const subject = item.sk === RECORD ? subjectOf(String(item.pk)) : undefined;
  return subject && { subject, item };
}

/** What of a table's items a scan is after: whole sort keys, and beginnings of sort keys. */
interface ScanFilter {
  readonly whole: readonly string[];
  readonly beginnings: readonly string[];
}

/** Scans one segment of the table page by page: the only scan. */
async function* scanPages(
  { client, name }: TableClient,
  wanted: ScanFilter,
  segment: number,
  segments: number,
  only: { readonly ProjectionExpression?: string } = {},
): AsyncGenerator<Record<string, unknown>[]> {
  const whole = wanted.whole.map((sk, i) => [`:whole${i}`, sk] as const);
  const beginnings = wanted.beginnings.map((sk, i) => [`:begins${i}`, sk] as const);
  const filter = [
    `sk IN (${whole.map(([key]) => key).join()})`,
    ...beginnings.map(([key]) => `begins_with(sk, ${key})`),
  ];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(
      new ScanCommand({
        ...only,
        TableName: name,
        Segment: segment,
        TotalSegments: segments,
        FilterExpression: filter.join(' OR '),
        ExpressionAttributeValues: Object.fromEntries([...whole, ...beginnings]),
        ExclusiveStartKey: start,
      }),
    );
    yield Items;
    start = LastEvaluatedKey;
  } while (start);
}

/** Every record of one segment of the table, its flags, linkages and claims, for the reconciliation. */
export const scannedItems = (table: TableClient, segment: number, segments: number) =>
  scanPages(table, RECONCILED, segment, segments);

/**
 * Scans the subjects with a record or changes in one segment, each once a page or more: a deleted record has
 * left its changes behind.
 */
export async function* scannedSubjects(
  table: TableClient,
  segment: number,
  segments: number,
): AsyncGenerator<Subject[]> {
  const pages = scanPages(table, { whole: [RECORD], beginnings: [CHANGES] }, segment, segments, {
    ProjectionExpression: 'pk',
  });
  for await (const items of pages) {
    const partitions = new Set(items.map(({ pk }) => String(pk)));
    yield [...partitions].flatMap((pk) => subjectOf(pk) ?? []);
  }
}
