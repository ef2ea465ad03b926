import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { AreaCode, townshipOf } from '../../domain/areas/area.ts';
import { Instant } from '../../domain/calendar/dates.ts';
import type { Household } from '../../domain/records/household.ts';
import { HouseholdId, SiteId } from '../../domain/records/ids.ts';
import type { Residence, Site } from '../../domain/records/site.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import { touchedKey, touchedPartition } from '../store/keys.ts';
import { queryAll } from '../store/read.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { linksOf } from './links.ts';

/** A mark that a household's change affects a site's finding. */
const TouchedSite = z.strictObject({
  site: SiteId,
  household: HouseholdId,
  /** The household's township. */
  township: AreaCode,
  /** The household's version after the change, and its time. */
  version: z.int(),
  at: Instant,
});
export type TouchedSite = z.infer<typeof TouchedSite>;

const StoredTouchedSite = tolerant(TouchedSite);

/** Returns the period for which a household lives at its site. */
export const residenceOf = ({ id, movedIn, dissolved }: Household): Residence => ({
  household: id,
  movedIn,
  dissolved,
});

/** Returns by site the facts of a household that the site's finding depends on: residence and linkages. */
const siteFacts = (household: Household): Map<SiteId, string> => {
  const sites = new Map([...linksOf(household)].map(([site, links]) => [site, JSON.stringify(links)]));
  const { siteId, area } = household;
  const residence = [residenceOf(household), townshipOf(area)];
  if (siteId) sites.set(siteId, `${sites.get(siteId) ?? ''}${JSON.stringify(residence)}`);
  return sites;
};

interface Change {
  readonly before: Household | Site | undefined;
  readonly after: Household | Site;
}

/** Returns the sites whose finding depends on a change of a household. */
export function touchedBy({ before, after }: Change): SiteId[] {
  if (after.kind !== 'household') return [];
  const factsBefore = before?.kind === 'household' ? siteFacts(before) : new Map<SiteId, string>();
  const factsAfter = siteFacts(after);
  const sites = new Set([...factsBefore.keys(), ...factsAfter.keys()]);
  return [...sites].filter((site) => factsBefore.get(site) !== factsAfter.get(site));
}

/** Builds the items that make the next audit evaluate the sites touched by a change, one a site. */
export function touchedItems(change: Change, at: string): Record<string, unknown>[] {
  const { after } = change;
  if (after.kind !== 'household') return [];
  const { id: household, version, area } = after;
  const township = townshipOf(area);
  if (!township) return [];
  return touchedBy(change).map((site) => ({
    ...touchedKey(township, site, household),
    touched: { site, household, township, version, at } satisfies TouchedSite,
    ...VERSIONED,
  }));
}

/** Reads the touched sites of a township's households that no audit has evaluated since; eventually consistent. */
export async function touchedIn(table: TableClient, township: AreaCode): Promise<TouchedSite[]> {
  const items = await queryAll(table, {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': touchedPartition(township) },
  });
  return items.map(({ touched }) => StoredTouchedSite.parse(touched));
}

/** Deletes the mark of a touched site unless a later change touched it again. */
export async function removeTouched(
  { client, name }: TableClient,
  { township, site, household, version }: TouchedSite,
): Promise<void> {
  await client
    .send(
      new DeleteCommand({
        TableName: name,
        Key: touchedKey(township, site, household),
        ConditionExpression: '#touched.#version = :version',
        ExpressionAttributeNames: { '#touched': 'touched', '#version': 'version' },
        ExpressionAttributeValues: { ':version': version },
      }),
    )
    .catch((error: unknown) => {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    });
}
