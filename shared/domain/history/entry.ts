import type { Flag } from '../ledger/flag.ts';
import type { FlagChange } from '../ledger/flag-changes.ts';
import type { FlagNote } from '../ledger/note.ts';
import { type ChangeEntry, changesBetween, changesIn } from '../records/change.ts';
import type { Household } from '../records/household.ts';
import type { Site } from '../records/site.ts';
import type { SupportEntry } from '../records/support-entry.ts';
import { flagChanges, flagName } from './flags.ts';
import { hashOf } from './hash.ts';
import { outcomesBetween } from './outcomes.ts';

type AnyRecord = Household | Site;

/** The content of a commit that its entry records. */
interface EntryInput {
  readonly before: AnyRecord | undefined;
  /** With its new version, not yet chained. */
  readonly after: AnyRecord;
  readonly flagsBefore: readonly Flag[];
  readonly flags: readonly Flag[];
  readonly steps: ChangeEntry['flags'];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
}

type Circumstances = Pick<
  ChangeEntry,
  'at' | 'actor' | 'role' | 'causedBy' | 'commands' | 'reason' | 'revealed'
>;

/** The entry of a commit, chained to the one before it. */
export const entryOf = (
  { before, after, flagsBefore, flags, steps, support, notes }: EntryInput,
  { at, actor, role, causedBy, commands, reason, revealed }: Circumstances,
): ChangeEntry => ({
  version: after.version,
  at,
  actor,
  ...(role ? { role } : {}),
  ...(causedBy ? { causedBy } : {}),
  commands,
  ...(reason ? { reason } : {}),
  changes: [
    ...changesBetween(before, after),
    ...flagChanges(flagsBefore, flags),
    ...changesIn('support', [], support),
    ...changesIn('notes', [], notes),
  ],
  findings: outcomesBetween(before?.evaluated, after.evaluated),
  flags: steps,
  ...(revealed ? { revealed } : {}),
  ...(before?.lastChange ? { previous: before.lastChange.hash } : {}),
});

/** Returns the record with the entry as its last change, to which the next is chained. */
export const withLastChange = <R extends AnyRecord>(record: R, entry: ChangeEntry): R => ({
  ...record,
  lastChange: { at: entry.at, hash: hashOf(entry) },
});

interface FlagDecision {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly entry: ChangeEntry | undefined;
  readonly flags: readonly Flag[];
  readonly flagChanges: readonly FlagChange[];
}

/**
 * Returns the commit with some of its flags only. The entry leaves out the others, and the record has no evaluation, so
 * that it is due and the others follow.
 */
export function withFlagsOnly<W extends FlagDecision>(decision: W, flags: readonly Flag[]): W {
  const flagNames = new Set(flags.map(flagName));
  const left = decision.flags.filter((flag) => !flagNames.has(flagName(flag))).map(flagName);
  const isLeft = (path: string) => left.some((name) => path.startsWith(`flags[${name}]`));
  const flagChanges = decision.flagChanges.filter(({ after }) => flagNames.has(flagName(after)));
  const { evaluated: _, ...due } = decision.after;
  if (!decision.entry) return { ...decision, flags, flagChanges, after: due };
  const entry: ChangeEntry = {
    ...decision.entry,
    changes: decision.entry.changes.filter(({ path }) => !isLeft(path)),
    findings: outcomesBetween(decision.before?.evaluated, undefined),
    flags: decision.entry.flags.filter((step) => !left.includes(flagName(step))),
  };
  return { ...decision, flags, flagChanges, entry, after: withLastChange(due, entry) };
}
