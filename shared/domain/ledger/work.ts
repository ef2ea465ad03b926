import { actorId } from '../records/actor.ts';
import type { MemberId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Finding } from '../rules/timeline.ts';
import { type ManualEvent, refusalOf } from './allowed-steps.ts';
import type { Flag } from './flag.ts';
import { levelOn } from './level.ts';
import { transitionOf } from './lifecycle.ts';
import {
  applyTransition,
  dueDay,
  type FlagTransition,
  type FlagUpdate,
  flagKey,
  type LedgerContext,
  newFlag,
  reopenFlag,
  toTransition,
} from './steps.ts';

/** A person's step with a flag, with its note. */
export interface FlagWork {
  readonly rule: RuleId;
  readonly member?: MemberId | undefined;
  readonly event: ManualEvent;
  /** Fields that the step sets; without `dueOn`, a return uses the rule's deadline. */
  readonly sets?: {
    readonly [Field in 'source' | 'assignee' | 'assigneeRole' | 'assigneeLabel' | 'dueOn' | 'waivedUntil']?:
      | Flag[Field]
      | undefined;
  };
  readonly text?: string | undefined;
  readonly evidence?: readonly string[] | undefined;
}

/** Returns the finding of a flag to be opened. Throws `Refused` if the record has no such finding. */
const findingOf = ({ rule, member }: FlagWork, findings: readonly Finding[]): Finding => {
  const ofRule = findings.filter((finding) => finding.rule === rule);
  const [first] = ofRule;
  if (!first) throw new Refused('rule_not_of_record', 'rule', { rule });
  if (!member && first.member) throw new Refused('rule_needs_member', 'member', { rule });
  if (member && !first.member) throw new Refused('rule_takes_no_member', 'member', { rule });
  const found = ofRule.find((finding) => finding.member === member);
  if (!found) throw new Refused('member_unknown', 'member');
  return found;
};

const openByHand = (flag: Flag | undefined, finding: Finding, c: LedgerContext): Flag =>
  flag ? reopenFlag(flag, c) : newFlag(finding, c);

/** Sets the fields that follow from the step itself. */
const markWork = (flag: Flag, { event }: FlagWork, c: LedgerContext): Flag => {
  if (event === 'submit') return { ...flag, submittedBy: actorId(c.actor) };
  if (event === 'verify') return { ...flag, closedOn: c.today };
  if (event !== 'return') return flag;
  const { submittedBy: _, ...kept } = flag;
  return { ...kept, dueOn: dueDay(flag.rule, c) };
};

const applyWork = (
  flag: Flag | undefined,
  work: FlagWork,
  findings: readonly Finding[],
  c: LedgerContext,
): Flag => {
  const { event, sets = {}, evidence = [] } = work;
  const finding = event === 'open' ? findingOf(work, findings) : undefined;
  const refusal = refusalOf(flag, event, c.actor);
  if (refusal) throw refusal;
  const begun = finding ? openByHand(flag, finding, c) : flag;
  const row = transitionOf(flag?.state ?? 'none', event);
  if (!begun || !row) throw new Refused('flag_unknown');
  const defined = Object.entries(sets).filter(([, value]) => value !== undefined);
  const next: Flag = {
    ...markWork(applyTransition(begun, event, row.to, c), work, c),
    ...Object.fromEntries(defined),
    ...(evidence.length > 0 ? { evidence: [...evidence] } : {}),
  };
  return { ...next, level: levelOn(next, c.today, c.settings) };
};

/**
 * Applies people's steps to the flags of a record in order and returns the changed flags with their steps. The flags
 * must be up to date with the findings. Throws `Refused`; then no step is applied.
 */
export function applyFlagWork(
  flags: readonly Flag[],
  work: readonly FlagWork[],
  findings: readonly Finding[],
  c: LedgerContext,
): FlagUpdate {
  const known = new Map(flags.map((flag) => [flagKey(flag), flag]));
  const changed = new Map<string, Flag>();
  const steps: FlagTransition[] = [];
  for (const one of work) {
    const key = flagKey(one);
    const flag = known.get(key);
    const next = applyWork(flag, one, findings, c);
    known.set(key, next);
    changed.set(key, next);
    steps.push(toTransition(one, one.event, flag, next.state));
  }
  return { changed: [...changed.values()], steps };
}
