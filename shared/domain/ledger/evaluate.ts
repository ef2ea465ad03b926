import type { AreaCode } from '../areas/area.ts';
import type { PlainDate } from '../calendar/dates.ts';
import { isSameJson } from '../is-same-json.ts';
import type { Evaluated } from '../records/evaluated.ts';
import type { Household } from '../records/household.ts';
import type { Residence, Site, SiteLinks } from '../records/site.ts';
import { evaluatedFrom } from '../rules/evaluation.ts';
import { REGISTRY } from '../rules/registry.ts';
import type { Policy } from '../rules/settings.ts';
import type { Finding } from '../rules/timeline.ts';
import { findingsOn, householdTimelines, siteTimelines } from '../rules/timelines.ts';
import type { Flag } from './flag.ts';
import { flagCountsOf } from './flag-counts.ts';
import { risesAround } from './level.ts';
import { nextWaiverEnd } from './waivers.ts';

export type AnyRecord = Household | Site;

/** A record with the items beside it that a decision needs. */
export interface RecordSnapshot {
  readonly record: AnyRecord | undefined;
  readonly flags: readonly Flag[];
  /** For a site: the households that live there, and those linked to its industries. */
  readonly residences: readonly Residence[];
  readonly links: readonly SiteLinks[];
  /** For a site: the townships of its households, sorted, if they were loaded. */
  readonly residentTownships?: readonly AreaCode[] | undefined;
}

export const timelinesOf = (record: AnyRecord, { residences, links }: RecordSnapshot, policy: Policy) =>
  record.kind === 'household'
    ? householdTimelines(record, policy)
    : siteTimelines(record, residences, links, policy);

/** Returns the findings of a record on a day, with their reasons. */
export const findingsOf = (
  record: AnyRecord,
  neighbours: Pick<RecordSnapshot, 'residences' | 'links'>,
  policy: Policy,
  on: PlainDate,
): Finding[] => findingsOn(timelinesOf(record, { record, flags: [], ...neighbours }, policy), on);

/**
 * Returns the evaluation stored in a record: its findings, the count of its flags, and the days from and until which
 * they hold (until a finding changes, a waiver ends or a flag rises).
 */
export function evaluationOf(
  findings: readonly Finding[],
  flags: readonly Flag[],
  policy: Policy,
  today: PlainDate,
): Evaluated {
  const evaluated = evaluatedFrom(findings, policy);
  const { last, next } = risesAround(flags, today, policy.settings);
  const ends = [evaluated.changesOn, nextWaiverEnd(flags, today), next];
  const [changesOn] = ends.flatMap((day) => day ?? []).sort();
  const holdsFrom = [evaluated.holdsFrom, last]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  return {
    findings: evaluated.findings,
    ...(holdsFrom ? { holdsFrom } : {}),
    ...(changesOn ? { changesOn } : {}),
    under: evaluated.under,
    flags: flagCountsOf(flags),
  };
}

/** What a later version says in an evaluation: its own fields, and findings of rules that are not in the registry. */
const laterVersionPart = ({
  findings,
  holdsFrom: _,
  changesOn: __,
  under: ___,
  flags: ____,
  ...fields
}: Evaluated) => ({
  fields,
  findings: findings.filter(({ rule }) => !(rule in REGISTRY)),
});

/** Returns the record with a new evaluation, keeping findings and fields of later versions; the same object if equal. */
export function withEvaluation(record: AnyRecord, now: Evaluated): AnyRecord {
  const later = record.evaluated && laterVersionPart(record.evaluated);
  const evaluated = later ? { ...later.fields, ...now, findings: [...now.findings, ...later.findings] } : now;
  return isSameJson(record.evaluated, evaluated) ? record : { ...record, evaluated };
}

export const withResidentTownships = (
  record: AnyRecord,
  townships: readonly AreaCode[] | undefined,
): AnyRecord =>
  record.kind === 'household' || townships === undefined || isSameJson(record.residentTownships, townships)
    ? record
    : { ...record, residentTownships: [...townships] };
