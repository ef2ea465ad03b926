import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { withFlagsOnly } from '../../domain/history/entry.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { Busy, Throttled, VersionConflict } from '../../faults.ts';
import type { Keys } from '../../secrets/keys.ts';
import type { TableClient } from '../store/client.ts';
import {
  besideWrites,
  type Commit,
  claimWrites,
  flagWrites,
  linkWrites,
  newsWrites,
  receiptWrites,
  recordWrite,
  touchedWrites,
  type Write,
} from './writes.ts';

/** DynamoDB takes so many writes in a transaction. */
export const MOST_WRITES = 100;

const CLAIM_REFUSALS = {
  person: 'person_elsewhere',
  household_number: 'household_number_taken',
  site_name: 'site_name_taken',
} as const;

const reasonsOf = (error: unknown) =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];

/** The reasons of a cancelled transaction that are no fault of its own. */
const THROTTLING = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** A receipt is kept already under the key with which the command was to be done once. */
export class AlreadyApplied extends Error {
  override readonly name = 'DoneBefore';
}

/**
 * What a cancelled transaction says: it has been done before, a claim of another record, a newer version, another
 * one met, or throttling.
 */
export const toDomainError = (
  error: unknown,
  writes: readonly Write[],
  before: object | undefined,
): unknown => {
  const reasons = reasonsOf(error);
  const wasDone = writes.some(
    ({ isReceipt }, i) => isReceipt && reasons[i]?.Code === 'ConditionalCheckFailed',
  );
  if (wasDone) return new AlreadyApplied();
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
};

/**
 * Writes a decision as one transaction: the record on condition of its version, its change entry, the flags that
 * changed, support entries, claims, linkages and the sites it touched. The token makes a retry after a lost reply exact. Returns how many
 * flags found no room; the record is then due until it is evaluated again, whoever comes to do that.
 * Throws `DoneBefore` where the receipt's key has been used, `VersionConflict` where the record has moved on,
 * `Refused` where a claim is somebody else's, `Throttled` where the table has too much to do, `Busy` where it does not
 * answer.
 */
export const commit = async (
  { client, name }: TableClient,
  what: Commit,
  token: string,
  keys: Keys,
): Promise<{ flagsLeft: number }> => {
  const others = [
    ...claimWrites(name, what, keys),
    ...linkWrites(name, what),
    ...touchedWrites(name, what),
    ...receiptWrites(name, what),
  ];
  // What flags that are left have to tell follows with them; what there is to tell is one item.
  const besides = [...besideWrites(name, what), ...newsWrites(name, what)];
  const room = MOST_WRITES - 1 - others.length - besides.length;
  const flagsLeft = Math.max(0, what.flags.length - room);
  const fitting = flagsLeft === 0 ? what : withFlagsOnly(what, what.flags.slice(0, room));
  const writes = [
    recordWrite(name, fitting),
    ...others,
    ...besideWrites(name, fitting),
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
    throw toDomainError(error, writes, what.before);
  }
  return { flagsLeft };
};
