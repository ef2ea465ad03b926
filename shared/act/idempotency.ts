import type { Deps } from '../deps.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { Refused } from '../domain/records/refusal.ts';
import { Busy } from '../faults.ts';
import { AlreadyApplied } from '../table/record/commit.ts';
import { type IdempotencyKey, receiptUnder } from '../table/requests/receipts.ts';

/** Refusals for lack of permission: these never replay a receipt. */
const NOT_ALLOWED: ReadonlySet<string> = new Set([
  'not_permitted',
  'origin_reads_only',
  'outside_areas',
  'record_unknown',
]);

/** Returns whether an error can come from a repetition of a command that was applied before. */
const mayHaveRun = (error: unknown): boolean =>
  error instanceof AlreadyApplied || (error instanceof Refused && !NOT_ALLOWED.has(error.code));

/** Returns the receipt stored under a key; undefined if there is none. Throws `Refused`. */
const storedReceipt = async (
  deps: Deps,
  idempotencyKey: IdempotencyKey,
  permitStill: (receipt: Receipt) => Promise<void>,
): Promise<Receipt | undefined> => {
  const stored = await receiptUnder(deps.table, idempotencyKey, deps.clock());
  if (!stored) return undefined;
  const { digest, receipt } = stored;
  if (digest !== idempotencyKey.digest || !receipt) throw new Refused('key_used_otherwise');
  await permitStill(receipt);
  return receipt;
};

/**
 * Runs the command; if its idempotency key was used, returns the stored receipt. A repetition is recognised by its
 * failure, so that the first run costs no read. `permitStill` throws `Refused` if the actor has lost the permission.
 */
export async function replayIfDone(
  deps: Deps,
  idempotencyKey: IdempotencyKey | undefined,
  permitStill: (receipt: Receipt) => Promise<void>,
  command: () => Promise<Receipt>,
): Promise<Receipt> {
  try {
    return await command();
  } catch (error) {
    const receipt =
      idempotencyKey && mayHaveRun(error)
        ? await storedReceipt(deps, idempotencyKey, permitStill)
        : undefined;
    if (receipt) return receipt;
    throw error instanceof AlreadyApplied ? new Busy(error.name, { cause: error }) : error;
  }
}
