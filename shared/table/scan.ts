import { GetCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Household } from '../records/household.ts';
import type { SiteId } from '../records/ids.ts';
import { SiteLinks } from '../records/site.ts';
import type { TableClient } from './client.ts';
import { linkKey, RECORD, type Subject, subjectOf } from './keys.ts';
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

/** Every record of one segment of the table, page by page, for the reconciliation alone: the only scan there is. */
export async function* scannedRecords(
  { client, name }: TableClient,
  segment: number,
  segments: number,
): AsyncGenerator<ScannedRecord[]> {
  let start: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey }: ScanCommandOutput = await client.send(
      new ScanCommand({
        TableName: name,
        Segment: segment,
        TotalSegments: segments,
        FilterExpression: 'sk = :record',
        ExpressionAttributeValues: { ':record': RECORD },
        ExclusiveStartKey: start,
      }),
    );
    yield Items.flatMap((item) => {
      const subject = subjectOf(String(item.pk));
      return subject ? [{ subject, item }] : [];
    });
    start = LastEvaluatedKey;
  } while (start);
}
