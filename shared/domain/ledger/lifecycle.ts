import type { Role } from '../records/actor.ts';
import type { FlagState } from './flag.ts';

/** The events of a flag. */
export const FLAG_EVENTS = [
  'gap_found',
  'cleared',
  'auto_closed',
  'open',
  'assign',
  'start',
  'note',
  'evidence',
  'submit',
  'verify',
  'return',
  'waive',
  'waiver_ended',
] as const;
export type FlagEvent = (typeof FLAG_EVENTS)[number];

/** A performer of a transition: the system, the flag's assignee, or anybody with the role in the flag's area. */
export type Who = 'system' | 'assignee' | Role;

/** Names of further conditions of a transition. */
type Check = 'found_by_people_or_cleared' | 'no_gap_stands' | 'somebody_else' | 'gap_still_stands';

interface Transition {
  /** `none`: there is no flag yet. */
  readonly from: readonly (FlagState | 'none')[];
  readonly event: FlagEvent;
  readonly who: readonly Who[];
  readonly to: FlagState;
  readonly only?: readonly Check[];
}

export const CLERKS = ['hr_clerk', 'township_clerk', 'benefits_clerk'] as const;
const WORKERS = ['assignee', ...CLERKS] as const;

/** States in which the gap itself is unsolved and the deadline runs. */
export const UNSOLVED = ['open', 'assigned', 'rectifying', 'returned'] as const satisfies FlagState[];

/** States in which work may be noted. */
const AT_WORK = ['assigned', 'returned', 'rectifying'] as const;

/** All transitions of flags; an event without a row here is refused. */
export const LIFECYCLE: readonly Transition[] = [
  { from: ['none'], event: 'gap_found', who: ['system'], to: 'open' },
  { from: ['rectified', 'closed'], event: 'gap_found', who: ['system'], to: 'open' },
  { from: ['none', 'closed'], event: 'open', who: [...CLERKS, 'county_lead'], to: 'open' },
  { from: ['open'], event: 'assign', who: ['county_lead'], to: 'assigned' },
  { from: ['assigned', 'returned'], event: 'start', who: WORKERS, to: 'rectifying' },
  { from: AT_WORK, event: 'note', who: WORKERS, to: 'rectifying' },
  { from: AT_WORK, event: 'evidence', who: WORKERS, to: 'rectifying' },
  { from: UNSOLVED, event: 'cleared', who: ['system'], to: 'rectified' },
  { from: UNSOLVED, event: 'auto_closed', who: ['system'], to: 'closed' },
  {
    ...{ from: ['rectifying'], event: 'submit', who: ['assignee'], to: 'rectified' },
    only: ['found_by_people_or_cleared'],
  },
  {
    ...{ from: ['rectified'], event: 'verify', who: ['county_lead'], to: 'closed' },
    only: ['no_gap_stands', 'somebody_else'],
  },
  { from: ['rectified'], event: 'return', who: ['county_lead'], to: 'returned' },
  { from: UNSOLVED, event: 'waive', who: ['county_lead'], to: 'waived' },
  { from: ['waived'], event: 'waiver_ended', who: ['system'], to: 'open', only: ['gap_still_stands'] },
];

/** Returns the transition of an event from a state; undefined if there is none. */
export const transitionOf = (from: FlagState | 'none', event: FlagEvent): Transition | undefined =>
  LIFECYCLE.find((row) => row.event === event && row.from.includes(from));
