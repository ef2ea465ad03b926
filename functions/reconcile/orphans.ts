import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import type { Keys } from '../../shared/secrets/keys.ts';
import {
  type MisplacedFlag,
  misplacedFlagIn,
  placeFlag,
  stillMisplaced,
} from '../../shared/table/flags/flag-index.ts';
import {
  type Dependent,
  dependentIn,
  nameOf,
  namesOf,
  orphanOf,
  removeOrphan,
} from '../../shared/table/record/orphans.ts';
import { parseRecord } from '../../shared/table/record/stored-record.ts';
import { scannedRecord } from '../../shared/table/store/scan.ts';

/** Suspicions that are looked into at the same time. */
const AT_ONCE = 8;

/** What a suspicion was about, and whether it was right. */
export interface PossibleOrphan {
  /** The record beside which, or in whose name, the item stands. */
  readonly subject: Subject;
  readonly aspect: 'orphan_link' | 'orphan_claim' | 'flag_index';
  /** Looks again, as of now; with `repair` puts right what is still so. Says whether it was. */
  readonly confirm: (repair: boolean) => Promise<boolean>;
}

/**
 * Gathers from the items of a scan what stands beside records that no record says, and what the records say, and
 * compares both when all have gone by. While they do, people go on writing: each suspicion is looked into again.
 */
export function gatherOrphans({ table, keys }: Deps, keysAtFirst: Keys) {
  const said = new Set<string>();
  const standing = new Map<string, Dependent>();
  const misplaced: MisplacedFlag[] = [];
  /** Nobody knows what a record says that cannot be read: what stands in its name is left alone. */
  const unreadable = new Set<string>();

  const orphanOrNot = (dependent: Dependent): PossibleOrphan => ({
    subject: dependent.owner,
    aspect: dependent.what === 'link' ? 'orphan_link' : 'orphan_claim',
    confirm: async (repair) => {
      // The keys too may have changed since the scan began.
      const orphan = await orphanOf(table, dependent, await keys());
      if (orphan && repair) await removeOrphan(table, orphan);
      return orphan !== undefined;
    },
  });

  const misplacedOrNot = (flag: MisplacedFlag): PossibleOrphan => ({
    subject: flag.subject,
    aspect: 'flag_index',
    confirm: async (repair) => {
      const still = await stillMisplaced(table, flag);
      if (still && repair) await placeFlag(table, still);
      return still !== undefined;
    },
  });

  return {
    add(item: Readonly<Record<string, unknown>>): void {
      const dependent = dependentIn(item);
      if (dependent) standing.set(nameOf(dependent), dependent);
      const flag = misplacedFlagIn(item);
      if (flag) misplaced.push(flag);
      const scanned = scannedRecord(item);
      if (!scanned) return;
      try {
        const names = namesOf(scanned.subject, parseRecord(item.record), keysAtFirst);
        for (const name of names) said.add(name);
      } catch {
        unreadable.add(scanned.subject.id);
      }
    },
    /** Looks into each suspicion, a few at a time. */
    async each(look: (suspicion: PossibleOrphan) => Promise<void>): Promise<void> {
      const orphans = [...standing]
        .filter(([name, { owner }]) => !said.has(name) && !unreadable.has(owner.id))
        .map(([, dependent]) => orphanOrNot(dependent));
      await pMap([...orphans, ...misplaced.map(misplacedOrNot)], look, { concurrency: AT_ONCE });
    },
  };
}
