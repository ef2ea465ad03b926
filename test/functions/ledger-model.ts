import { type Day, dateOf, dayOf, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import type { FlagState } from '../../shared/domain/ledger/flag.ts';
import { LEVELS, type Level } from '../../shared/domain/records/level.ts';

/** A stretch of work, both days included; for ever without an end. */
interface Job {
  readonly from: Day;
  readonly until: Day;
}

type R3 = 'met' | 'at_risk' | 'gap';

interface ModelFlag {
  readonly state: FlagState;
  readonly outcome: R3;
  readonly reopened: number;
  readonly dueOn: Day;
  readonly level: Level;
  readonly waivedUntil?: Day;
}

export interface Model {
  today: Day;
  readonly jobs: Job[];
  flag: ModelFlag | undefined;
  /** What leads have to be told of it, in all. */
  readonly told: { opened: number; reopened: number; overdue: number };
}

const RUNNING: readonly FlagState[] = ['open', 'assigned', 'rectifying', 'returned'];
const DEADLINE = 30;

const worksOn = ({ jobs }: Model, day: Day): boolean =>
  jobs.some(({ from, until }) => from <= day && day <= until);

/** R3 of a couple that can and wants to work, day by day, as rules.md has it. */
const outcomeOf = (model: Model): R3 => {
  const { today, jobs } = model;
  if (worksOn(model, today)) {
    for (let day = today; day <= today + 60; day++) if (!worksOn(model, day)) return 'at_risk';
    return 'met';
  }
  return jobs.some(({ until }) => until < today && today - until <= 30) ? 'at_risk' : 'gap';
};

const levelOf = ({ state, dueOn, level }: ModelFlag, today: Day): Level => {
  if (!RUNNING.includes(state)) return level;
  const late = today - dueOn;
  if (late <= 0) return 'township';
  return late <= 15 ? 'county' : 'city';
};

/** The flag as it is from now on; what rises in it is told. */
const put = (model: Model, flag: ModelFlag): void => {
  const level = levelOf(flag, model.today);
  if (LEVELS.indexOf(level) > LEVELS.indexOf(model.flag?.level ?? 'township')) model.told.overdue++;
  model.flag = { ...flag, level };
};

/** What the system does with the flag as a day is looked at, or a fact has been entered. */
export const look = (model: Model): void => {
  const { today, flag } = model;
  const outcome = outcomeOf(model);
  const fresh = { outcome, dueOn: today + DEADLINE, level: 'township' as const };
  if (outcome === 'gap') {
    const isWaiverOver = flag?.state === 'waived' && (flag.waivedUntil ?? 0) < today;
    if (!flag) {
      model.told.opened++;
      put(model, { state: 'open', reopened: 0, ...fresh });
      return;
    }
    if (isWaiverOver || flag.state === 'rectified' || flag.state === 'closed') {
      model.told.reopened++;
      put(model, { state: 'open', reopened: flag.reopened + (isWaiverOver ? 0 : 1), ...fresh });
      return;
    }
  }
  if (!flag) return;
  const becomesMet = outcome === 'met' && flag.outcome !== 'met';
  const state = becomesMet && RUNNING.includes(flag.state) ? 'rectified' : flag.state;
  put(model, { ...flag, state, outcome });
};

export type Step = 'assign' | 'note' | 'verify' | 'return' | 'waive';

/** From where each step goes where; from anywhere else it is refused. */
const STEPS: Readonly<Record<Step, { readonly from: readonly FlagState[]; readonly to: FlagState }>> = {
  assign: { from: ['open'], to: 'assigned' },
  note: { from: ['assigned', 'returned', 'rectifying'], to: 'rectifying' },
  verify: { from: ['rectified'], to: 'closed' },
  return: { from: ['rectified'], to: 'returned' },
  waive: { from: RUNNING, to: 'waived' },
};

/** Takes a step with the flag; false where it is refused. */
export const step = (model: Model, what: Step, ahead: number): boolean => {
  const { flag, today } = model;
  const { from, to } = STEPS[what];
  if (!flag || !from.includes(flag.state)) return false;
  const dueOn =
    { assign: today + ahead, return: today + DEADLINE }[what as 'assign' | 'return'] ?? flag.dueOn;
  put(model, { ...flag, state: to, dueOn, ...(what === 'waive' ? { waivedUntil: today + ahead } : {}) });
  return true;
};

export const dayIn = (model: Model, ahead = 0): PlainDate => dateOf(model.today + ahead);
export const FIRST = dayOf('2026-01-05' as PlainDate);
