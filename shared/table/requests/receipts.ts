import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { inOrderOfRules, Receipt } from '../../domain/records/receipt.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import { receiptKey } from '../store/keys.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { fieldsWrite } from '../store/write-fields.ts';

/** What a command was answered, kept under the key that its caller gave it, so that it is done once. */
export const StoredReceipt = z.strictObject({
  /** Of the request that it answered: the same key with another request is a mistake of the caller. */
  digest: z.string(),
  /** None for a bulk request: each of its items has its own. */
  receipt: Receipt.transform((kept) => ({ ...kept, outcomes: inOrderOfRules(kept.outcomes) })).optional(),
});
export type StoredReceipt = z.infer<typeof StoredReceipt>;

const KeptReceipt = tolerant(StoredReceipt);

/** Under which key of which caller a command is done once. */
export interface Once {
  readonly caller: string;
  readonly key: string;
  readonly digest: string;
}

/** A receipt to be written with what it is the receipt of. */
export interface ReceiptToKeep {
  readonly once: Once;
  readonly receipt: Receipt;
  /** The instant, in milliseconds. */
  readonly now: number;
}

/** A key serves for a day. */
const KEPT_SECONDS = 24 * 60 * 60;

const seconds = (now: number): number => Math.floor(now / 1000);

/** Puts a receipt, on condition that none is kept under its key; one whose day is over counts as none. */
export const receiptPut = (TableName: string, { once, receipt, now }: ReceiptToKeep) => ({
  TableName,
  Item: {
    ...receiptKey(once.caller, once.key),
    digest: once.digest,
    receipt,
    expires: seconds(now) + KEPT_SECONDS,
    ...VERSIONED,
  },
  ConditionExpression: 'attribute_not_exists(pk) OR #expires <= :now',
  ExpressionAttributeNames: { '#expires': 'expires' },
  ExpressionAttributeValues: { ':now': seconds(now) },
});

/**
 * Takes a key for a request that does many things, each under a key of its own; false where it has been used for
 * another request. The same request may take it again.
 */
export async function claimKey(
  { client, name: TableName }: TableClient,
  { caller, key, digest }: Once,
  now: number,
): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand(
        fieldsWrite(
          TableName,
          receiptKey(caller, key),
          { digest, receipt: undefined, expires: seconds(now) + KEPT_SECONDS },
          {
            ConditionExpression: 'attribute_not_exists(pk) OR #expires <= :now OR #digest = :digest',
            ExpressionAttributeNames: { '#expires': 'expires', '#digest': 'digest' },
            ExpressionAttributeValues: { ':now': seconds(now), ':digest': digest },
          },
        ),
      ),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The receipt kept under a key; undefined where there is none, or its day is over. Consistent. */
export async function receiptUnder(
  { client, name }: TableClient,
  { caller, key }: Once,
  now: number,
): Promise<StoredReceipt | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: receiptKey(caller, key), ConsistentRead: true }),
  );
  return Item && Number(Item.expires) > seconds(now)
    ? KeptReceipt.parse({ digest: Item.digest, receipt: Item.receipt })
    : undefined;
}

/** Keeps the receipt of a command that had nothing to write; false where one is kept already under its key. */
export async function keepReceipt({ client, name }: TableClient, receipt: ReceiptToKeep): Promise<boolean> {
  try {
    await client.send(new PutCommand(receiptPut(name, receipt)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
