import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  ScanCommand,
  type ScanCommandOutput,
} from '@aws-sdk/lib-dynamodb';
import type { Flag } from '../../../shared/domain/ledger/flag.ts';
import type { Household } from '../../../shared/domain/records/household.ts';
import type { Site } from '../../../shared/domain/records/site.ts';
import type { Subject } from '../../../shared/domain/records/subject.ts';
import { packSummary, summaryIn } from '../../../shared/table/record/stored-summary.ts';
import type { HouseholdSummary } from '../../../shared/table/record/summary.ts';
import { flagFields, recordFields } from '../../../shared/table/record/writes.ts';
import type { TableClient } from '../../../shared/table/store/client.ts';
import { flagKey, type Key, recordKey } from '../../../shared/table/store/keys.ts';
import { VERSIONED } from '../../../shared/table/store/schema-version.ts';

export type Item = Record<string, unknown>;

const withoutUndefined = (item: Item): Item =>
  Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));

/** A record's item as it is written. */
export const recordItem = (record: Household | Site): Item => {
  const { kind, id } = record;
  return withoutUndefined({ ...recordKey({ kind, id } as Subject), ...recordFields(record), ...VERSIONED });
};

/** A flag's item as it is written. */
export const flagItem = (flag: Flag, subject: Subject): Item =>
  withoutUndefined({
    ...flagKey(subject, flag.rule, flag.member),
    ...flagFields(flag, subject),
    ...VERSIONED,
  });

/** All that stands in a table, sorted by its keys. */
export const everything = async ({ client, name }: TableClient): Promise<Item[]> => {
  const items: Item[] = [];
  let start: Item | undefined;
  do {
    const page: ScanCommandOutput = await client.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    items.push(...(page.Items ?? []));
    start = page.LastEvaluatedKey;
  } while (start);
  const place = ({ pk, sk }: Item) => `${pk} ${sk}`;
  return items.sort((a, b) => (place(a) < place(b) ? -1 : 1));
};

export const itemAt = async ({ client, name }: TableClient, key: Key): Promise<Item> => {
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead: true }));
  if (!Item) throw new Error(`nothing stands at ${key.pk} ${key.sk}`);
  return Item;
};

/** Writes an item straight into the table, past everything that watches over it. */
export const put = async ({ client, name }: TableClient, item: Item): Promise<void> => {
  await client.send(new PutCommand({ TableName: name, Item: item }));
};

export const remove = async ({ client, name }: TableClient, key: Key): Promise<void> => {
  await client.send(new DeleteCommand({ TableName: name, Key: key }));
};

/** Alters an item where it stands; `alter` gets it to write into. */
export const tamper = async (table: TableClient, key: Key, alter: (item: Item) => void): Promise<void> => {
  const item = await itemAt(table, key);
  alter(item);
  await put(table, item);
};

/** Alters the summary that an item of a household carries. */
export const alterSummary = (item: Item, fields: Partial<HouseholdSummary>): void => {
  item.summary = packSummary({ ...summaryIn(item), ...fields } as HouseholdSummary);
};
