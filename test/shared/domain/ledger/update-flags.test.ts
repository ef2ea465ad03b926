import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { Flag, type FlagState } from '../../../../shared/domain/ledger/flag.ts';
import { OUTCOMES } from '../../../../shared/domain/records/evaluated.ts';
import { DEFAULT_SETTINGS } from '../../../../shared/domain/rules/default-settings.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import { householdId, memberId } from '../rules/builders.ts';
import { AREA, finding, flagOf, onNight } from './builders.ts';

const DATA_GAPS: readonly string[] = ['R1', 'R2', 'R3'];
const CLOSED_AT_ONCE: readonly string[] = ['R4', 'R5', 'R6', 'R8', 'R9'];
const UNSOLVED: readonly FlagState[] = ['open', 'assigned', 'rectifying', 'returned'];

describe.each(RULES)('%s', (rule) => {
  test.each(OUTCOMES)('found %s for the first time', (outcome) => {
    const { changed, steps } = onNight('2026-06-15', [], [finding(rule, outcome)]);
    const kind =
      outcome === 'gap' ? 'gap' : outcome === 'unknown' && DATA_GAPS.includes(rule) ? 'data_gap' : undefined;
    expect(changed.map((flag) => flag.kind)).toEqual(kind ? [kind] : []);
    expect(steps).toEqual(kind ? [{ rule, event: 'gap_found', to: 'open' }] : []);
  });

  test('clears to rectified, or is closed at once where the county lets the system', () => {
    const to = CLOSED_AT_ONCE.includes(rule) ? 'closed' : 'rectified';
    for (const state of UNSOLVED)
      for (const outcome of ['met', 'not_applicable'] as const) {
        const { changed, steps } = onNight('2026-06-20', [flagOf(rule, { state })], [finding(rule, outcome)]);
        expect(changed).toMatchObject([{ state: to, outcome, clearedBy: 'system:audit' }]);
        expect(steps).toMatchObject([{ from: state, to }]);
      }
  });

  test('obeys the county where it says otherwise of closing', () => {
    const autoClose = { ...DEFAULT_SETTINGS.autoClose, [rule]: !DEFAULT_SETTINGS.autoClose[rule] };
    const { changed } = onNight('2026-06-20', [flagOf(rule)], [finding(rule, 'met')], { autoClose });
    expect(changed[0]?.state).toBe(CLOSED_AT_ONCE.includes(rule) ? 'rectified' : 'closed');
  });
});

describe('a flag that opens', () => {
  test('says whose and where it is, since when, and until when it is due', () => {
    const { changed } = onNight('2026-06-15', [], [finding('R3', 'gap')]);
    expect(changed).toEqual([
      {
        subject: householdId(1),
        rule: 'R3',
        area: AREA,
        kind: 'gap',
        state: 'open',
        outcome: 'gap',
        since: '2026-01-01',
        openedOn: '2026-06-15',
        dueOn: '2026-07-15',
        source: 'system',
        level: 'township',
        reopened: 0,
        evidence: [],
        history: [{ at: '2026-06-15T00:00:00.000Z', event: 'gap_found', to: 'open', by: 'system:audit' }],
      },
    ]);
    expect(changed.map((flag) => Flag.parse(flag))).toEqual(changed);
  });

  test.each([
    ['R1', '2026-09-13'],
    ['R2', '2026-08-14'],
    ['R3', '2026-07-15'],
    ['R9', '2026-07-15'],
  ] as const)('of %s is due on %s', (rule, dueOn) => {
    expect(flagOf(rule).dueOn).toBe(dueOn);
  });

  test("is each member's own", () => {
    const [first, second] = [memberId(1), memberId(2)];
    const found = [finding('R5', 'gap', { member: first }), finding('R5', 'gap', { member: second })];
    const { changed } = onNight('2026-06-15', [], found);
    expect(changed.map(({ member }) => member)).toEqual([first, second]);
    const cleared = [finding('R5', 'gap', { member: first }), finding('R5', 'met', { member: second })];
    const later = onNight('2026-06-16', changed, cleared);
    expect(later.changed.map(({ member, state }) => [member, state])).toEqual([[second, 'closed']]);
    expect(later.steps).toMatchObject([{ member: second, event: 'auto_closed' }]);
  });
});

describe('while the gap stands', () => {
  test('nothing happens to a flag that people work at', () => {
    for (const state of UNSOLVED) {
      const flag = flagOf('R3', { state });
      expect(onNight('2026-07-15', [flag], [finding('R3', 'gap')])).toEqual({ changed: [], steps: [] });
    }
  });

  test('a warning or nobody knowing clears nothing', () => {
    for (const outcome of ['at_risk', 'unknown'] as const) {
      const { changed, steps } = onNight('2026-06-20', [flagOf('R5')], [finding('R5', outcome)]);
      expect(changed).toMatchObject([{ state: 'open', outcome }]);
      expect(steps).toEqual([]);
    }
  });

  test('what was a gap of data turns into one, and back', () => {
    const unknown = onNight('2026-06-20', [flagOf('R2')], [finding('R2', 'unknown')]).changed;
    expect(unknown).toMatchObject([{ state: 'open', kind: 'data_gap', outcome: 'unknown' }]);
    const gap = onNight('2026-06-21', unknown, [finding('R2', 'gap', { since: plainDate('2026-06-21') })]);
    expect(gap.changed).toMatchObject([{ state: 'open', kind: 'gap', since: '2026-06-21', reopened: 0 }]);
  });

  test('what the assignee submitted waits for whoever verifies it', () => {
    const flag = flagOf('R3', { state: 'rectified', source: 'patrol' });
    expect(onNight('2026-06-20', [flag], [finding('R3', 'gap')]).changed).toEqual([]);
  });

  test('a flag that was closed nevertheless comes back', () => {
    const flag = flagOf('R3', { state: 'closed', source: 'patrol' });
    expect(onNight('2026-06-20', [flag], [finding('R3', 'gap')]).changed).toMatchObject([
      { state: 'open', reopened: 1 },
    ]);
  });
});

describe('a gap that comes back', () => {
  test.each(['rectified', 'closed'] as const)(
    'reopens a flag that is %s, as nobody’s, with new time',
    (state) => {
      const flag = flagOf('R3', {
        state,
        outcome: 'met',
        assignee: 'clerk',
        clearedBy: 'clerk',
        level: 'city',
        reopened: 1,
      });
      const { changed, steps } = onNight('2026-10-01', [flag], [finding('R3', 'gap')]);
      expect(changed).toMatchObject([
        { state: 'open', reopened: 2, openedOn: '2026-10-01', dueOn: '2026-10-31', level: 'township' },
      ]);
      expect(changed[0]).not.toHaveProperty('assignee');
      expect(changed[0]).not.toHaveProperty('clearedBy');
      expect(steps).toEqual([{ rule: 'R3', event: 'gap_found', from: state, to: 'open' }]);
    },
  );

  test('as not knowing, of R1 to R3 only', () => {
    const known = (rule: 'R3' | 'R5') => flagOf(rule, { state: 'closed', outcome: 'met' });
    expect(onNight('2026-10-01', [known('R3')], [finding('R3', 'unknown')]).changed).toMatchObject([
      { state: 'open', kind: 'data_gap', reopened: 1 },
    ]);
    expect(onNight('2026-10-01', [known('R5')], [finding('R5', 'unknown')]).changed).toMatchObject([
      { state: 'closed', outcome: 'unknown', reopened: 0 },
    ]);
  });

  test('after a warning', () => {
    const warned = onNight(
      '2026-09-01',
      [flagOf('R3', { state: 'rectified', outcome: 'met' })],
      [finding('R3', 'at_risk')],
    );
    expect(warned.changed).toMatchObject([{ state: 'rectified', outcome: 'at_risk' }]);
    expect(onNight('2026-10-01', warned.changed, [finding('R3', 'gap')]).changed).toMatchObject([
      { state: 'open', reopened: 1 },
    ]);
  });
});

describe('a finding that is clear already', () => {
  test('does not undo what the lead returned', () => {
    const returned = flagOf('R3', { state: 'returned', outcome: 'met' });
    expect(onNight('2026-06-20', [returned], [finding('R3', 'met')])).toEqual({ changed: [], steps: [] });
    const gone = onNight('2026-06-20', [returned], [finding('R3', 'not_applicable')]);
    expect(gone.changed).toMatchObject([{ state: 'returned', outcome: 'not_applicable' }]);
  });

  test('does not rectify what people found although the system did not', () => {
    const covert = flagOf('R2', { state: 'open', source: 'covert', outcome: 'met' });
    expect(onNight('2026-06-20', [covert], [finding('R2', 'met')])).toEqual({ changed: [], steps: [] });
  });
});

describe('a waived flag', () => {
  const waived = flagOf('R3', {
    state: 'waived',
    waivedUntil: plainDate('2026-12-31'),
    assignee: 'clerk',
    level: 'county',
  });

  test('stays so on the last day of the waiver', () => {
    expect(onNight('2026-12-31', [waived], [finding('R3', 'gap')]).changed).toEqual([]);
  });

  test('is open again the day after, if the gap still stands', () => {
    const { changed, steps } = onNight('2027-01-01', [waived], [finding('R3', 'gap')]);
    expect(changed).toMatchObject([
      { state: 'open', reopened: 0, openedOn: '2026-06-15', dueOn: '2027-01-31', level: 'township' },
    ]);
    expect(changed[0]).not.toHaveProperty('waivedUntil');
    expect(changed[0]).not.toHaveProperty('assignee');
    expect(steps).toEqual([{ rule: 'R3', event: 'waiver_ended', from: 'waived', to: 'open' }]);
  });

  test('stays so where the gap has gone, and opens when it comes back', () => {
    const gone = onNight('2027-01-01', [waived], [finding('R3', 'met')]);
    expect(gone.changed).toMatchObject([{ state: 'waived', outcome: 'met' }]);
    expect(gone.steps).toEqual([]);
    expect(onNight('2027-02-01', gone.changed, [finding('R3', 'gap')]).changed).toMatchObject([
      { state: 'open' },
    ]);
  });
});

test('the flag keeps its last twenty steps', () => {
  let [flag] = [flagOf('R9')];
  for (let night = 1; night <= 15; night++) {
    for (const outcome of ['met', 'gap'] as const) {
      const [next] = onNight('2026-06-16', [flag], [finding('R9', outcome)]).changed;
      if (!next) throw new Error('each of them changes the flag');
      flag = next;
    }
  }
  expect(flag).toMatchObject({ state: 'open', reopened: 15 });
  expect(flag.history).toHaveLength(20);
  expect(flag.history.at(-1)).toMatchObject({ event: 'gap_found' });
});

test('a move to another township takes the flag along', () => {
  const [flag] = onNight(
    '2026-06-20',
    [flagOf('R3', { area: '511722999' as Flag['area'] })],
    [finding('R3', 'gap')],
  ).changed;
  expect(flag).toMatchObject({ area: AREA, state: 'open' });
});
