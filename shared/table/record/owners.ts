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

/** Reads the claims of keys, consistently, by partition; a key without a claim is absent. */
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
  values: readonly T[],
  keyOf: (value: T) => Key,
  id: { parse: (owner: unknown) => Id },
): Promise<Map<T, Id>> => {
  const keys = values.map(keyOf);
  const claims = await claimItems(table, keys);
  return new Map(
    values.flatMap((value, i) => {
      const owner = claims.get(keys[i]?.pk ?? '')?.owner;
      return owner === undefined ? [] : [[value, id.parse(owner)]];
    }),
  );
};

/** Returns the claims of a record that are missing in the table, another record's, or have other fields. */
export async function missingClaims(
  table: TableClient,
  record: Household | Site,
  keys: Keys,
): Promise<Claim[]> {
  const claims = claimsOf(record, keys);
  const stored = await claimItems(
    table,
    claims.map(({ key }) => key()),
  );
  return claims.filter(({ key, fields }) => !agrees(stored.get(key().pk), { ...key(), ...fields }));
}

/** The household and member under which a person is registered. */
const Whereabouts = z
  .object({ owner: HouseholdId, member: MemberId })
  .transform(({ owner, member }) => ({ household: owner, member }));
export type Whereabouts = z.infer<typeof Whereabouts>;

/** Reads by ID number where people are registered, by one consistent batch get; an unregistered person is absent. */
export async function householdsOfPeople(
  table: TableClient,
  keys: Keys,
  idNumbers: readonly string[],
): Promise<Map<string, Whereabouts>> {
  const keysOf = new Map(idNumbers.map((one) => [one, personHashes(keys, one).map(personKey)]));
  const claims = await claimItems(table, [...keysOf.values()].flat());
  return new Map(
    [...keysOf].flatMap(([idNumber, personKeys]) => {
      const [claim] = personKeys.flatMap(({ pk }) => claims.get(pk) ?? []);
      return claim ? [[idNumber, Whereabouts.parse(claim)] as const] : [];
    }),
  );
}

/** Reads the households by 户编号. */
export const householdsOfNumbers = (table: TableClient, numbers: readonly string[]) =>
  claimOwners(table, numbers, householdNumberKey, HouseholdId);

/** Reads a county's sites by name. */
export const sitesOfNames = (table: TableClient, county: string, names: readonly string[]) =>
  claimOwners(table, names, (name) => siteNameKey(county, name), SiteId);
