import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { StoredFlag } from '../../domain/ledger/flag.ts';
import type { Subject } from '../../domain/records/subject.ts';
import { flagIndexKeys } from '../record/writes.ts';
import type { TableClient } from '../store/client.ts';
import { flagKey, isFlagKey, subjectOf } from '../store/keys.ts';
import { fieldsWrite } from '../store/write-fields.ts';

type Item = Readonly<Record<string, unknown>>;

/** A flag whose item has other keys than those derived from the flag. */
export interface MisplacedFlag {
  readonly subject: Subject;
  readonly item: Item;
  /** The keys under which the indexes should list it. */
  readonly expected: ReturnType<typeof flagIndexKeys>;
}

/** Returns a flag's item if its keys are wrong; undefined for a right or unreadable one. */
export function misplacedFlagIn(item: Item): MisplacedFlag | undefined {
  const subject = isFlagKey(String(item.sk)) ? subjectOf(String(item.pk)) : undefined;
  const flag = StoredFlag.safeParse(item.flag).data;
  if (!subject || !flag) return undefined;
  const expected = flagIndexKeys(flag, subject);
  const isPlaced =
    item.sk === flagKey(subject, flag.rule, flag.member).sk &&
    Object.entries(expected).every(([name, key]) => item[name] === key);
  return isPlaced ? undefined : { subject, item, expected };
}

/** Reads the flag again; returns it if it is still misplaced. */
export async function rereadMisplaced(
  { client, name }: TableClient,
  { item: { pk, sk } }: MisplacedFlag,
): Promise<MisplacedFlag | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: { pk, sk }, ConsistentRead: true }),
  );
  return Item && misplacedFlagIn(Item);
}

/** Writes the right keys of a flag's item, on condition that the flag is unchanged since the read. */
export async function placeFlag(
  { client, name }: TableClient,
  { item, expected }: MisplacedFlag,
): Promise<void> {
  const key = { pk: String(item.pk), sk: String(item.sk) };
  await client.send(
    new UpdateCommand(
      fieldsWrite(name, key, expected, {
        ConditionExpression: '#flag = :flag',
        ExpressionAttributeNames: { '#flag': 'flag' },
        ExpressionAttributeValues: { ':flag': item.flag },
      }),
    ),
  );
}
