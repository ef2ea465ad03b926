import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import type { Keys } from '../../shared/secrets/keys.ts';
import {
  type MisplacedFlag,
  misplacedFlagIn,
  placeFlag,
  rereadMisplaced,
} from '../../shared/table/flags/flag-index.ts';
import {
  type Dependent,
  dependentIn,
  dependentName,
  dependentNames,
  orphanOf,
  removeOrphan,
} from '../../shared/table/record/orphans.ts';
import { parseRecord } from '../../shared/table/record/stored-record.ts';
import { scannedRecord } from '../../shared/table/store/scan.ts';

/** The number of possible orphans confirmed concurrently. */
const AT_ONCE = 8;

/** An item that may be an orphan. */
export interface PossibleOrphan {
  /** The record that the item belongs to. */
  readonly subject: Subject;
  readonly aspect: 'orphan_link' | 'orphan_claim' | 'flag_index';
  /** Checks again on the current state and, with `repair`, removes the orphan. Returns whether it was one. */
  readonly confirm: (repair: boolean) => Promise<boolean>;
}

/**
 * Collects from the items of a scan the dependent items and what the records say of them, and compares both at the end.
 * People write during the scan, so each possible orphan is confirmed.
 */
export function gatherOrphans({ table, keys }: Deps, keysAtFirst: Keys) {
  const reported = new Set<string>();
  const dependents = new Map<string, Dependent>();
  const misplaced: MisplacedFlag[] = [];
  /** The dependents of an unreadable record are left alone. */
  const unreadable = new Set<string>();

  const orphanOrNot = (dependent: Dependent): PossibleOrphan => ({
    subject: dependent.owner,
    aspect: dependent.what === 'link' ? 'orphan_link' : 'orphan_claim',
    confirm: async (repair) => {
      // The keys may have changed since the scan began.
      const orphan = await orphanOf(table, dependent, await keys());
      if (orphan && repair) await removeOrphan(table, orphan);
      return orphan !== undefined;
    },
  });

  const misplacedOrNot = (flag: MisplacedFlag): PossibleOrphan => ({
    subject: flag.subject,
    aspect: 'flag_index',
    confirm: async (repair) => {
      const still = await rereadMisplaced(table, flag);
      if (still && repair) await placeFlag(table, still);
      return still !== undefined;
    },
  });

  return {
    add(item: Readonly<Record<string, unknown>>): void {
      const dependent = dependentIn(item);
      if (dependent) dependents.set(dependentName(dependent), dependent);
      const flag = misplacedFlagIn(item);
      if (flag) misplaced.push(flag);
      const scanned = scannedRecord(item);
      if (!scanned) return;
      try {
        const names = dependentNames(scanned.subject, parseRecord(item.record), keysAtFirst);
        for (const name of names) reported.add(name);
      } catch {
        unreadable.add(scanned.subject.id);
      }
    },
    /** Calls `look` for each possible orphan, a few at a time. */
    async each(look: (suspicion: PossibleOrphan) => Promise<void>): Promise<void> {
      const orphans = [...dependents]
        .filter(([name, { owner }]) => !reported.has(name) && !unreadable.has(owner.id))
        .map(([, dependent]) => orphanOrNot(dependent));
      await pMap([...orphans, ...misplaced.map(misplacedOrNot)], look, { concurrency: AT_ONCE });
    },
  };
}
