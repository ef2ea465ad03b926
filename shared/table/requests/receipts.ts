import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { inOrderOfRules, Receipt } from '../../domain/records/receipt.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import type { TableClient } from '../store/client.ts';
import { receiptKey } from '../store/keys.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { fieldsWrite } from '../store/write-fields.ts';

/** The receipt of a command, stored under its idempotency key. */
export const StoredReceipt = z.strictObject({
  /** The digest of the request: the same key with another request is an error of the caller. */
  digest: z.string(),
  /** Absent for a bulk request: each of its items has its own. */
  receipt: Receipt.transform((receipt) => ({
    ...receipt,
    outcomes: inOrderOfRules(receipt.outcomes),
  })).optional(),
});
export type StoredReceipt = z.infer<typeof StoredReceipt>;

const TolerantReceipt = tolerant(StoredReceipt);

/** A caller's idempotency key, with the digest of the request. */
export interface IdempotencyKey {
  readonly caller: string;
  readonly key: string;
  readonly digest: string;
}

/** A receipt to store in the transaction of its command. */
export interface NewReceipt {
  readonly idempotencyKey: IdempotencyKey;
  readonly receipt: Receipt;
  /** The instant, in milliseconds. */
  readonly now: number;
}

/** A key is valid for a day. */
const LIFETIME_SECONDS = 24 * 60 * 60;

const seconds = (now: number): number => Math.floor(now / 1000);

/** Builds the put of a receipt, on condition that its key has no receipt or an expired one. */
export const receiptPut = (TableName: string, { idempotencyKey, receipt, now }: NewReceipt) => ({
  TableName,
  Item: {
    ...receiptKey(idempotencyKey.caller, idempotencyKey.key),
    digest: idempotencyKey.digest,
    receipt,
    expires: seconds(now) + LIFETIME_SECONDS,
    ...VERSIONED,
  },
  ConditionExpression: 'attribute_not_exists(pk) OR #expires <= :now',
  ExpressionAttributeNames: { '#expires': 'expires' },
  ExpressionAttributeValues: { ':now': seconds(now) },
});

/**
 * Claims a key for a bulk request, whose items have keys of their own. Returns false if the key was used for another request;
 * the same request may claim it again.
 */
export async function claimKey(
  { client, name: TableName }: TableClient,
  { caller, key, digest }: IdempotencyKey,
  now: number,
): Promise<boolean> {
  try {
    await client.send(
      new UpdateCommand(
        fieldsWrite(
          TableName,
          receiptKey(caller, key),
          { digest, receipt: undefined, expires: seconds(now) + LIFETIME_SECONDS },
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

/** Reads the receipt of a key, consistently; undefined if there is none or it has expired. */
export async function receiptUnder(
  { client, name }: TableClient,
  { caller, key }: IdempotencyKey,
  now: number,
): Promise<StoredReceipt | undefined> {
  const { Item } = await client.send(
    new GetCommand({ TableName: name, Key: receiptKey(caller, key), ConsistentRead: true }),
  );
  return Item && Number(Item.expires) > seconds(now)
    ? TolerantReceipt.parse({ digest: Item.digest, receipt: Item.receipt })
    : undefined;
}

/** Stores the receipt of a command without other writes. Returns false if its key has a receipt. */
export async function keepReceipt({ client, name }: TableClient, receipt: NewReceipt): Promise<boolean> {
  try {
    await client.send(new PutCommand(receiptPut(name, receipt)));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}
