import { permitPlace } from '../domain/access/permit.ts';
import { applySteps } from '../domain/commands/apply.ts';
import type { CommandContext } from '../domain/commands/command.ts';
import type { Step } from '../domain/commands/index.ts';
import { entryOf, withLastChange } from '../domain/history/entry.ts';
import {
  type AnyRecord,
  evaluationOf,
  type RecordSnapshot,
  timelinesOf,
  withEvaluation,
  withResidentTownships,
} from '../domain/ledger/evaluate.ts';
import type { Flag } from '../domain/ledger/flag.ts';
import { type FlagChange, flagChangesOf } from '../domain/ledger/flag-changes.ts';
import { type FlagNote, notesOf } from '../domain/ledger/note.ts';
import { mergeFlags, runFlagSteps } from '../domain/ledger/run-flag-steps.ts';
import { type Actor, actorId } from '../domain/records/actor.ts';
import type { ChangeEntry } from '../domain/records/change.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { SupportEntry } from '../domain/records/support-entry.ts';
import { findingsOn } from '../domain/rules/index.ts';
import type { Policy } from '../domain/rules/settings.ts';
import type { Finding } from '../domain/rules/timeline.ts';
import { permitSteps } from './permit-steps.ts';

export interface CommandRequest {
  readonly steps: readonly Step[];
  readonly reason?: string | undefined;
  /** The version that the record must still have: whoever asks has seen that one. */
  readonly expects?: number | undefined;
  /** Whose command, with another record, made this one to be looked at again, as `actorId` gives it. */
  readonly causedBy?: string | undefined;
}

/** What is to be written, all of it at once or nothing. */
export interface Decision {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly findings: readonly Finding[];
  /** Only those that changed. */
  readonly flags: readonly Flag[];
  /** What became of those, turn by turn, with each flag before and after: what alerts are made of. */
  readonly flagChanges: readonly FlagChange[];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
  /** There whenever there is anything to write: each version of a record has one. */
  readonly entry: ChangeEntry | undefined;
  /** Whether there is anything to write. */
  readonly changed: boolean;
}

/** Days that pass clear a flag too, and nobody is barred from verifying that. */
const TIME = 'system:time';

/**
 * Who brought about what is found, where that is not the actor. A household is judged by its own record alone: where
 * somebody did not change it, days passed, or the policy is another. A site is also judged by whom it is linked to.
 */
const causeOf = (before: AnyRecord | undefined, after: AnyRecord, actor: Actor): string | undefined =>
  actor.kind === 'person' && after === before && after.kind === 'household' ? TIME : undefined;

const roleOf = (actor: Actor) => (actor.kind === 'person' ? { role: actor.role } : {});

/**
 * Takes the steps: permits, applies, evaluates, brings the flags in line. Pure: the same record, steps, policy and
 * context give the same decision. Throws `Refused`, and then nothing is to be written.
 */
export function decide(
  known: RecordSnapshot,
  { steps, reason, expects, causedBy }: CommandRequest,
  policy: Policy,
  context: CommandContext,
): Decision {
  const { actor, now, today } = context;
  const before = known.record;
  permitSteps(actor, steps, before);
  if (expects !== undefined && before && before.version !== expects) {
    throw new Refused('version_changed');
  }
  const { after: applied, support, revealed, work } = applySteps(before, steps, context);
  permitPlace(actor, applied);
  const findings = findingsOn(timelinesOf(applied, known, policy), today);
  const { settings } = policy;
  const circumstances = {
    ...{ subject: applied.id, area: applied.area, actor, now, today, settings },
    causedBy: causedBy ?? causeOf(before, applied, actor),
  };
  const flags = runFlagSteps(known.flags, work, findings, circumstances);
  const flagChanges = flagChangesOf(known.flags, flags.changed);
  const notes = notesOf(work, context);
  const stored = evaluationOf(findings, mergeFlags(known.flags, flags.changed), policy, today);
  const settled = withEvaluation(withResidentTownships(applied, known.residentTownships), stored);
  const changed =
    settled !== before || flags.changed.length > 0 || support.length > 0 || revealed !== undefined;
  const unchanged = { before, after: settled, findings, flags: flags.changed, flagChanges, support, notes };
  if (!changed) return { ...unchanged, entry: undefined, changed };
  const after = { ...settled, version: settled.version + 1 };
  const entry = entryOf(
    { before, after, flagsBefore: known.flags, flags: flags.changed, steps: flags.steps, support, notes },
    {
      at: new Date(now).toISOString(),
      actor: actorId(actor),
      ...roleOf(actor),
      causedBy: causedBy === actorId(actor) ? undefined : causedBy,
      commands: [...new Set(steps.map(({ name }) => name))],
      reason,
      revealed,
    },
  );
  return { ...unchanged, after: withLastChange(after, entry), entry, changed };
}
