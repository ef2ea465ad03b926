import type { Flag } from '../ledger/flag.ts';
import { type ChangeEntry, StoredChangeEntry } from '../records/change.ts';
import { Household } from '../records/household.ts';
import { Site } from '../records/site.ts';
import { flagName } from './flags.ts';
import { canonical, hashOf } from './hash.ts';
import { outcomesIn } from './outcomes.ts';
import { rebuild } from './rebuild.ts';

/** A stored change, unparsed, with the version of its key. */
export interface StoredChange {
  readonly version: number;
  readonly change: unknown;
}

/**
 * What is wrong with a record's history, and from which version. `edited`: not what its successor, itself sound, was
 * chained to; `unchained`: it and its successor do not fit, and either can be the wrong one; `beyond_record`: of a
 * version that the record has not come to, or of a record that there is not.
 */
export interface Fault {
  readonly version: number;
  readonly what: 'missing' | 'edited' | 'unchained' | 'beyond_record' | 'differs_from_record';
}

interface CurrentRecord {
  readonly record: Household | Site;
  readonly flags: readonly Flag[];
}

/** Where a chain of changes ends: the version, and the hash of its entry, or the beginning of one. */
export interface ChainEnd {
  readonly version: number;
  readonly hash: string | undefined;
}

/** From the end of a chain backwards, newest first: each sound entry says what the one before it must be. */
export function chainFaults(end: ChainEnd, found: ReadonlyMap<number, StoredChange>): Fault[] {
  const faults: Fault[] = [];
  let expected = end.hash;
  /** Whether the expected hash comes from a sound entry, an unsound one, or none. */
  let saidBy: 'sound' | 'unsound' | 'nobody' = 'sound';
  for (let version = end.version; version >= 1; version--) {
    const stored = found.get(version);
    const entry = StoredChangeEntry.safeParse(stored?.change).data;
    if (entry?.version !== version) {
      faults.push({ version, what: stored ? 'edited' : 'missing' });
      saidBy = 'nobody';
      continue;
    }
    const sound: boolean =
      saidBy !== 'nobody' && expected !== undefined && hashOf(entry).startsWith(expected);
    if (!sound && saidBy !== 'nobody') {
      faults.push({ version, what: saidBy === 'sound' ? 'edited' : 'unchained' });
    }
    saidBy = sound ? 'sound' : 'unsound';
    expected = entry.previous;
  }
  return faults;
}

/** Returns the faults of a chain with this end, in the order of versions. */
export function verifyChain(end: ChainEnd, changes: readonly StoredChange[]): Fault[] {
  const beyond = changes.find(({ version }) => version < 1 || version > end.version);
  const found = new Map(changes.map((stored) => [stored.version, stored]));
  return [
    ...chainFaults(end, found).reverse(),
    ...(beyond ? [{ version: beyond.version, what: 'beyond_record' } as const] : []),
  ];
}

/** Returns the canonical text of a record and its flags, without derived fields. */
const canonicalText = ({ record, flags }: CurrentRecord): string => {
  const { evaluated: _, ...kept } = record;
  const facts = kept.kind === 'site' ? { ...kept, residentTownships: [] } : kept;
  const sorted = flags.toSorted((a, b) => (flagName(a) < flagName(b) ? -1 : 1));
  return canonical({ facts, flags: sorted });
};

/**
 * Returns the record without derived fields of a later version: fields that are not in the schema and that no change
 * set.
 */
const withoutLaterFields = (current: CurrentRecord, rebuilt: CurrentRecord): CurrentRecord => {
  const { shape } = current.record.kind === 'site' ? Site : Household;
  const kept = Object.entries(current.record).filter(([field]) => field in shape || field in rebuilt.record);
  return { ...current, record: Object.fromEntries(kept) as unknown as CurrentRecord['record'] };
};

const isSame = (stored: CurrentRecord, entries: readonly ChangeEntry[]): boolean => {
  try {
    const { outcomes, ...rebuilt } = rebuild(entries);
    const current = withoutLaterFields(stored, rebuilt);
    const storedOutcomes = outcomesIn(current.record.evaluated);
    const spell = (of: typeof outcomes) => canonical(Object.fromEntries(of));
    return canonicalText(rebuilt) === canonicalText(current) && spell(outcomes) === spell(storedOutcomes);
  } catch {
    return false;
  }
};

/**
 * Whether a record, with its flags, is what its changes, oldest first, made of it, and whether those are all there
 * and as they were written. No fault where everything is.
 */
export function verifyRecord(
  current: CurrentRecord | undefined,
  changes: readonly StoredChange[],
): readonly Fault[] {
  const last = current?.record.version ?? 0;
  const faults = verifyChain({ version: last, hash: current?.record.lastChange?.hash }, changes);
  if (!current || faults.length > 0) return faults;
  const entries = changes.map(({ change }) => StoredChangeEntry.parse(change));
  return isSame(current, entries) ? [] : [{ version: last, what: 'differs_from_record' }];
}
