import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { FrozenFinding, FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { Household } from '../../shared/domain/records/household.ts';
import type { Subject } from '../../shared/domain/records/subject.ts';
import { RULES_VERSION } from '../../shared/domain/rules/index.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { type Pin, type PinnedRecord, pinnedRecord } from '../../shared/queries/pin.ts';
import { type gatherCountyLinks, withCountyLinks } from './county-links.ts';
import { type Difference, findingsBetween } from './difference.ts';
import { ALONE, foundOf } from './subject.ts';

/** What a check goes by: what the month was opened with, and where it says what is otherwise. */
export interface CheckContext {
  readonly deps: Deps;
  readonly opened: OpenedMonth;
  readonly policy: Policy;
  readonly township: AreaCode;
  readonly found: (difference: Difference) => void;
}

/** What was being written at the very instant may have been known or not. */
export const UNDER_WAY_MS = 60_000;

/** Whether a state is the one that was known at the instant. */
const wasKnown = ({ at, until }: PinnedRecord, { frozenAt }: OpenedMonth): boolean => {
  const instant = Date.parse(frozenAt);
  const isOver = until !== undefined && Date.parse(until) <= instant - UNDER_WAY_MS;
  return at !== undefined && Date.parse(at) <= instant && !isOver;
};

/** The state of a record that a line holds, once it has been looked at whether it is still what it was. */
const held = async (
  { deps, opened, township, found }: CheckContext,
  subject: Subject,
  pin: Pin,
): Promise<PinnedRecord['record']> => {
  const of = { area: township, kind: subject.kind, id: subject.id };
  const state = await pinnedRecord(deps.table, subject, pin);
  for (const { what, version } of state.faults) {
    if (what === 'missing' || what === 'edited' || what === 'unchained') {
      found({ ...of, what: `history_${what}`, version });
    }
  }
  if (state.faults.length === 0 && !wasKnown(state, opened)) {
    found({ ...of, what: 'not_as_known', version: pin.version });
  }
  return state.record;
};

const compare = (
  { opened, township, found }: CheckContext,
  { kind, id, findings }: FrozenSubject,
  recomputed: readonly FrozenFinding[],
): void => {
  const what = opened.rulesVersion === RULES_VERSION ? 'finding' : 'finding_other_rules';
  for (const one of findingsBetween(findings, recomputed)) found({ what, area: township, kind, id, ...one });
};

/** Says of a record that cannot be looked at that it cannot, and goes on. */
const orUnreadable = async (
  { deps, opened, township, found }: CheckContext,
  { kind, id }: FrozenSubject,
  look: () => Promise<void>,
): Promise<void> => {
  try {
    await look();
  } catch (error) {
    found({ what: 'unreadable', area: township, kind, id });
    deps.log('freeze_check_failed', { month: opened.month, township, id, error: String(error) });
  }
};

/** Recomputes what was found of a household, and gathers the sites that it was tied to. */
export const checkHousehold = (
  checking: CheckContext,
  subject: Extract<FrozenSubject, { kind: 'household' }>,
  ties: ReturnType<typeof gatherCountyLinks>,
): Promise<void> =>
  orUnreadable(checking, subject, async () => {
    const record = await held(checking, { kind: 'household', id: subject.id }, subject);
    if (record?.kind !== 'household') return;
    ties.add(record);
    compare(checking, subject, foundOf(record, ALONE, checking.policy, checking.opened));
  });

/** Recomputes what was found of a site, by the households of its township and those elsewhere that its line names. */
export const checkSite = (
  checking: CheckContext,
  subject: Extract<FrozenSubject, { kind: 'site' }>,
  ties: ReturnType<typeof gatherCountyLinks>,
): Promise<void> =>
  orUnreadable(checking, subject, async () => {
    const record = await held(checking, { kind: 'site', id: subject.id }, subject);
    const others: Household[] = [];
    for (const { id, ...pin } of subject.others) {
      const other = await held(checking, { kind: 'household', id }, pin);
      if (other?.kind === 'household') others.push(other);
    }
    if (record?.kind !== 'site') return;
    const all = withCountyLinks(ties.of(subject.id), subject.id, others);
    compare(checking, subject, foundOf(record, all, checking.policy, checking.opened));
  });
