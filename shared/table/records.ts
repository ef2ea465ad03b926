import { GetCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { AreaCode } from '../areas/area.ts';
import { Flag } from '../ledger/flag.ts';
import { ChangeEntry } from '../records/change.ts';
import { Household } from '../records/household.ts';
import { HouseholdId, SiteId } from '../records/ids.ts';
import { Site, SiteLinks } from '../records/site.ts';
import { SupportEntry } from '../records/support-entry.ts';
import { claimsOf } from './claims.ts';
import type { TableClient } from './client.ts';
import {
  areaIndex,
  CHANGES,
  HEAD,
  HOUSEHOLDS,
  householdNumberKey,
  isFlagKey,
  isLinkKey,
  type Key,
  linkKey,
  OpenFlagKey,
  openFlagStart,
  partitionOf,
  personKey,
  RECORD,
  recordKey,
  SITES,
  SUPPORTS,
  type Subject,
  siteIndex,
  siteNameKey,
  subjectOf,
} from './keys.ts';
import { linksOf } from './links.ts';
import { itemsOf, type Page, queryAll, queryPage, queryPages } from './read.ts';
import { HouseholdSummary, type Summary, summaryIn } from './summary.ts';

/** A record with what a command needs to know beside it. */
export interface Head<R extends Household | Site = Household | Site> {
  readonly record: R;
  readonly flags: Flag[];
  /** Of a site: households linked to its industries. */
  readonly links: SiteLinks[];
}

/** The record that an item holds; throws where it cannot be read. */
export const parseRecord = (value: unknown): Household | Site =>
  (value as { kind?: unknown }).kind === 'site' ? Site.parse(value) : Household.parse(value);

/** How a read is to be taken: as of now, or at half the price as of a moment ago. */
export type Reading = 'consistent' | 'eventual';

/** The record, its flags and, for a site, its linkages: one query. Undefined where there is none. */
export const headOf = async (
  table: TableClient,
  subject: Subject,
  reading: Reading = 'consistent',
): Promise<Head | undefined> => {
  const items = await queryAll(table, {
    ConsistentRead: reading === 'consistent',
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :until',
    ExpressionAttributeValues: { ':pk': partitionOf(subject), ':from': HEAD.from, ':until': HEAD.until },
  });
  const record = items.find(({ sk }) => sk === RECORD);
  if (!record) return undefined;
  const picked = (test: (sk: string) => boolean) => items.filter(({ sk }) => test(String(sk)));
  return {
    record: parseRecord(record.record),
    flags: picked(isFlagKey).map(({ flag }) => Flag.parse(flag)),
    links: picked(isLinkKey).map(({ links }) => SiteLinks.parse(links)),
  };
};

/** The record alone, eventually consistent: half the price, for lists and reports. */
export const recordOf = async (
  { client, name }: TableClient,
  subject: Subject,
): Promise<Household | Site | undefined> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: recordKey(subject) }));
  return Item ? parseRecord(Item.record) : undefined;
};

const PREFIXES = { household: HOUSEHOLDS, site: SITES } as const;

/** Where a list goes on: behind this record. */
export interface After<Id> {
  readonly limit: number;
  readonly after?: Id | undefined;
}

/** Summaries of a township's households or of its sites, a page at a time; `next` is the id to go on behind. */
export const summariesOfTownship = async <Kind extends Subject['kind']>(
  table: TableClient,
  township: AreaCode,
  kind: Kind,
  { limit, after }: After<Extract<Subject, { kind: Kind }>['id']>,
): Promise<{ items: Extract<Summary, { kind: Kind }>[]; next?: string }> => {
  const start = after && ({ kind, id: after } as Subject);
  const { items, next } = await queryPage(table, {
    IndexName: 'byArea',
    KeyConditionExpression: 'township = :township AND begins_with(pk, :kind)',
    ExpressionAttributeValues: { ':township': township, ':kind': PREFIXES[kind] },
    Limit: limit,
    ExclusiveStartKey: start && { ...recordKey(start), ...areaIndex(township) },
  });
  const last = next && subjectOf(String(next.pk));
  return {
    items: items.map((item) => summaryIn(item) as Extract<Summary, { kind: Kind }>),
    ...(last ? { next: last.id } : {}),
  };
};

/**
 * Summaries of everything in a township, households and sites, page by page. A record whose summary cannot be read
 * is told to `unreadable`; without one it is thrown.
 */
export async function* recordsOfTownship(
  table: TableClient,
  township: AreaCode,
  unreadable?: (subject: Subject) => void,
): AsyncGenerator<Summary[]> {
  const pages = queryPages(table, {
    IndexName: 'byArea',
    KeyConditionExpression: 'township = :township',
    ExpressionAttributeValues: { ':township': township },
  });
  for await (const items of pages) {
    yield items.flatMap((item) => {
      try {
        return [summaryIn(item)];
      } catch (error) {
        const subject = subjectOf(String(item.pk));
        if (!unreadable || !subject) throw error;
        unreadable(subject);
        return [];
      }
    });
  }
}

/** Summaries of a site's households. */
export const householdsOfSite = async (table: TableClient, site: SiteId): Promise<HouseholdSummary[]> => {
  const { siteOf } = siteIndex(site);
  const items = await queryAll(table, {
    IndexName: 'bySite',
    KeyConditionExpression: 'siteOf = :site',
    ExpressionAttributeValues: { ':site': siteOf },
  });
  return items.map((item) => HouseholdSummary.parse(summaryIn(item)));
};

/** Live flags of a county by the day they are due, a page at a time; `next` is the key to go on behind. */
export const openFlagsOfCounty = async (
  table: TableClient,
  county: AreaCode,
  { limit, after }: After<OpenFlagKey>,
): Promise<{ items: Flag[]; next?: OpenFlagKey }> => {
  const { items, next } = await queryPage(table, {
    IndexName: 'openFlags',
    KeyConditionExpression: 'openCounty = :county',
    ExpressionAttributeValues: { ':county': county },
    Limit: limit,
    ExclusiveStartKey: after && openFlagStart(county, after),
  });
  return {
    items: items.map(({ flag }) => Flag.parse(flag)),
    ...(next ? { next: OpenFlagKey.parse(next.due) } : {}),
  };
};

/** Who holds each of these claims; keys that nobody holds are missing. Consistent. */
const ownersOf = async (table: TableClient, keys: readonly Key[]): Promise<Map<string, string>> => {
  const unique = [...new Map(keys.map((key) => [key.pk, key])).values()];
  const items = await itemsOf(table, unique, {
    ConsistentRead: true,
    ProjectionExpression: 'pk, #owner',
    ExpressionAttributeNames: { '#owner': 'owner' },
  });
  return new Map(items.map(({ pk, owner }) => [String(pk), String(owner)]));
};

const ownedBy = async <T, Id>(
  table: TableClient,
  things: readonly T[],
  keyOf: (thing: T) => Key,
  id: { parse: (owner: unknown) => Id },
): Promise<Map<T, Id>> => {
  const keys = things.map(keyOf);
  const owners = await ownersOf(table, keys);
  return new Map(
    things.flatMap((thing, i) => {
      const owner = owners.get(keys[i]?.pk ?? '');
      return owner === undefined ? [] : [[thing, id.parse(owner)]];
    }),
  );
};

/** Who holds each of a record's claims: the ones that are not its own, each as what it is. */
export const claimsNotHeld = async (
  table: TableClient,
  record: Household | Site,
  personSecret: Uint8Array | undefined,
): Promise<string[]> => {
  const claims = claimsOf(record, personSecret);
  const owners = await ownersOf(
    table,
    claims.map(({ key }) => key()),
  );
  return claims.filter(({ key }) => owners.get(key().pk) !== record.id).map(({ what }) => what);
};

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

/** The households that people are in, by the keyed hashes of their ID numbers. */
export const householdsOfPeople = (table: TableClient, hashes: readonly string[]) =>
  ownedBy(table, hashes, personKey, HouseholdId);

/** The households of 户编号. */
export const householdsOfNumbers = (table: TableClient, numbers: readonly string[]) =>
  ownedBy(table, numbers, householdNumberKey, HouseholdId);

/** The sites of names in a county. */
export const sitesOfNames = (table: TableClient, county: string, names: readonly string[]) =>
  ownedBy(table, names, (name) => siteNameKey(county, name), SiteId);

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

/** Whether the table answers a read. */
export const tableAnswers = async ({ client, name }: TableClient): Promise<boolean> => {
  try {
    await client.send(new GetCommand({ TableName: name, Key: householdNumberKey('healthz') }));
    return true;
  } catch {
    return false;
  }
};
