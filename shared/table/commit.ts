import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Keys } from '../keys-of-secret.ts';
import { Refused } from '../records/refusal.ts';
import type { TableClient } from './client.ts';
import { Busy, Throttled, VersionConflict } from './faults.ts';
import {
  besideWrites,
  type Commit,
  claimWrites,
  flagWrites,
  linkWrites,
  recordWrite,
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

/** What a cancelled transaction says: a claim of another record, a newer version, another one met, or throttling. */
export const cancelled = (error: unknown, writes: readonly Write[], before: Commit['before']): unknown => {
  const reasons = reasonsOf(error);
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
 * changed, support entries, claims and linkages. The token makes a retry after a lost reply exact. Returns how many
 * flags found no room; the record is then due until it is evaluated again, whoever comes to do that.
 * Throws `VersionConflict` where the record has moved on, `Refused` where a claim is somebody else's, `Throttled`
 * where the table has too much to do, `Busy` where it does not answer.
 */
export const commit = async (
  { client, name }: TableClient,
  what: Commit,
  token: string,
  keys: Keys,
): Promise<{ flagsLeft: number }> => {
  const beside = [...claimWrites(name, what, keys), ...besideWrites(name, what), ...linkWrites(name, what)];
  const { evaluated: _, ...due } = what.after;
  const fitting = what.flags.slice(0, MOST_WRITES - 1 - beside.length);
  const flagsLeft = what.flags.length - fitting.length;
  const writes = [recordWrite(name, what, flagsLeft === 0 ? what.after : due), ...beside];
  try {
    await client.send(
      new TransactWriteCommand({
        ClientRequestToken: token,
        TransactItems: [...writes, ...flagWrites(name, what, fitting)].map(({ item }) => item),
      }),
    );
  } catch (error) {
    throw cancelled(error, writes, what.before);
  }
  return { flagsLeft };
};
