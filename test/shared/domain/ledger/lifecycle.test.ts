import { describe, expect, test } from 'vitest';
import { FLAG_STATES, type FlagState } from '../../../../shared/domain/ledger/flag.ts';
import {
  FLAG_EVENTS,
  type FlagEvent,
  LIFECYCLE,
  transitionOf,
} from '../../../../shared/domain/ledger/lifecycle.ts';

interface Row {
  readonly from: readonly (FlagState | 'none')[];
  readonly event: FlagEvent;
  readonly who: readonly string[];
  readonly to: FlagState;
  readonly only?: readonly string[];
}

const UNSOLVED: readonly FlagState[] = ['open', 'assigned', 'rectifying', 'returned'];
/** Noting on what is being rectified already leaves it where it is. */
const AT_WORK: readonly FlagState[] = ['assigned', 'returned', 'rectifying'];
const CLERKS = ['hr_clerk', 'township_clerk', 'benefits_clerk'];
const WORKERS = ['assignee', ...CLERKS];
const LEAD = ['county_lead'];
const SYSTEM = ['system'];

/** The table of the ledger as the rules have it, one row after the other. */
const TABLE: readonly Row[] = [
  { from: ['none'], event: 'gap_found', who: SYSTEM, to: 'open' },
  { from: ['none', 'closed'], event: 'open', who: [...CLERKS, ...LEAD], to: 'open' },
  { from: ['open'], event: 'assign', who: LEAD, to: 'assigned' },
  { from: ['assigned', 'returned'], event: 'start', who: WORKERS, to: 'rectifying' },
  { from: AT_WORK, event: 'note', who: WORKERS, to: 'rectifying' },
  { from: AT_WORK, event: 'evidence', who: WORKERS, to: 'rectifying' },
  { from: UNSOLVED, event: 'cleared', who: SYSTEM, to: 'rectified' },
  { from: UNSOLVED, event: 'auto_closed', who: SYSTEM, to: 'closed' },
  {
    ...{ from: ['rectifying'], event: 'submit', who: ['assignee'], to: 'rectified' },
    only: ['found_by_people_or_cleared'],
  },
  {
    ...{ from: ['rectified'], event: 'verify', who: LEAD, to: 'closed' },
    only: ['no_gap_stands', 'somebody_else'],
  },
  { from: ['rectified'], event: 'return', who: LEAD, to: 'returned' },
  { from: ['rectified', 'closed'], event: 'gap_found', who: SYSTEM, to: 'open' },
  { from: UNSOLVED, event: 'waive', who: LEAD, to: 'waived' },
  { from: ['waived'], event: 'waiver_ended', who: SYSTEM, to: 'open', only: ['gap_still_stands'] },
];

const STATES = ['none', ...FLAG_STATES] as const;

describe.each(STATES)('on %s', (state) => {
  test.each(FLAG_EVENTS)('%s', (event) => {
    const row = TABLE.find((one) => one.event === event && one.from.includes(state));
    const taken = transitionOf(state, event);
    if (!row) {
      expect(taken).toBeUndefined();
      return;
    }
    expect(taken).toMatchObject({ to: row.to, who: row.who });
    expect(taken?.only).toEqual(row.only);
  });
});

test('every state can be come to, and left', () => {
  expect(new Set(LIFECYCLE.map(({ to }) => to))).toEqual(new Set(FLAG_STATES));
  expect(new Set(LIFECYCLE.flatMap(({ from }) => from))).toEqual(new Set(STATES));
});

test('every event happens, and on no state in two ways', () => {
  expect(new Set(LIFECYCLE.map(({ event }) => event))).toEqual(new Set(FLAG_EVENTS));
  for (const state of STATES)
    for (const event of FLAG_EVENTS)
      expect(
        LIFECYCLE.filter((row) => row.event === event && row.from.includes(state)).length,
        `${event} on ${state}`,
      ).toBeLessThanOrEqual(1);
});
