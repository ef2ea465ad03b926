import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';
import type { Household } from '../../shared/domain/records/household.ts';
import type { HouseholdId } from '../../shared/domain/records/ids.ts';
import { Throttled, VersionConflict } from '../../shared/faults.ts';
import type { Claim } from '../../shared/table/record/claims.ts';
import { missingClaims } from '../../shared/table/record/owners.ts';
import { recordOf } from '../../shared/table/record/records.ts';
import { restoreClaims } from '../../shared/table/record/restore-claims.ts';
import { parseRecord } from '../../shared/table/record/stored-record.ts';
import { scannedItems, scannedRecord } from '../../shared/table/store/scan.ts';

/** The number of segments scanned in parallel, and of households of each checked concurrently. */
const SEGMENTS = 4;
const AT_ONCE = 4;
/** Enough for a household that people are editing. */
const MOST_ATTEMPTS = 20;
const LONGEST_PAUSE_MS = 400;

export interface RehashResult {
  /** The number of households checked. */
  readonly looked: number;
  /** The number of missing claims of people, which are restored when writing. */
  readonly missing: number;
  /** The ids of households that could not be checked or written. */
  readonly failed: readonly string[];
}

const missingOf = async (deps: Deps, household: Household): Promise<Claim[]> => {
  const claims = await missingClaims(deps.table, household, await deps.keys());
  return claims.filter(({ what }) => what === 'person');
};

/** Restores the missing claims of a household, retrying on conflicts. Returns their number. */
const restoreClaimsOf = async (deps: Deps, id: HouseholdId): Promise<number> => {
  for (let tries = 1; ; tries++) {
    const record = await recordOf(deps.table, { kind: 'household', id });
    if (record?.kind !== 'household') return 0;
    const missing = await missingOf(deps, record);
    try {
      await restoreClaims(deps.table, record, missing);
      return missing.length;
    } catch (error) {
      const again = error instanceof VersionConflict || error instanceof Throttled;
      if (!again || tries === MOST_ATTEMPTS) throw error;
      await deps.pause(deps.random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** tries));
    }
  }
};

/**
 * Checks that every person is claimed under every key, and with `write` restores missing claims: the work of a rotation
 * of the person key. Existing claims are not written, so that it can be interrupted and repeated. A household that fails
 * is named in the result and stops no other.
 */
export async function rehash(
  deps: Deps,
  { write, progress }: { readonly write: boolean; readonly progress?: (looked: number) => void },
): Promise<RehashResult> {
  const counts = { looked: 0, missing: 0 };
  const failed: string[] = [];

  const look = async (id: string, item: Readonly<Record<string, unknown>>): Promise<void> => {
    try {
      const record = parseRecord(item.record);
      if (record.kind !== 'household') return;
      const missing = await missingOf(deps, record);
      const count = write && missing.length > 0 ? await restoreClaimsOf(deps, record.id) : missing.length;
      counts.missing += count;
    } catch (error) {
      failed.push(id);
      deps.log('rehash_failed', { id, error: String(error) });
    }
    counts.looked++;
    progress?.(counts.looked);
  };

  const segments = Array.from({ length: SEGMENTS }, (_, segment) => segment);
  await pMap(segments, async (segment) => {
    for await (const items of scannedItems(deps.table, segment, SEGMENTS)) {
      const households = items
        .flatMap((item) => scannedRecord(item) ?? [])
        .filter(({ subject }) => subject.kind === 'household');
      await pMap(households, ({ subject, item }) => look(subject.id, item), { concurrency: AT_ONCE });
    }
  });
  return { ...counts, failed };
}
