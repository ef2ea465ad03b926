import type { AreaCode } from '../areas/area.ts';
import { dateOf, dayOf, type PlainDate } from '../calendar/dates.ts';
import { type Actor, actorId } from '../records/actor.ts';
import type { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import type { RuleId } from '../records/rule-id.ts';
import { REGISTRY } from '../rules/registry.ts';
import type { Settings } from '../rules/settings.ts';
import type { Finding } from '../rules/timeline.ts';
import type { Flag } from './flag.ts';
import type { FlagEvent } from './lifecycle.ts';

/** The number of steps kept on a flag; the record's changes hold older ones. */
export const STEPS_KEPT = 20;

/** A step as the change entry stores it. */
export interface FlagTransition {
  readonly rule: RuleId;
  readonly member?: MemberId;
  readonly event: FlagEvent;
  readonly from?: Flag['state'];
  readonly to: Flag['state'];
}

export interface LedgerContext {
  readonly subject: HouseholdId | SiteId;
  readonly area: AreaCode;
  readonly actor: Actor;
  /** Who caused the findings, if not the actor. */
  readonly causedBy?: string | undefined;
  readonly now: number;
  readonly today: PlainDate;
  readonly settings: Settings;
}

/** The changed flags and their steps. */
export interface FlagUpdate {
  readonly changed: Flag[];
  readonly steps: FlagTransition[];
}

type Named = { readonly rule: RuleId; readonly member?: MemberId | undefined };

/** Returns a key that is unique among the flags of a record. */
export const flagKey = ({ rule, member }: Named): string => `${rule}#${member ?? ''}`;

/** Returns the kind of gap of an outcome; undefined if it is no gap. */
export function kindOf({ rule, outcome }: Pick<Finding, 'rule' | 'outcome'>): Flag['kind'] | undefined {
  if (outcome === 'gap') return 'gap';
  return outcome === 'unknown' && REGISTRY[rule]?.opensFlagWhenUnknown ? 'data_gap' : undefined;
}

export const isCleared = ({ outcome }: Pick<Finding, 'outcome'>): boolean =>
  outcome === 'met' || outcome === 'not_applicable';

/** Days until a flag is due whose rule this version does not have. */
const OTHER_DEADLINE_DAYS = 30;

/** Returns the due day of a flag that opens today. */
export const dueDay = (rule: RuleId, { today, settings }: LedgerContext): PlainDate =>
  dateOf(dayOf(today) + (settings.deadlineDays[rule] ?? OTHER_DEADLINE_DAYS));

/** Returns the flag after a step. */
export function applyTransition(flag: Flag, event: FlagEvent, to: Flag['state'], c: LedgerContext): Flag {
  const step = { at: new Date(c.now).toISOString(), event, to, by: actorId(c.actor) };
  return { ...flag, state: to, history: [...flag.history, step].slice(-STEPS_KEPT) };
}

/** Describes a step for the change entry. */
export const toTransition = (
  { rule, member }: Named,
  event: FlagEvent,
  before: Flag | undefined,
  to: Flag['state'],
): FlagTransition => ({
  rule,
  ...(member ? { member } : {}),
  event,
  ...(before ? { from: before.state } : {}),
  to,
});

/** Creates the flag of a finding that has none. */
export function newFlag(finding: Finding, c: LedgerContext): Flag {
  const { subject, area, today } = c;
  const { rule, member, outcome, since } = finding;
  return {
    subject,
    rule,
    ...(member ? { member } : {}),
    area,
    kind: kindOf(finding) ?? 'gap',
    state: 'open',
    outcome,
    ...(since ? { since } : {}),
    openedOn: today,
    dueOn: dueDay(rule, c),
    source: 'system',
    level: 'township',
    reopened: 0,
    evidence: [],
    history: [],
  };
}

/** Returns a flag without assignee, waiver and evidence, and with its full deadline. */
export function resetFlag(flag: Flag, c: LedgerContext): Flag {
  const {
    assignee: _,
    assigneeRole: __,
    assigneeLabel: ___,
    waivedUntil: ____,
    clearedBy: _____,
    submittedBy: ______,
    closedOn: _______,
    ...kept
  } = flag;
  return { ...kept, dueOn: dueDay(flag.rule, c), level: 'township', evidence: [] };
}

/** Returns a flag reopened because its gap came back. */
export const reopenFlag = (flag: Flag, c: LedgerContext): Flag => ({
  ...resetFlag(flag, c),
  source: 'system',
  openedOn: c.today,
  reopened: flag.reopened + 1,
});
