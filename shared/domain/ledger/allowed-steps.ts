import { type Actor, actorId } from '../records/actor.ts';
import { Refused } from '../records/refusal.ts';
import type { Flag } from './flag.ts';
import { CLERKS, type FlagEvent, transitionOf, type Who } from './lifecycle.ts';
import { isCleared, kindOf } from './steps.ts';

/** What people do with flags: one command and one route each; what only begins or shows is a note, too. */
export const MANUAL_STEPS = ['open', 'assign', 'note', 'submit', 'verify', 'return', 'waive'] as const;
export type ManualStep = (typeof MANUAL_STEPS)[number];

/** The events that people bring about. */
export type ManualEvent = ManualStep | 'start' | 'evidence';

const isClerk = ({ role }: Extract<Actor, { kind: 'person' }>): boolean =>
  (CLERKS as readonly string[]).includes(role);

/**
 * Whether somebody is one of those who may. An assignee who has become something else is none of them. What was
 * rectified and returned before anybody was assigned is any clerk's: somebody has to be able to submit it.
 */
const isOneOf = (who: readonly Who[], flag: Flag | undefined, actor: Actor): boolean => {
  if (actor.kind === 'system') return false;
  const isAssignee = flag !== undefined && (flag.assignee ?? actor.id) === actor.id && isClerk(actor);
  return who.includes(actor.role) || (isAssignee && who.includes('assignee'));
};

/** Whether the finding is in the way of a step, whoever takes it. */
const gapStandsInTheWay = (flag: Flag, event: FlagEvent): boolean => {
  const { only = [] } = transitionOf(flag.state, event) ?? {};
  if (only.includes('no_gap_stands') && kindOf(flag)) return true;
  return only.includes('found_by_people_or_cleared') && flag.source === 'system' && !isCleared(flag);
};

/** The steps that somebody can take now, if not whoever asks. */
const stepsNow = (flag: Flag): ManualStep[] =>
  MANUAL_STEPS.filter((step) => transitionOf(flag.state, step) && !gapStandsInTheWay(flag, step));

/**
 * Why somebody cannot take a step with a flag as it stands; undefined where they can. What it says names the state,
 * and what is possible now.
 */
export function refusalOf(flag: Flag | undefined, event: ManualEvent, actor: Actor): Refused | undefined {
  const row = transitionOf(flag?.state ?? 'none', event);
  if (!flag) {
    if (!row) return new Refused('flag_unknown');
    return isOneOf(row.who, flag, actor) ? undefined : new Refused('flag_step_of_others', '', { event });
  }
  const { state, outcome } = flag;
  const possible = stepsNow(flag);
  if (!row) {
    if (flag.waivedUntil && state === 'waived') {
      return new Refused('flag_waived', '', { event, until: flag.waivedUntil });
    }
    return new Refused('flag_step_not_possible', '', { state, event, possible });
  }
  if (!isOneOf(row.who, flag, actor)) return new Refused('flag_step_of_others', '', { event });
  if (gapStandsInTheWay(flag, event)) {
    return new Refused('flag_gap_stands', '', { state, outcome, event, possible });
  }
  const secondOnly = row.only?.includes('somebody_else') ?? false;
  const isFirst = [flag.clearedBy, flag.submittedBy].includes(actorId(actor));
  return secondOnly && isFirst ? new Refused('flag_second_person', '', { event }) : undefined;
}

/** The steps that somebody who manages the flag's area can take with it now. */
export const allowedStepsFor = (flag: Flag, actor: Actor): ManualStep[] =>
  MANUAL_STEPS.filter((step) => refusalOf(flag, step, actor) === undefined);
