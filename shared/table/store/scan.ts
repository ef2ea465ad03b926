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
  const sites = await Promise.all(
    [...linksOf(household)].map(async ([site, links]) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: linkKey(site, household.id) }),
      );
      return agrees(Item?.links, links) ? [] : [site];
    }),
  );
  return sites.flat();
}

/** A record's item as stored, with index keys and summary. */
export interface ScannedRecord {
  readonly subject: Subject;
  readonly item: Readonly<Record<string, unknown>>;
}

/** Returns an item as a record; undefined for any other item. */
export function scannedRecord(item: ScannedRecord['item']): ScannedRecord | undefined {
  const subject = item.sk === RECORD ? subjectOf(String(item.pk)) : undefined;
  return subject && { subject, item };
}

/** The items of a scan: sort keys, and prefixes of sort keys. */
interface ScanFilter {
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];
}

/** Scans one segment of the table page by page: the only scan. */
async function* scanPages(
  { client, name }: TableClient,
  { exact, prefixes }: ScanFilter,
  segment: number,
  segments: number,
  projection: { readonly ProjectionExpression?: string } = {},
): AsyncGenerator<Record<string, unknown>[]> {
  const exactValues = exact.map((sk, i) => [`:exact${i}`, sk] as const);
  const prefixValues = prefixes.map((sk, i) => [`:prefix${i}`, sk] as const);
  const filter = [
    `sk IN (${exactValues.map(([key]) => key).join()})`,
    ...prefixValues.map(([key]) => `begins_with(sk, ${key})`),
  ];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(
      new ScanCommand({
        ...projection,
        TableName: name,
        Segment: segment,
        TotalSegments: segments,
        FilterExpression: filter.join(' OR '),
        ExpressionAttributeValues: Object.fromEntries([...exactValues, ...prefixValues]),
        ExclusiveStartKey: start,
      }),
    );
    yield Items;
    start = LastEvaluatedKey;
  } while (start);
}

/** Scans the records, flags, linkages and claims of one segment, for reconciliation. */
export const scannedItems = (table: TableClient, segment: number, segments: number) =>
  scanPages(table, RECONCILED, segment, segments);

/**
 * Scans the subjects with a record or changes in one segment; a deleted record leaves its changes. A subject can occur on
 * several pages.
 */
export async function* scannedSubjects(
  table: TableClient,
  segment: number,
  segments: number,
): AsyncGenerator<Subject[]> {
  const pages = scanPages(table, { exact: [RECORD], prefixes: [CHANGES] }, segment, segments, {
    ProjectionExpression: 'pk',
  });
  for await (const items of pages) {
    const partitions = new Set(items.map(({ pk }) => String(pk)));
    yield [...partitions].flatMap((pk) => subjectOf(pk) ?? []);
  }
}
