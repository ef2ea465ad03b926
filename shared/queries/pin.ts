import { MARK_LENGTH } from '../domain/assessments/schema.ts';
import { HistoryBroken, rebuild } from '../domain/history/rebuild.ts';
import { chainFaults, type Fault } from '../domain/history/verify.ts';
import { type ChangeEntry, StoredChangeEntry } from '../domain/records/change.ts';
import type { Household } from '../domain/records/household.ts';
import type { Site } from '../domain/records/site.ts';
import type { Subject } from '../domain/records/subject.ts';
import { storedChangesUpTo } from '../table/record/history.ts';
import type { TableClient } from '../table/store/client.ts';

/** Identifies a version of a record together with all changes up to it. */
export interface Pin {
  readonly version: number;
  /** The first characters of the hash of that version's change entry. */
  readonly mark: string;
}

/** Returns the pin of a record’s current version. Throws `HistoryBroken` if the record has no history. */
export function pinOf({ version, lastChange }: Household | Site): Pin {
  if (!lastChange) throw new HistoryBroken(version, 'missing');
  return { version, mark: lastChange.hash.slice(0, MARK_LENGTH) };
}

/** A pinned version of a record, as its changes give it now. */
export interface PinnedRecord {
  /** The record at that version; undefined if it cannot be rebuilt from its changes. */
  readonly record: Household | Site | undefined;
  /** The faults of the changes up to that version, oldest first. */
  readonly faults: readonly Fault[];
  /** When that version was committed, and when the next one was. */
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

/** Rebuilds a pinned version of a record from its changes and verifies them against the pin. */
export async function loadPinnedRecord(
  table: TableClient,
  subject: Subject,
  pin: Pin,
): Promise<PinnedRecord> {
  const stored = await storedChangesUpTo(table, subject, pin.version + 1);
  const changes = new Map(stored.map((one) => [one.version, one]));
  const entryOf = (version: number) => StoredChangeEntry.safeParse(changes.get(version)?.change).data;
  const entries = Array.from({ length: pin.version }, (_, i) => entryOf(i + 1));
  return {
    record: entries.every((entry) => entry !== undefined) ? rebuildAt(entries) : undefined,
    faults: chainFaults({ version: pin.version, hash: pin.mark }, changes).reverse(),
    at: entryOf(pin.version)?.at,
    until: entryOf(pin.version + 1)?.at,
  };
}
