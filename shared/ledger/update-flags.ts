import type { AreaCode } from '../areas/area.ts';
import { dateOf, dayOf, type PlainDate } from '../dates.ts';
import { type Actor, actorId } from '../records/actor.ts';
import type { RuleId } from '../records/evaluated.ts';
import type { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import type { Settings } from '../rules/settings.ts';
import type { Finding } from '../rules/timeline.ts';
import { Flag } from './flag.ts';
import { type FlagEvent, transitionOf } from './lifecycle.ts';
import { isWaiverOver } from './waivers.ts';

/** For these somebody has to find out when nobody knows; elsewhere `unknown` is counted and opens no flag. */
const FLAGS_UNKNOWN: ReadonlySet<RuleId> = new Set(['R1', 'R2', 'R3']);

/** Steps kept on the flag itself; older ones stand in the record's changes. */
export const STEPS_KEPT = 20;

/** A step as the change entry keeps it. */
export interface TakenStep {
  readonly rule: RuleId;
  readonly member?: MemberId;
  readonly event: FlagEvent;
  readonly from?: Flag['state'];
  readonly to: Flag['state'];
}

interface Circumstances {
  readonly subject: HouseholdId | SiteId;
  readonly area: AreaCode;
  readonly actor: Actor;
  readonly now: number;
  readonly today: PlainDate;
  readonly settings: Settings;
}

/** Tells the flags of one record apart. */
export const flagKey = ({ rule, member }: { rule: RuleId; member?: MemberId | undefined }) =>
  `${rule}#${member ?? ''}`;

const kindOf = ({ rule, outcome }: Pick<Finding, 'rule' | 'outcome'>): Flag['kind'] | undefined => {
  if (outcome === 'gap') return 'gap';
  return outcome === 'unknown' && FLAGS_UNKNOWN.has(rule) ? 'data_gap' : undefined;
};

const isCleared = ({ outcome }: Pick<Finding, 'outcome'>) =>
  outcome === 'met' || outcome === 'not_applicable';

const eventFor = (flag: Flag | undefined, finding: Finding, c: Circumstances): FlagEvent | undefined => {
  if (kindOf(finding)) {
    if (flag?.state === 'waived' && isWaiverOver(flag, c.today)) return 'waiver_ended';
    // What people submitted while the gap stands waits for whoever verifies it; a closed flag hides no gap.
    return flag?.state === 'rectified' && kindOf(flag) ? undefined : 'gap_found';
  }
  // Whoever returned a flag, or opened one by hand, did so although the finding was clear: it has to become so.
  if (!isCleared(finding) || (flag && isCleared(flag))) return undefined;
  return c.settings.autoClose[finding.rule] ? 'auto_closed' : 'cleared';
};

const take = (flag: Flag, event: FlagEvent, to: Flag['state'], c: Circumstances): Flag => {
  const by = actorId(c.actor);
  const step = { at: new Date(c.now).toISOString(), event, to, by };
  return { ...flag, state: to, history: [...flag.history, step].slice(-STEPS_KEPT) };
};

const openFlag = (finding: Finding, c: Circumstances): Flag => {
  const { subject, area, today, settings } = c;
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
    dueOn: dateOf(dayOf(today) + settings.deadlineDays[rule]),
    source: 'system',
    level: 'township',
    reopened: 0,
    evidence: [],
    history: [],
  };
};

/** A flag that is open again: nobody's yet, with the whole of its time. */
const anew = (flag: Flag, c: Circumstances): Flag => {
  const { assignee: _, waivedUntil: __, clearedBy: ___, ...kept } = flag;
  return {
    ...kept,
    dueOn: dateOf(dayOf(c.today) + c.settings.deadlineDays[flag.rule]),
    level: 'township',
  };
};

const begun = (flag: Flag | undefined, event: FlagEvent, finding: Finding, c: Circumstances): Flag => {
  if (!flag) return openFlag(finding, c);
  if (event === 'waiver_ended') return anew(flag, c);
  if (event === 'gap_found') return { ...anew(flag, c), openedOn: c.today, reopened: flag.reopened + 1 };
  return flag;
};

/** What the flag says of its finding, kept true while the flag stands in whatever state. */
const describing = (flag: Flag, finding: Finding, area: AreaCode): Flag => {
  const { since: _, ...kept } = flag;
  return {
    ...kept,
    area,
    kind: kindOf(finding) ?? flag.kind,
    outcome: finding.outcome,
    ...(finding.since ? { since: finding.since } : {}),
  };
};

const isSame = (a: Flag, b: Flag) =>
  (Object.keys(Flag.shape) as (keyof Flag)[]).every((key) => a[key] === b[key]);

/**
 * What the findings of a record do to its flags: gaps open them, clearing findings rectify or close them, gaps
 * that come back reopen them. Returns only the flags that changed, and the steps they took. Pure.
 */
export const updateFlags = (
  flags: readonly Flag[],
  findings: readonly Finding[],
  c: Circumstances,
): { changed: Flag[]; steps: TakenStep[] } => {
  const known = new Map(flags.map((flag) => [flagKey(flag), flag]));
  const changed: Flag[] = [];
  const steps: TakenStep[] = [];
  for (const finding of findings) {
    const flag = known.get(flagKey(finding));
    const event = eventFor(flag, finding, c);
    const row = event && transitionOf(flag?.state ?? 'none', event);
    let next = flag;
    if (event && row) {
      next = take(begun(flag, event, finding, c), event, row.to, c);
      if (event === 'cleared' || event === 'auto_closed') next = { ...next, clearedBy: actorId(c.actor) };
      steps.push({
        rule: finding.rule,
        ...(finding.member ? { member: finding.member } : {}),
        event,
        ...(flag ? { from: flag.state } : {}),
        to: row.to,
      });
    }
    if (next === undefined) continue;
    next = describing(next, finding, c.area);
    if (!flag || !isSame(flag, next)) changed.push(next);
  }
  return { changed, steps };
};
