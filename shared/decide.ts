import { permit, permitPlace } from './access/permit.ts';
import type { AreaCode } from './areas/area.ts';
import type { PlainDate } from './dates.ts';
import { entryOf, standingAt } from './history/entry.ts';
import type { Flag } from './ledger/flag.ts';
import { flagCountsOf } from './ledger/flag-counts.ts';
import { flagKey, updateFlags } from './ledger/update-flags.ts';
import { nextWaiverEnd } from './ledger/waivers.ts';
import { type Actor, actorId } from './records/actor.ts';
import { applySteps } from './records/apply.ts';
import type { ChangeEntry } from './records/change.ts';
import type { CommandContext } from './records/command.ts';
import type { Step } from './records/commands/index.ts';
import type { Evaluated } from './records/evaluated.ts';
import type { Household } from './records/household.ts';
import { Refused } from './records/refusal.ts';
import type { Residence, Site, SiteLinks } from './records/site.ts';
import type { SupportEntry } from './records/support-entry.ts';
import { evaluatedFrom, findingsOn, householdTimelines, siteTimelines } from './rules/index.ts';
import type { Policy } from './rules/settings.ts';
import type { Finding } from './rules/timeline.ts';

type AnyRecord = Household | Site;

/** What a decision is made from: the record as it stands and what stands beside it. */
export interface Known {
  readonly record: AnyRecord | undefined;
  readonly flags: readonly Flag[];
  /** Of a site: who lives there, and who is linked to its industries. */
  readonly residences: readonly Residence[];
  readonly links: readonly SiteLinks[];
  /** Of a site: the townships of those who live there, sorted, where they have been asked for. */
  readonly residentTownships?: readonly AreaCode[] | undefined;
}

export interface Asked {
  readonly steps: readonly Step[];
  readonly reason?: string | undefined;
  /** The version that the record must still have: whoever asks has seen that one. */
  readonly expects?: number | undefined;
}

/** What is to be written, all of it at once or nothing. */
export interface Decision {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly findings: readonly Finding[];
  /** Only those that changed. */
  readonly flags: readonly Flag[];
  readonly support: readonly SupportEntry[];
  /** There whenever there is anything to write: each version of a record has one. */
  readonly entry: ChangeEntry | undefined;
  /** Whether there is anything to write. */
  readonly changed: boolean;
}

const timelinesOf = (record: AnyRecord, { residences, links }: Known, policy: Policy) =>
  record.kind === 'household'
    ? householdTimelines(record, policy)
    : siteTimelines(record, residences, links, policy);

/** Findings of a record as it stands, with their reasons. */
export const findingsOf = (
  record: AnyRecord,
  known: Pick<Known, 'residences' | 'links'>,
  policy: Policy,
  on: CommandContext['today'],
): Finding[] => findingsOn(timelinesOf(record, { record, flags: [], ...known }, policy), on);

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/**
 * What a record keeps of its findings, the day on which one of them changes or a waiver of a flag is over, and how
 * many flags it has.
 */
export const evaluatedOf = (
  findings: readonly Finding[],
  flags: readonly Flag[],
  policy: Policy,
  today: PlainDate,
): Evaluated => {
  const { changesOn: change, under, ...kept } = evaluatedFrom(findings, policy);
  const [changesOn] = [change, nextWaiverEnd(flags, today)].flatMap((day) => day ?? []).sort();
  // In the order in which the record's schema gives it back.
  return { ...kept, ...(changesOn ? { changesOn } : {}), under, flags: flagCountsOf(flags) };
};

const evaluated = (record: AnyRecord, now: Evaluated): AnyRecord =>
  same(record.evaluated, now) ? record : { ...record, evaluated: now };

/** The flags as they stand once those that changed are written. */
const standing = (flags: readonly Flag[], changed: readonly Flag[]): Flag[] => [
  ...new Map([...flags, ...changed].map((flag) => [flagKey(flag), flag])).values(),
];

const resided = (record: AnyRecord, townships: readonly AreaCode[] | undefined): AnyRecord =>
  record.kind === 'household' || townships === undefined || same(record.residentTownships, townships)
    ? record
    : { ...record, residentTownships: [...townships] };

const roleOf = (actor: Actor) => (actor.kind === 'person' ? { role: actor.role } : {});

/**
 * Takes the steps: permits, applies, evaluates, brings the flags in line. Pure: the same record, steps, policy and
 * context give the same decision. Throws `Refused`, and then nothing is to be written.
 */
export const decide = (
  known: Known,
  { steps, reason, expects }: Asked,
  policy: Policy,
  context: CommandContext,
): Decision => {
  const { actor, now, today } = context;
  const before = known.record;
  permit(actor, steps, before);
  if (expects !== undefined && before && before.version !== expects) {
    throw new Refused('version_changed');
  }
  const { after: applied, support, revealed } = applySteps(before, steps, context);
  permitPlace(actor, applied);
  const findings = findingsOn(timelinesOf(applied, known, policy), today);
  const { settings } = policy;
  const circumstances = { subject: applied.id, area: applied.area, actor, now, today, settings };
  const flags = updateFlags(known.flags, findings, circumstances);
  const stored = evaluatedOf(findings, standing(known.flags, flags.changed), policy, today);
  const settled = evaluated(resided(applied, known.residentTownships), stored);
  const changed =
    settled !== before || flags.changed.length > 0 || support.length > 0 || revealed !== undefined;
  const unchanged = { before, after: settled, findings, flags: flags.changed, support };
  if (!changed) return { ...unchanged, entry: undefined, changed };
  const after = { ...settled, version: settled.version + 1 };
  const entry = entryOf(
    { before, after, flagsBefore: known.flags, flags: flags.changed, steps: flags.steps, support },
    {
      at: new Date(now).toISOString(),
      actor: actorId(actor),
      ...roleOf(actor),
      commands: [...new Set(steps.map(({ name }) => name))],
      reason,
      revealed,
    },
  );
  return { ...unchanged, after: standingAt(after, entry), entry, changed };
};
