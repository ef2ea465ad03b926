import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { withFlagsOnly } from '../../domain/history/entry.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { Busy, Throttled, VersionConflict } from '../../faults.ts';
import type { Keys } from '../../secrets/keys.ts';
import type { TableClient } from '../store/client.ts';
import {
  type Commit,
  claimWrites,
  flagWrites,
  linkWrites,
  newsWrites,
  receiptWrites,
  recordWrite,
  sideWrites,
  touchedWrites,
  type Write,
} from './writes.ts';

/** The most writes of one DynamoDB transaction. */
export const MOST_WRITES = 100;

const CLAIM_REFUSALS = {
  person: 'person_elsewhere',
  household_number: 'household_number_taken',
  site_name: 'site_name_taken',
} as const;

const reasonsOf = (error: unknown) =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];

/** Cancellation codes that mean throttling. */
const THROTTLING = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** A receipt is stored under the command's idempotency key. */
export class AlreadyApplied extends Error {
  override readonly name = 'AlreadyApplied';
}

/**
 * Converts a cancelled transaction to a domain error: applied before, another record's claim, a version conflict, or
 * throttling.
 */
export function toDomainError(error: unknown, writes: readonly Write[], before: object | undefined): unknown {
  const reasons = reasonsOf(error);
  const isAlreadyApplied = writes.some(
    ({ isReceipt }, i) => isReceipt && reasons[i]?.Code === 'ConditionalCheckFailed',
  );
  if (isAlreadyApplied) return new AlreadyApplied();
  for (const [i, { Code, Item }] of reasons.entries()) {
    const claim = writes[i]?.claim;
    if (Code === 'ConditionalCheckFailed' && claim) {
      return new Refused(CLAIM_REFUSALS[claim.what], claim.path, { owner: Item?.owner?.S ?? '' });
    }
  }
  const failed = reasons.some(({ Code }) => Code === 'ConditionalCheckFailed');
  if (failed) return before ? new VersionConflict() : new Refused('record_exists');
  if (reasons.some(({ Code }) => Code === 'TransactionConflict')) return new VersionConflict();
  const throttled = reasons.some(({ Code }) => THROTTLING.has(Code ?? ''));
  return throttled ? new Throttled('transaction', { cause: error }) : Busy.from(error);
}

/**
 * Writes a decision as one transaction: the record on condition of its version, its change entry, the flags that
 * changed, support entries, claims, linkages and the sites it touched. The token makes a retry after a lost reply exact.
 * Returns the number of flags that exceeded the transaction; the record is then due until it is evaluated again.
 * Throws `AlreadyApplied` if the receipt's key was used, `VersionConflict` if the record was changed, `Refused` if a claim
 * is another record's, `Throttled`, and `Busy` if the table does not answer.
 */
export async function commit(
  { client, name }: TableClient,
  change: Commit,
  token: string,
  keys: Keys,
): Promise<{ flagsLeft: number }> {
  const others = [
    ...claimWrites(name, change, keys),
    ...linkWrites(name, change),
    ...touchedWrites(name, change),
    ...receiptWrites(name, change),
  ];
  // News of flags left out are written with those flags; all news are one item.
  const flagDependent = [...sideWrites(name, change), ...newsWrites(name, change)];
  const remaining = MOST_WRITES - 1 - others.length - flagDependent.length;
  const flagsLeft = Math.max(0, change.flags.length - remaining);
  const fitting = flagsLeft === 0 ? change : withFlagsOnly(change, change.flags.slice(0, remaining));
  const writes = [
    recordWrite(name, fitting),
    ...others,
    ...sideWrites(name, fitting),
    ...newsWrites(name, fitting),
  ];
  try {
    await client.send(
      new TransactWriteCommand({
        ClientRequestToken: token,
        TransactItems: [...writes, ...flagWrites(name, fitting)].map(({ item }) => item),
      }),
    );
  } catch (error) {
    throw toDomainError(error, writes, change.before);
  }
  return { flagsLeft };
}
