import type { Deps } from '../deps.ts';
import type { Receipt } from '../domain/records/receipt.ts';
import { Refused } from '../domain/records/refusal.ts';
import { Busy } from '../faults.ts';
import { AlreadyApplied } from '../table/record/commit.ts';
import { type Once, receiptUnder } from '../table/requests/receipts.ts';

/** Refusals that hold whatever was done before: who may not do it is not told what came of it either. */
const NOT_ALLOWED: ReadonlySet<string> = new Set([
  'not_permitted',
  'origin_reads_only',
  'outside_areas',
  'record_unknown',
]);

/** Whether a command failed in a way that having been done before explains. */
const mayHaveRun = (error: unknown): boolean =>
  error instanceof AlreadyApplied || (error instanceof Refused && !NOT_ALLOWED.has(error.code));

/** What a command was answered that has been done under its key; undefined where it has not. Throws `Refused`. */
const storedReceipt = async (
  deps: Deps,
  once: Once,
  permitStill: (receipt: Receipt) => Promise<void>,
): Promise<Receipt | undefined> => {
  const stored = await receiptUnder(deps.table, once, deps.clock());
  if (!stored) return undefined;
  const { digest, receipt } = stored;
  if (digest !== once.digest || !receipt) throw new Refused('key_used_otherwise');
  await permitStill(receipt);
  return receipt;
};

/**
 * What a command comes to, and where its key has been used, what it came to then. A repeat is found by what stands in
 * its way, so that the first time costs no read. `permitStill` throws where who asks may no longer do it.
 */
export async function replayIfDone(
  deps: Deps,
  once: Once | undefined,
  permitStill: (receipt: Receipt) => Promise<void>,
  command: () => Promise<Receipt>,
): Promise<Receipt> {
  try {
    return await command();
  } catch (error) {
    const receipt = once && mayHaveRun(error) ? await storedReceipt(deps, once, permitStill) : undefined;
    if (receipt) return receipt;
    throw error instanceof AlreadyApplied ? new Busy(error.name, { cause: error }) : error;
  }
}
