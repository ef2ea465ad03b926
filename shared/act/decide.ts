import { permitPlace } from '../domain/access/permit.ts';
import { requirePlace } from '../domain/access/require-area.ts';
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
import type { Policy } from '../domain/rules/settings.ts';
import type { Finding } from '../domain/rules/timeline.ts';
import { findingsOn } from '../domain/rules/timelines.ts';
import { permitSteps } from './permit-steps.ts';

export interface CommandRequest {
  readonly steps: readonly Step[];
  readonly reason?: string | undefined;
  /** The version that the record must still have. */
  readonly expects?: number | undefined;
  /** The actor (`actorId`) whose command on another record caused this re-evaluation. */
  readonly causedBy?: string | undefined;
}

/** The result of deciding: everything that one transaction writes. */
export interface Decision {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly findings: readonly Finding[];
  /** The changed flags. */
  readonly flags: readonly Flag[];
  /** The changes of these flags, from which alerts are built. */
  readonly flagChanges: readonly FlagChange[];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
  /** The change entry; present if anything changed, since each version of a record has one. */
  readonly entry: ChangeEntry | undefined;
  /** Whether anything has to be written. */
  readonly changed: boolean;
}

/** Clears flags when days pass; everybody may verify these. */
const TIME = 'system:time';

/**
 * Returns who caused the findings, if not the actor. A household's findings depend on its record alone: if a person did
 * not change it, time or the policy did. A site's findings also depend on its households.
 */
const causeOf = (before: AnyRecord | undefined, after: AnyRecord, actor: Actor): string | undefined =>
  actor.kind === 'person' && after === before && after.kind === 'household' ? TIME : undefined;

const roleOf = (actor: Actor) => (actor.kind === 'person' ? { role: actor.role } : {});

/**
 * Decides steps on a record: permits, applies, evaluates and updates the flags. Pure. Throws `Refused`.
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
  requirePlace(context.areas, before, applied);
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
