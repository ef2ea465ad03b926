import * as z from 'zod';
import type { Household } from '../../domain/records/household.ts';
import { HouseholdId, MemberId, SiteId } from '../../domain/records/ids.ts';
import type { Site } from '../../domain/records/site.ts';
import type { Keys } from '../../secrets/keys.ts';
import { agrees } from '../store/agrees.ts';
import type { TableClient } from '../store/client.ts';
import { householdNumberKey, type Key, personHashes, personKey, siteNameKey } from '../store/keys.ts';
import { itemsOf } from '../store/read.ts';
import { type Claim, claimsOf } from './claims.ts';

/** The claims that stand under these keys, by partition; keys under which none stands are missing. Consistent. */
const claimItems = async (
  table: TableClient,
  keys: readonly Key[],
): Promise<Map<string, Readonly<Record<string, unknown>>>> => {
  const unique = [...new Map(keys.map((key) => [key.pk, key])).values()];
  const items = await itemsOf(table, unique, { ConsistentRead: true });
  return new Map(items.map((item) => [String(item.pk), item]));
};

const claimOwners = async <T, Id>(
  table: TableClient,
  things: readonly T[],
  keyOf: (thing: T) => Key,
  id: { parse: (owner: unknown) => Id },
): Promise<Map<T, Id>> => {
  const keys = things.map(keyOf);
  const claims = await claimItems(table, keys);
  return new Map(
    things.flatMap((thing, i) => {
      const owner = claims.get(keys[i]?.pk ?? '')?.owner;
      return owner === undefined ? [] : [[thing, id.parse(owner)]];
    }),
  );
};

/** The claims of a record that do not stand as it says: missing, another record's, or with other fields. */
export async function missingClaims(
  table: TableClient,
  record: Household | Site,
  keys: Keys,
): Promise<Claim[]> {
  const claims = claimsOf(record, keys);
  const stand = await claimItems(
    table,
    claims.map(({ key }) => key()),
  );
  return claims.filter(({ key, fields }) => !agrees(stand.get(key().pk), { ...key(), ...fields }));
}

/** Where a person is. */
const Whereabouts = z
  .object({ owner: HouseholdId, member: MemberId })
  .transform(({ owner, member }) => ({ household: owner, member }));
export type Whereabouts = z.infer<typeof Whereabouts>;

/** Where people are, by their ID numbers; who is in no household is missing. One consistent batch get. */
export async function householdsOfPeople(
  table: TableClient,
  keys: Keys,
  idNumbers: readonly string[],
): Promise<Map<string, Whereabouts>> {
  const keysOf = new Map(idNumbers.map((one) => [one, personHashes(keys, one).map(personKey)]));
  const claims = await claimItems(table, [...keysOf.values()].flat());
  return new Map(
    [...keysOf].flatMap(([idNumber, under]) => {
      const [claim] = under.flatMap(({ pk }) => claims.get(pk) ?? []);
      return claim ? [[idNumber, Whereabouts.parse(claim)] as const] : [];
    }),
  );
}

/** The households of 户编号. */
export const householdsOfNumbers = (table: TableClient, numbers: readonly string[]) =>
  claimOwners(table, numbers, householdNumberKey, HouseholdId);

/** The sites of names in a county. */
export const sitesOfNames = (table: TableClient, county: string, names: readonly string[]) =>
  claimOwners(table, names, (name) => siteNameKey(county, name), SiteId);
