import type { AreaCode } from '../areas/area.ts';
import { dateOf, dayOf, type PlainDate } from '../calendar/dates.ts';
import { type Actor, actorId } from '../records/actor.ts';
import type { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Settings } from '../rules/settings.ts';
import type { Finding } from '../rules/timeline.ts';
import type { Flag } from './flag.ts';
import type { FlagEvent } from './lifecycle.ts';

/** Steps kept on the flag itself; older ones stand in the record's changes. */
export const STEPS_KEPT = 20;

/** A step as the change entry keeps it. */
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
  /** Who brought about what the rules now find, where that is not the actor. */
  readonly causedBy?: string | undefined;
  readonly now: number;
  readonly today: PlainDate;
  readonly settings: Settings;
}

/** The flags that changed, and the steps they took. */
export interface FlagUpdate {
  readonly changed: Flag[];
  readonly steps: FlagTransition[];
}

type Named = { readonly rule: RuleId; readonly member?: MemberId | undefined };

/** Tells the flags of one record apart. */
export const flagKey = ({ rule, member }: Named): string => `${rule}#${member ?? ''}`;

/** For these somebody has to find out when nobody knows; elsewhere `unknown` is counted and opens no flag. */
const FLAGS_UNKNOWN: ReadonlySet<RuleId> = new Set(['R1', 'R2', 'R3']);

/** What kind of gap an outcome is; undefined where it is none. */
export function kindOf({ rule, outcome }: Pick<Finding, 'rule' | 'outcome'>): Flag['kind'] | undefined {
  if (outcome === 'gap') return 'gap';
  return outcome === 'unknown' && FLAGS_UNKNOWN.has(rule) ? 'data_gap' : undefined;
}

export const isCleared = ({ outcome }: Pick<Finding, 'outcome'>): boolean =>
  outcome === 'met' || outcome === 'not_applicable';

/** Days until a flag is due whose rule this version does not have. */
const OTHER_DEADLINE_DAYS = 30;

/** The day by which a flag of a rule that begins today has to be closed. */
export const dueDay = (rule: RuleId, { today, settings }: LedgerContext): PlainDate =>
  dateOf(dayOf(today) + (settings.deadlineDays[rule] ?? OTHER_DEADLINE_DAYS));

/** The flag once it has taken a step. */
export function applyTransition(flag: Flag, event: FlagEvent, to: Flag['state'], c: LedgerContext): Flag {
  const step = { at: new Date(c.now).toISOString(), event, to, by: actorId(c.actor) };
  return { ...flag, state: to, history: [...flag.history, step].slice(-STEPS_KEPT) };
}

/** A step as it is told. */
export const transition = (
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

/** The flag of a finding that had none. */
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

/** A flag that is open again: nobody's yet, with the whole of its time. */
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

/** A flag whose gap is back. */
export const reopenFlag = (flag: Flag, c: LedgerContext): Flag => ({
  ...resetFlag(flag, c),
  source: 'system',
  openedOn: c.today,
  reopened: flag.reopened + 1,
});
