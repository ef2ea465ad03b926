import type { AreaCode } from '../../domain/areas/area.ts';
import type { HouseholdId, SiteId } from '../../domain/records/ids.ts';
import type { Subject } from '../../domain/records/subject.ts';
import type { TableClient } from '../store/client.ts';
import { areaIndex, HOUSEHOLDS, recordKey, SITES, siteIndex, subjectOf } from '../store/keys.ts';
import { queryAll, queryPage, queryPages } from '../store/read.ts';
import { householdSummaryIn, summaryIn } from './stored-summary.ts';
import type { HouseholdSummary, Summary } from './summary.ts';

const PREFIXES = { household: HOUSEHOLDS, site: SITES } as const;

/** The size of a page and the record to continue after. */
export interface After<Id> {
  readonly limit: number;
  readonly after?: Id | undefined;
}

/** Reads a page of summaries of a township's households or sites; `next` is the id to continue after. */
export async function summariesOfTownship<Kind extends Subject['kind']>(
  table: TableClient,
  township: AreaCode,
  kind: Kind,
  { limit, after }: After<Extract<Subject, { kind: Kind }>['id']>,
): Promise<{ items: Extract<Summary, { kind: Kind }>[]; next?: string }> {
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
}

/**
 * Reads the summaries of a township's households and sites, page by page. Passes a record whose summary cannot be parsed to
 * `onUnreadable`; throws without that callback.
 */
export async function* recordsOfTownship(
  table: TableClient,
  township: AreaCode,
  onUnreadable?: (subject: Subject) => void,
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
        if (!onUnreadable || !subject) throw error;
        onUnreadable(subject);
        return [];
      }
    });
  }
}

/** Reads the summaries of a site's households. */
export async function householdsOfSite(table: TableClient, site: SiteId): Promise<HouseholdSummary[]> {
  const { siteOf } = siteIndex(site);
  const items = await queryAll(table, {
    IndexName: 'bySite',
    KeyConditionExpression: 'siteOf = :site',
    ExpressionAttributeValues: { ':site': siteOf },
  });
  return items.map((item) => householdSummaryIn(item));
}

/** Reads a page of summaries of a site's households; `next` is the id to continue after. */
export async function pageOfSite(
  table: TableClient,
  site: SiteId,
  { limit, after }: After<HouseholdId>,
): Promise<{ items: HouseholdSummary[]; next?: string }> {
  const index = siteIndex(site);
  const { items, next } = await queryPage(table, {
    IndexName: 'bySite',
    KeyConditionExpression: 'siteOf = :site',
    ExpressionAttributeValues: { ':site': index.siteOf },
    Limit: limit,
    ExclusiveStartKey: after && { ...recordKey({ kind: 'household', id: after }), ...index },
  });
  const last = next && subjectOf(String(next.pk));
  return {
    items: items.map((item) => householdSummaryIn(item)),
    ...(last ? { next: last.id } : {}),
  };
}
