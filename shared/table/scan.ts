import { GetCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Household } from '../records/household.ts';
import type { SiteId } from '../records/ids.ts';
import { SiteLinks } from '../records/site.ts';
import type { TableClient } from './client.ts';
import { linkKey, RECONCILED, RECORD, type Subject, subjectOf } from './keys.ts';
import { linksOf } from './links.ts';

/** Sites beside whose record a household's linkages do not stand as the household says. */
export const linksNotStanding = async (
  { client, name }: TableClient,
  household: Household,
): Promise<SiteId[]> => {
  const stand = await Promise.all(
    [...linksOf(household)].map(async ([site, links]) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: name, Key: linkKey(site, household.id) }),
      );
      const stored = Item && SiteLinks.parse(Item.links);
      return JSON.stringify(stored) === JSON.stringify(SiteLinks.parse(links)) ? [] : [site];
    }),
  );
  return stand.flat();
};

/** A record's item as it stands in the table, index keys and summary included, for a look at whether all agrees. */
export interface ScannedRecord {
  readonly subject: Subject;
  readonly item: Readonly<Record<string, unknown>>;
}

/** The record that an item is; undefined for any other item. */
export const scannedRecord = (item: ScannedRecord['item']): ScannedRecord | undefined => {
  const subject = item.sk === RECORD ? subjectOf(String(item.pk)) : undefined;
  return subject && { subject, item };
};

/**
 * Every record of one segment of the table, its flags, linkages and claims, page by page, for the reconciliation
 * alone: the only scan there is.
 */
export async function* scannedItems(
  { client, name }: TableClient,
  segment: number,
  segments: number,
): AsyncGenerator<Record<string, unknown>[]> {
  const whole = RECONCILED.whole.map((sk, i) => [`:whole${i}`, sk] as const);
  const beginnings = RECONCILED.beginnings.map((sk, i) => [`:begins${i}`, sk] as const);
  const filter = [
    `sk IN (${whole.map(([key]) => key).join()})`,
    ...beginnings.map(([key]) => `begins_with(sk, ${key})`),
  ];
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(
      new ScanCommand({
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
