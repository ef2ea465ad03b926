import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { type Flag, StoredFlag } from '../../domain/ledger/flag.ts';
import type { Household } from '../../domain/records/household.ts';
import { type Site, type SiteLinks, StoredSiteLinks } from '../../domain/records/site.ts';
import type { Subject } from '../../domain/records/subject.ts';
import type { TableClient } from '../store/client.ts';
import {
  HEAD,
  householdNumberKey,
  isFlagKey,
  isLinkKey,
  partitionOf,
  RECORD,
  recordKey,
} from '../store/keys.ts';
import { queryAll } from '../store/read.ts';
import { parseRecord } from './stored-record.ts';

/** A record with the other items that a command needs. */
export interface Head<R extends Household | Site = Household | Site> {
  readonly record: R;
  readonly flags: Flag[];
  /** The record's summary as it is stored. */
  readonly storedSummary: unknown;
  /** For a site: the households linked to its industries. */
  readonly links: SiteLinks[];
}

/** The consistency of a read: the current state, or, at half the price, a recent one. */
export type Reading = 'consistent' | 'eventual';

/**
 * Returns the record, its flags and, for a site, its linkages, by one query; undefined if there is no record.
 * The query runs backwards, record first: a commit between two pages then gives newer flags with an older version, and
 * a decision on that version cannot be written.
 */
export async function headOf(
  table: TableClient,
  subject: Subject,
  reading: Reading = 'consistent',
): Promise<Head | undefined> {
  const backwards = await queryAll(table, {
    ScanIndexForward: false,
    ConsistentRead: reading === 'consistent',
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':pk': partitionOf(subject), ':from': HEAD.from, ':until': HEAD.until },
  });
  const items = backwards.reverse();
  const record = items.find(({ sk }) => sk === RECORD);
  if (!record) return undefined;
  const itemsWhere = (test: (sk: string) => boolean) => items.filter(({ sk }) => test(String(sk)));
  return {
    record: parseRecord(record.record),
    storedSummary: record.summary,
    flags: itemsWhere(isFlagKey).map(({ flag }) => StoredFlag.parse(flag)),
    links: itemsWhere(isLinkKey).map(({ links }) => StoredSiteLinks.parse(links)),
  };
}

/** Returns the record alone; by default eventually consistent, at half the price, for lists and reports. */
export async function recordOf(
  { client, name }: TableClient,
  subject: Subject,
  reading: Reading = 'eventual',
): Promise<Household | Site | undefined> {
  const { Item } = await client.send(
    new GetCommand({
      TableName: name,
      Key: recordKey(subject),
      ...(reading === 'consistent' ? { ConsistentRead: true } : {}),
    }),
  );
  return Item ? parseRecord(Item.record) : undefined;
}

/** Returns whether the table answers a read. */
export async function tableAnswers({ client, name }: TableClient): Promise<boolean> {
  try {
    await client.send(new GetCommand({ TableName: name, Key: householdNumberKey('healthz') }));
    return true;
  } catch {
    return false;
  }
}
