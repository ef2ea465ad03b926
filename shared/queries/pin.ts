import { MARK_LENGTH } from '../domain/assessments/schema.ts';
import { HistoryBroken, rebuild } from '../domain/history/rebuild.ts';
import { chainFaults, type Fault } from '../domain/history/verify.ts';
import { type ChangeEntry, StoredChangeEntry } from '../domain/records/change.ts';
import type { Household } from '../domain/records/household.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import { storedChangesUpTo } from '../table/record/history.ts';
import type { TableClient } from '../table/store/client.ts';

/** Holds a state of a record, and with it all the changes that made it. */
export interface Pin {
  readonly version: number;
  /** The beginning of the hash of that version's entry. */
  readonly mark: string;
}

/** The pin of a record as it stands. Throws `HistoryBroken` for one that has no history. */
export const pinOf = ({ version, lastChange }: Household | Site): Pin => {
  if (!lastChange) throw new HistoryBroken(version, 'missing');
  return { version, mark: lastChange.hash.slice(0, MARK_LENGTH) };
};

/** What a pin still holds. */
export interface PinnedRecord {
  /** The record as it was; undefined where its changes make none any more. */
  readonly record: Household | Site | undefined;
  /** What has become of the changes up to then, oldest first. */
  readonly faults: readonly Fault[];
  /** When that state was made; and when the next change was, if there has been one. */
  readonly at: string | undefined;
  readonly until: string | undefined;
}

const rebuildAt = (entries: readonly ChangeEntry[]): Household | Site | undefined => {
  try {
    return rebuild(entries).record;
  } catch (error) {
    if (error instanceof HistoryBroken) return undefined;
    throw error;
  }
};

/** A record as it was when it was pinned, rebuilt from its changes, and whether those are still as they were. */
export const pinnedRecord = async (table: TableClient, subject: Subject, pin: Pin): Promise<PinnedRecord> => {
  const stored = await storedChangesUpTo(table, subject, pin.version + 1);
  const found = new Map(stored.map((one) => [one.version, one]));
  const entryOf = (version: number) => StoredChangeEntry.safeParse(found.get(version)?.change).data;
  const entries = Array.from({ length: pin.version }, (_, i) => entryOf(i + 1));
  return {
    record: entries.every((entry) => entry !== undefined) ? rebuildAt(entries) : undefined,
    faults: chainFaults({ version: pin.version, hash: pin.mark }, found).reverse(),
    at: entryOf(pin.version)?.at,
    until: entryOf(pin.version + 1)?.at,
  };
};
