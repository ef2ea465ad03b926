import type { Household } from '../records/household.ts';
import { HouseholdId, SiteId } from '../records/ids.ts';
import type { Site } from '../records/site.ts';
import { claimsOf } from './claims.ts';
import type { TableClient } from './client.ts';
import { householdNumberKey, type Key, personKey, siteNameKey } from './keys.ts';
import { itemsOf } from './read.ts';

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

/** The households that people are in, by the keyed hashes of their ID numbers. */
export const householdsOfPeople = (table: TableClient, hashes: readonly string[]) =>
  ownedBy(table, hashes, personKey, HouseholdId);

/** The households of 户编号. */
export const householdsOfNumbers = (table: TableClient, numbers: readonly string[]) =>
  ownedBy(table, numbers, householdNumberKey, HouseholdId);

/** The sites of names in a county. */
export const sitesOfNames = (table: TableClient, county: string, names: readonly string[]) =>
  ownedBy(table, names, (name) => siteNameKey(county, name), SiteId);
