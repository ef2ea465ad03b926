import { TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Household } from '../../domain/records/household.ts';
import type { Site } from '../../domain/records/site.ts';
import type { Subject } from '../../domain/records/subject.ts';
import type { Keys } from '../../secrets/keys.ts';
import type { TableClient } from '../store/client.ts';
import { claimOwner, type Key, linkingHousehold, linkKey, recordKey } from '../store/keys.ts';
import { claimsOf } from './claims.ts';
import { linksOf } from './links.ts';
import { parseRecord } from './stored-record.ts';

/** An item derived from a record: one of its claims, or its linkages in a site's partition. */
export interface Dependent {
  readonly what: 'claim' | 'link';
  readonly key: Key;
  readonly owner: Subject;
}

/** Returns a name that identifies a dependent; a claim of another owner has another name. */
export const dependentName = ({ key, owner }: Pick<Dependent, 'key' | 'owner'>): string =>
  `${key.pk} ${key.sk} ${owner.id}`;

/** Returns an item as a dependent; undefined for any other item. */
export function dependentIn(item: Readonly<Record<string, unknown>>): Dependent | undefined {
  const key = { pk: String(item.pk), sk: String(item.sk) };
  const linking = linkingHousehold(key.sk);
  if (linking) return { what: 'link', key, owner: { kind: 'household', id: linking } };
  const owner = claimOwner(key, item.owner);
  return owner && { what: 'claim', key, owner };
}

/** Returns the names of all dependents of a record. */
export function dependentNames(owner: Subject, record: Household | Site, keys: Keys): string[] {
  const links = record.kind === 'household' ? [...linksOf(record).keys()] : [];
  const keysOfDependents = [
    ...claimsOf(record, keys).map(({ key }) => key()),
    ...links.flatMap((site) => (record.kind === 'household' ? [linkKey(site, record.id)] : [])),
  ];
  return keysOfDependents.map((key) => dependentName({ key, owner }));
}

/** A dependent that its owner's record does not imply, with that record's version; undefined without a record. */
export interface Orphan extends Dependent {
  readonly version: number | undefined;
}

/** Returns the dependent if it is an orphan; reads it and its owner in one transaction. */
export async function orphanOf(
  { client, name }: TableClient,
  dependent: Dependent,
  keys: Keys,
): Promise<Orphan | undefined> {
  const both = [dependent.key, recordKey(dependent.owner)];
  const { Responses } = await client.send(
    new TransactGetCommand({ TransactItems: both.map((Key) => ({ Get: { TableName: name, Key } })) }),
  );
  const [item, owner] = (Responses ?? []).map(({ Item }) => Item);
  const current = item && dependentIn(item);
  if (!current || dependentName(current) !== dependentName(dependent)) return undefined;
  const record = owner && parseRecord(owner.record);
  if (record && dependentNames(dependent.owner, record, keys).includes(dependentName(dependent)))
    return undefined;
  return { ...dependent, version: record?.version };
}

/** Deletes an orphan, on condition that its owner's record is unchanged since the read. */
export async function removeOrphan(
  { client, name }: TableClient,
  { what, key, owner, version }: Orphan,
): Promise<void> {
  const unchanged =
    version === undefined
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: '#record.#version = :version',
          ExpressionAttributeNames: { '#record': 'record', '#version': 'version' },
          ExpressionAttributeValues: { ':version': version },
        };
  const isSameOwner =
    what === 'claim'
      ? {
          ConditionExpression: '#owner = :owner',
          ExpressionAttributeNames: { '#owner': 'owner' },
          ExpressionAttributeValues: { ':owner': owner.id },
        }
      : {};
  await client.send(
    new TransactWriteCommand({
      TransactItems: [
        { ConditionCheck: { TableName: name, Key: recordKey(owner), ...unchanged } },
        { Delete: { TableName: name, Key: key, ...isSameOwner } },
      ],
    }),
  );
}
