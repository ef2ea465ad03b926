import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { FrozenFinding, FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { Household } from '../../shared/domain/records/household.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { RULES_VERSION, rulesUnder } from '../../shared/domain/rules/evaluation.ts';
import { REGISTRY } from '../../shared/domain/rules/registry.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { loadPinnedRecord, type Pin, type PinnedRecord } from '../../shared/queries/pin.ts';
import { type gatherCountyLinks, withCountyLinks } from './county-links.ts';
import { type Difference, findingsBetween } from './difference.ts';
import { frozenFindingsOf, NO_LINKS } from './subject.ts';

/** The context of a check: the opened month, its policy, and the callback for differences. */
export interface CheckContext {
  readonly deps: Deps;
  readonly opened: OpenedMonth;
  readonly policy: Policy;
  readonly township: AreaCode;
  readonly report: (difference: Difference) => void;
}

/** A write within this time of the instant may or may not have been known. */
export const UNDER_WAY_MS = 60_000;

/** Returns whether a state was the known one at the instant of freezing. */
const wasKnown = ({ at, until }: PinnedRecord, { frozenAt }: OpenedMonth): boolean => {
  const instant = Date.parse(frozenAt);
  const isOver = until !== undefined && Date.parse(until) <= instant - UNDER_WAY_MS;
  return at !== undefined && Date.parse(at) <= instant && !isOver;
};

/** Rebuilds the record that a frozen line refers to and reports faults of its history. */
const pinnedState = async (
  { deps, opened, township, report }: CheckContext,
  subject: Subject,
  pin: Pin,
): Promise<PinnedRecord['record']> => {
  const of = { area: township, kind: subject.kind, id: subject.id };
  const state = await loadPinnedRecord(deps.table, subject, pin);
  for (const { what, version } of state.faults) {
    if (what === 'missing' || what === 'edited' || what === 'unchained') {
      report({ ...of, what: `history_${what}`, version });
    }
  }
  if (state.faults.length === 0 && !wasKnown(state, opened)) {
    report({ ...of, what: 'not_as_known', version: pin.version });
  }
  return state.record;
};

const compare = (
  { opened, township, report }: CheckContext,
  { kind, id, findings }: FrozenSubject,
  recomputed: readonly FrozenFinding[],
): void => {
  const isByTheseRules =
    opened.rulesVersion === RULES_VERSION && rulesUnder(opened.under).every((rule) => REGISTRY[rule]);
  const what = isByTheseRules ? 'finding' : 'finding_other_rules';
  for (const one of findingsBetween(findings, recomputed)) report({ what, area: township, kind, id, ...one });
};

/** Runs a check and reports the record as unreadable if the check throws. */
const reportUnreadable = async (
  { deps, opened, township, report }: CheckContext,
  { kind, id }: FrozenSubject,
  look: () => Promise<void>,
): Promise<void> => {
  try {
    await look();
  } catch (error) {
    report({ what: 'unreadable', area: township, kind, id });
    deps.log('freeze_check_failed', { month: opened.month, township, id, error: String(error) });
  }
};

/** Recomputes the findings of a household and collects its links to sites. */
export const checkHousehold = (
  checking: CheckContext,
  subject: Extract<FrozenSubject, { kind: 'household' }>,
  links: ReturnType<typeof gatherCountyLinks>,
): Promise<void> =>
  reportUnreadable(checking, subject, async () => {
    const record = await pinnedState(checking, { kind: 'household', id: subject.id }, subject);
    if (record?.kind !== 'household') return;
    links.add(record);
    compare(checking, subject, frozenFindingsOf(record, NO_LINKS, checking.policy, checking.opened));
  });

/** Recomputes the findings of a site from the households of its township and those that its line names. */
export const checkSite = (
  checking: CheckContext,
  subject: Extract<FrozenSubject, { kind: 'site' }>,
  links: ReturnType<typeof gatherCountyLinks>,
): Promise<void> =>
  reportUnreadable(checking, subject, async () => {
    const record = await pinnedState(checking, { kind: 'site', id: subject.id }, subject);
    const others: Household[] = [];
    for (const { id, ...pin } of subject.others) {
      const other = await pinnedState(checking, { kind: 'household', id }, pin);
      if (other?.kind === 'household') others.push(other);
    }
    if (record?.kind !== 'site') return;
    const all = withCountyLinks(links.of(subject.id), subject.id, others);
    compare(checking, subject, frozenFindingsOf(record, all, checking.policy, checking.opened));
  });
