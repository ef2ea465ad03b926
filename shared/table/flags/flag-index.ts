import { isDeepStrictEqual } from 'node:util';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { Flag } from '../../domain/ledger/flag.ts';
import { flagItem } from '../record/writes.ts';
import type { TableClient } from '../store/client.ts';
import { isFlagKey, type Subject, subjectOf } from '../store/keys.ts';

type Item = Readonly<Record<string, unknown>>;

/** A flag whose item has other keys than the flag itself gives it. */
export interface MisplacedFlag {
  readonly subject: Subject;
  readonly item: Item;
  /** The item as it should be. */
  readonly expected: Item;
}

/** A flag's item that is not where the index of live flags should have it; one that cannot be read is not judged. */
export const misplacedFlagIn = (item: Item): MisplacedFlag | undefined => {
  const subject = isFlagKey(String(item.sk)) ? subjectOf(String(item.pk)) : undefined;
  const flag = Flag.safeParse(item.flag).data;
  if (!subject || !flag) return undefined;
  const keys = ({ flag: _, ...rest }: Item) => rest;
  const expected: Item = { ...flagItem(flag, subject), flag: item.flag };
  return isDeepStrictEqual(keys(item), keys(expected)) ? undefined : { subject, item, expected };
};

/** The same flag as it stands now, if it is still misplaced. */
export const stillMisplaced = async (
  { client, name }: TableClient,
  { item: { pk, sk } }: MisplacedFlag,
): Promise<MisplacedFlag | undefined> => {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
  );
  return Item && misplacedFlagIn(Item);
};

/** Puts a flag's item as it should be, on condition that the flag is still the one that was read. */
export const placeFlag = async (
  { client, name }: TableClient,
  { item, expected }: MisplacedFlag,
): Promise<void> => {
  await client.send(
    new PutCommand({
      TableName: name,
      Item: expected,
      ConditionExpression: '#flag = :flag',
      ExpressionAttributeNames: { '#flag': 'flag' },
      ExpressionAttributeValues: { ':flag': item.flag },
    }),
  );
};
