import type { Flag } from '../ledger/flag.ts';
import type { Change, ChangeEntry } from '../records/change.ts';
import { type Household, StoredHousehold } from '../records/household.ts';
import { type Site, StoredSite } from '../records/site.ts';
import { type FlagFields, flagsFrom, withSteps } from './flags.ts';
import { hashOf } from './hash.ts';
import { type Outcomes, withOutcomes } from './outcomes.ts';

/** Entries from which no record can be rebuilt: the one of a version is missing, or does not fit those before it. */
export class HistoryBroken extends Error {
  override readonly name = 'HistoryBroken';
  readonly version: number;
  readonly why: 'missing' | 'unfitting';

  constructor(version: number, why: HistoryBroken['why'], options?: ErrorOptions) {
    super(`version ${version} is ${why}`, options);
    this.version = version;
    this.why = why;
  }
}

/** A record and its flags at an instant. */
export interface Rebuilt {
  /** Without its evaluation and, of a site, without the townships of its people, which follow from other facts. */
  readonly record: Household | Site;
  readonly flags: readonly Flag[];
  /** Outcomes by rule; empty if the record was left without an evaluation. */
  readonly outcomes: Outcomes;
}

type Fields = Record<string, unknown>;
type Item = { readonly id: string };

/** `members[01M…].refusals[01F…].on` → members, [01M…], refusals, [01F…], on. */
const pathSteps = (path: string): { readonly id?: string; readonly field?: string }[] =>
  [...path.matchAll(/\[([^\]]+)\]|([^.[\]]+)/g)].map(([, id, field]) =>
    id === undefined ? { field: field ?? '' } : { id },
  );

/** Applies a change to a record in place. */
const applyChange = (record: Fields, { path, to }: Change): void => {
  const places = pathSteps(path);
  const last = places.pop();
  let within: unknown = record;
  for (const { id, field = '' } of places) {
    within = id === undefined ? (within as Fields)[field] : (within as Item[]).find((item) => item.id === id);
  }
  // Copied, since later entries change it in place.
  const value = structuredClone(to);
  if (last?.id === undefined) {
    const fields = within as Fields;
    if (value === undefined) delete fields[last?.field ?? ''];
    else fields[last?.field ?? ''] = value;
    return;
  }
  const list = within as unknown[];
  const at = (list as Item[]).findIndex(({ id }) => id === last.id);
  list.splice(at < 0 ? list.length : at, at < 0 ? 0 : 1, ...(value === undefined ? [] : [value]));
};

/** Returns whether a change is of an item beside the record. */
const isSideItem = ({ path }: Change): boolean => /^(support|notes)\[/.test(path);

/**
 * The record as it stood after these entries, oldest first, with its flags. Throws `HistoryBroken` where they do not
 * make one.
 */
export function rebuild(entries: readonly ChangeEntry[]): Rebuilt {
  const state: Fields & { flags: readonly FlagFields[] } = { flags: [] };
  let outcomes: Outcomes = new Map();
  let version = 0;
  const fitting = <T>(work: () => T): T => {
    try {
      return work();
    } catch (cause) {
      throw new HistoryBroken(version, 'unfitting', { cause });
    }
  };
  for (const entry of entries) {
    version++;
    if (entry.version !== version) throw new HistoryBroken(version, 'missing');
    fitting(() => {
      for (const change of entry.changes) if (!isSideItem(change)) applyChange(state, change);
      state.flags = withSteps(state.flags, entry);
    });
    outcomes = withOutcomes(outcomes, entry);
  }
  const last = entries.at(-1);
  if (!last) throw new HistoryBroken(1, 'missing');
  return fitting(() => {
    const { flags, ...facts } = state;
    const kept = { ...facts, version, lastChange: { at: last.at, hash: hashOf(last) } };
    const record =
      facts.kind === 'site'
        ? StoredSite.parse({ ...kept, residentTownships: [] })
        : StoredHousehold.parse(kept);
    return { record, flags: flagsFrom(flags, record.id), outcomes };
  });
}

/**
 * Those of a record's entries, oldest first, that stood at an instant in milliseconds: up to the last one written by
 * then. Clocks differ, so that an entry before it can bear a later time.
 */
export const knownAt = (entries: readonly ChangeEntry[], instant: number): readonly ChangeEntry[] =>
  entries.slice(0, entries.findLastIndex(({ at }) => Date.parse(at) <= instant) + 1);
