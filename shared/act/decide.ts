import { permit, permitPlace } from '../domain/access/permit.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { PlainDate } from '../domain/calendar/dates.ts';
import { applySteps } from '../domain/commands/apply.ts';
import type { CommandContext } from '../domain/commands/command.ts';
import type { Step } from '../domain/commands/index.ts';
import { entryOf, withLastChange } from '../domain/history/entry.ts';
import type { Flag } from '../domain/ledger/flag.ts';
import { flagCountsOf } from '../domain/ledger/flag-counts.ts';
import { risesAround } from '../domain/ledger/level.ts';
import { type FlagNote, notesOf } from '../domain/ledger/note.ts';
import { mergeFlags, runFlagSteps } from '../domain/ledger/run-flag-steps.ts';
import { type FlagTurn, turnsOf } from '../domain/ledger/turns.ts';
import { nextWaiverEnd } from '../domain/ledger/waivers.ts';
import { type Actor, actorId } from '../domain/records/actor.ts';
import type { ChangeEntry } from '../domain/records/change.ts';
import type { Evaluated } from '../domain/records/evaluated.ts';
import type { Household } from '../domain/records/household.ts';
import { Refused } from '../domain/records/refusal.ts';
import type { Residence, Site, SiteLinks } from '../domain/records/site.ts';
import type { SupportEntry } from '../domain/records/support-entry.ts';
import { evaluatedFrom, findingsOn, householdTimelines, siteTimelines } from '../domain/rules/index.ts';
import type { Policy } from '../domain/rules/settings.ts';
import type { Finding } from '../domain/rules/timeline.ts';

type AnyRecord = Household | Site;

/** What a decision is made from: the record as it stands and what stands beside it. */
export interface RecordSnapshot {
  readonly record: AnyRecord | undefined;
  readonly flags: readonly Flag[];
  /** Of a site: who lives there, and who is linked to its industries. */
  readonly residences: readonly Residence[];
  readonly links: readonly SiteLinks[];
  /** Of a site: the townships of those who live there, sorted, where they have been asked for. */
  readonly residentTownships?: readonly AreaCode[] | undefined;
}

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
  readonly turns: readonly FlagTurn[];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
  /** There whenever there is anything to write: each version of a record has one. */
  readonly entry: ChangeEntry | undefined;
  /** Whether there is anything to write. */
  readonly changed: boolean;
}

const timelinesOf = (record: AnyRecord, { residences, links }: RecordSnapshot, policy: Policy) =>
  record.kind === 'household'
    ? householdTimelines(record, policy)
    : siteTimelines(record, residences, links, policy);

/** Findings of a record as it stands, with their reasons. */
export const findingsOf = (
  record: AnyRecord,
  known: Pick<RecordSnapshot, 'residences' | 'links'>,
  policy: Policy,
  on: CommandContext['today'],
): Finding[] => findingsOn(timelinesOf(record, { record, flags: [], ...known }, policy), on);

const isSameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a record keeps of its findings, the days from and until which they and its flags hold (until one changes, the
 * waiver of a flag is over, or a flag rises), and how many flags it has.
 */
export const evaluationOf = (
  findings: readonly Finding[],
  flags: readonly Flag[],
  policy: Policy,
  today: PlainDate,
): Evaluated => {
  const evaluated = evaluatedFrom(findings, policy);
  const { last, next } = risesAround(flags, today, policy.settings);
  const ends = [evaluated.changesOn, nextWaiverEnd(flags, today), next];
  const [changesOn] = ends.flatMap((day) => day ?? []).sort();
  const holdsFrom = [evaluated.holdsFrom, last]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  // In the order in which the record's schema gives it back.
  return {
    findings: evaluated.findings,
    ...(holdsFrom ? { holdsFrom } : {}),
    ...(changesOn ? { changesOn } : {}),
    under: evaluated.under,
    flags: flagCountsOf(flags),
  };
};

const withEvaluation = (record: AnyRecord, now: Evaluated): AnyRecord =>
  isSameJson(record.evaluated, now) ? record : { ...record, evaluated: now };

const withResidentTownships = (record: AnyRecord, townships: readonly AreaCode[] | undefined): AnyRecord =>
  record.kind === 'household' || townships === undefined || isSameJson(record.residentTownships, townships)
    ? record
    : { ...record, residentTownships: [...townships] };

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
export const decide = (
  known: RecordSnapshot,
  { steps, reason, expects, causedBy }: CommandRequest,
  policy: Policy,
  context: CommandContext,
): Decision => {
  const { actor, now, today } = context;
  const before = known.record;
  permit(actor, steps, before);
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
  const turns = turnsOf(known.flags, flags.changed);
  const notes = notesOf(work, context);
  const stored = evaluationOf(findings, mergeFlags(known.flags, flags.changed), policy, today);
  const settled = withEvaluation(withResidentTownships(applied, known.residentTownships), stored);
  const changed =
    settled !== before || flags.changed.length > 0 || support.length > 0 || revealed !== undefined;
  const unchanged = { before, after: settled, findings, flags: flags.changed, turns, support, notes };
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
};
