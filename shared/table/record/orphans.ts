import { TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Household } from '../../domain/records/household.ts';
import type { Site } from '../../domain/records/site.ts';
import type { Subject } from '../../domain/records/subject.ts';
import type { Keys } from '../../secrets/keys.ts';
import type { TableClient } from '../store/client.ts';
import { holderOf, type Key, linkingHousehold, linkKey, recordKey } from '../store/keys.ts';
import { claimsOf } from './claims.ts';
import { linksOf } from './links.ts';
import { parseRecord } from './stored-record.ts';

/** An item that stands because a record says so: a claim of it, or its linkages beside a site. */
export interface Dependent {
  readonly what: 'claim' | 'link';
  readonly key: Key;
  readonly owner: Subject;
}

/** Tells dependents apart: a claim that stands for another owner is another one. */
export const dependentName = ({ key, owner }: Pick<Dependent, 'key' | 'owner'>): string =>
  `${key.pk} ${key.sk} ${owner.id}`;

/** The dependent that an item is; undefined for any other item. */
export function dependentIn(item: Readonly<Record<string, unknown>>): Dependent | undefined {
  const key = { pk: String(item.pk), sk: String(item.sk) };
  const linking = linkingHousehold(key.sk);
  if (linking) return { what: 'link', key, owner: { kind: 'household', id: linking } };
  const owner = holderOf(key, item.owner);
  return owner && { what: 'claim', key, owner };
}

/** The names of everything that stands because this record says so. */
export function dependentNames(owner: Subject, record: Household | Site, keys: Keys): string[] {
  const links = record.kind === 'household' ? [...linksOf(record).keys()] : [];
  const standing = [
    ...claimsOf(record, keys).map(({ key }) => key()),
    ...links.flatMap((site) => (record.kind === 'household' ? [linkKey(site, record.id)] : [])),
  ];
  return standing.map((key) => dependentName({ key, owner }));
}

/** A dependent of which its owner's record knows nothing, and the version of that record; none where there is none. */
export interface Orphan extends Dependent {
  readonly version: number | undefined;
}

/** The dependent as an orphan, if it is one: both it and its owner as they stand at one moment. */
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
  const standing = item && dependentIn(item);
  if (!standing || dependentName(standing) !== dependentName(dependent)) return undefined;
  const record = owner && parseRecord(owner.record);
  if (record && dependentNames(dependent.owner, record, keys).includes(dependentName(dependent)))
    return undefined;
  return { ...dependent, version: record?.version };
}

/** Deletes an orphan, on condition that its owner's record is still the one that knows nothing of it. */
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
  const stillTheirs =
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
        { Delete: { TableName: name, Key: key, ...stillTheirs } },
      ],
    }),
  );
}
