import type { Role } from '../records/actor.ts';
import type { FlagState } from './flag.ts';

/** What can happen to a flag. */
export const FLAG_EVENTS = [
  'gap_found',
  'cleared',
  'auto_closed',
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

/** Who may do it: the system, the flag's assignee, or whoever has the role in the flag's area. */
type Who = 'system' | 'assignee' | Role;

interface Transition {
  /** `none`: there is no flag yet. */
  readonly from: readonly (FlagState | 'none')[];
  readonly event: FlagEvent;
  readonly who: readonly Who[];
  readonly to: FlagState;
  /** What else must be so, by the name of the check. */
  readonly only?: 'non_system_source' | 'somebody_else' | 'gap_still_stands';
}

const CLERKS = ['hr_clerk', 'township_clerk', 'benefits_clerk'] as const;
const UNSOLVED = ['open', 'assigned', 'rectifying', 'returned'] as const;

/** The table of rules.md, "Flags: the ledger". Whatever is not in it is refused. */
export const LIFECYCLE: readonly Transition[] = [
  { from: ['none'], event: 'gap_found', who: ['system'], to: 'open' },
  { from: ['rectified', 'closed'], event: 'gap_found', who: ['system'], to: 'open' },
  { from: ['open'], event: 'assign', who: ['county_lead'], to: 'assigned' },
  { from: ['assigned', 'returned'], event: 'start', who: ['assignee', ...CLERKS], to: 'rectifying' },
  { from: ['assigned', 'returned'], event: 'note', who: ['assignee', ...CLERKS], to: 'rectifying' },
  { from: ['assigned', 'returned'], event: 'evidence', who: ['assignee', ...CLERKS], to: 'rectifying' },
  { from: UNSOLVED, event: 'cleared', who: ['system'], to: 'rectified' },
  { from: UNSOLVED, event: 'auto_closed', who: ['system'], to: 'closed' },
  { from: ['rectifying'], event: 'submit', who: ['assignee'], to: 'rectified', only: 'non_system_source' },
  { from: ['rectified'], event: 'verify', who: ['county_lead'], to: 'closed', only: 'somebody_else' },
  { from: ['rectified'], event: 'return', who: ['county_lead'], to: 'returned' },
  { from: UNSOLVED, event: 'waive', who: ['county_lead'], to: 'waived' },
  { from: ['waived'], event: 'waiver_ended', who: ['system'], to: 'open', only: 'gap_still_stands' },
];

/** The row of the table for an event on a state; undefined where it is refused. */
export const transitionOf = (from: FlagState | 'none', event: FlagEvent): Transition | undefined =>
  LIFECYCLE.find((row) => row.event === event && row.from.includes(from));
