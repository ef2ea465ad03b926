import { type Actor, actorId } from '../records/actor.ts';
import { Refused } from '../records/refusal.ts';
import type { Flag } from './flag.ts';
import { CLERKS, type FlagEvent, transitionOf, type Who } from './lifecycle.ts';
import { isCleared, kindOf } from './steps.ts';

/** The steps that people take with flags, each one command and one route. `start` and `evidence` are notes too. */
export const MANUAL_STEPS = ['open', 'assign', 'note', 'submit', 'verify', 'return', 'waive'] as const;
export type ManualStep = (typeof MANUAL_STEPS)[number];

/** The events caused by people. */
export type ManualEvent = ManualStep | 'start' | 'evidence';

const isClerk = ({ role }: Extract<Actor, { kind: 'person' }>): boolean =>
  (CLERKS as readonly string[]).includes(role);

/**
 * Returns whether an actor is among the performers of a transition. A former clerk is no assignee. A flag that was
 * returned without ever being assigned counts as assigned to any clerk, so that it can be submitted.
 */
const isPerformer = (who: readonly Who[], flag: Flag | undefined, actor: Actor): boolean => {
  if (actor.kind === 'system') return false;
  const isAssignee = flag !== undefined && (flag.assignee ?? actor.id) === actor.id && isClerk(actor);
  return who.includes(actor.role) || (isAssignee && who.includes('assignee'));
};

/** Returns whether the flag's finding forbids a step to everybody. */
const isBlockedByGap = (flag: Flag, event: FlagEvent): boolean => {
  const { only = [] } = transitionOf(flag.state, event) ?? {};
  if (only.includes('no_gap_stands') && kindOf(flag)) return true;
  return only.includes('found_by_people_or_cleared') && flag.source === 'system' && !isCleared(flag);
};

/** Returns the steps that some performer can take now. */
const possibleSteps = (flag: Flag): ManualStep[] =>
  MANUAL_STEPS.filter((step) => transitionOf(flag.state, step) && !isBlockedByGap(flag, step));

/**
 * Returns why an actor cannot take a step with a flag; undefined if the actor can. The refusal names the flag's state
 * and the steps that are possible now.
 */
export function refusalOf(flag: Flag | undefined, event: ManualEvent, actor: Actor): Refused | undefined {
  const row = transitionOf(flag?.state ?? 'none', event);
  if (!flag) {
    if (!row) return new Refused('flag_unknown');
    return isPerformer(row.who, flag, actor) ? undefined : new Refused('flag_step_of_others', '', { event });
  }
  const { state, outcome } = flag;
  const possible = possibleSteps(flag);
  if (!row) {
    if (flag.waivedUntil && state === 'waived') {
      return new Refused('flag_waived', '', { event, until: flag.waivedUntil });
    }
    return new Refused('flag_step_not_possible', '', { state, event, possible });
  }
  if (!isPerformer(row.who, flag, actor)) return new Refused('flag_step_of_others', '', { event });
  if (isBlockedByGap(flag, event)) {
    return new Refused('flag_gap_stands', '', { state, outcome, event, possible });
  }
  const secondOnly = row.only?.includes('somebody_else') ?? false;
  const isFirst = [flag.clearedBy, flag.submittedBy].includes(actorId(actor));
  return secondOnly && isFirst ? new Refused('flag_second_person', '', { event }) : undefined;
}

/** Returns the steps that an actor who manages the flag's area can take now. */
export const allowedStepsFor = (flag: Flag, actor: Actor): ManualStep[] =>
  MANUAL_STEPS.filter((step) => refusalOf(flag, step, actor) === undefined);
