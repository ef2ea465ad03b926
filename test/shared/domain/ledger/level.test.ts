import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { FLAG_STATES, type FlagState } from '../../../../shared/domain/ledger/flag.ts';
import { daysOverdue, levelOn, risesAround } from '../../../../shared/domain/ledger/level.ts';
import { finding, flagOf, onNight } from './builders.ts';

const SETTINGS = { levelDays: 15 };
const DUE = plainDate('2026-07-15');
const UNSOLVED: readonly FlagState[] = ['open', 'assigned', 'rectifying', 'returned'];
const day = fc.integer({ min: dayOf(DUE) - 400, max: dayOf(DUE) + 400 }).map(dateOf);

describe.each(UNSOLVED)('a flag that is %s', (state) => {
  test.each([
    ['2026-06-15', 'township', 0],
    ['2026-07-15', 'township', 0],
    ['2026-07-16', 'county', 1],
    ['2026-07-30', 'county', 15],
    ['2026-07-31', 'city', 16],
    ['2027-07-15', 'city', 365],
  ] as const)('and due on 15 July is on %s at the %s, so many days overdue', (on, level, overdue) => {
    // Whatever level it had.
    for (const was of ['township', 'county', 'city'] as const) {
      const flag = flagOf('R3', { state, level: was });
      expect(levelOn(flag, plainDate(on), SETTINGS)).toBe(level);
      expect(daysOverdue(flag, plainDate(on))).toBe(overdue);
    }
  });

  test('rises as the night looks at it, and takes no step', () => {
    const { changed, steps } = onNight('2026-07-16', [flagOf('R3', { state })], [finding('R3', 'gap')]);
    expect(changed).toMatchObject([{ state, level: 'county', dueOn: DUE }]);
    expect(steps).toEqual([]);
    const later = { levelDays: 3 };
    expect(onNight('2026-07-19', changed, [finding('R3', 'gap')], later).changed).toMatchObject([
      { level: 'city' },
    ]);
  });
});

test.each(['rectified', 'waived', 'closed'] as const)('a flag that is %s stays where it is', (state) => {
  const flag = flagOf('R3', { state, level: 'county', outcome: 'met' });
  expect(levelOn(flag, plainDate('2027-01-01'), SETTINGS)).toBe('county');
  expect(daysOverdue(flag, plainDate('2027-01-01'))).toBe(0);
  expect(risesAround([flag], plainDate('2027-01-01'), SETTINGS)).toEqual({});
});

test.each([
  ['2026-07-15', { next: '2026-07-16' }],
  ['2026-07-16', { last: '2026-07-16', next: '2026-07-31' }],
  ['2026-07-30', { last: '2026-07-16', next: '2026-07-31' }],
  ['2026-07-31', { last: '2026-07-31' }],
])('on %s it rose, or will, on these days', (on, days) => {
  expect(risesAround([flagOf('R3')], plainDate(on), SETTINGS)).toEqual(days);
});

test('a flag due on the last of dates never rises', () => {
  const flag = flagOf('R3', { dueOn: plainDate('2199-12-31') });
  expect(risesAround([flag], plainDate('2199-12-31'), SETTINGS)).toEqual({});
});

test('between the days on which something rises every level is the same, and on each of them one differs', () => {
  const anyFlag = fc
    .record({ state: fc.constantFrom(...FLAG_STATES), dueOn: day })
    .map((parts) => flagOf('R3', parts));
  fc.assert(
    fc.property(
      fc.array(anyFlag, { maxLength: 5 }),
      day,
      fc.integer({ min: 1, max: 60 }),
      (flags, on, levelDays) => {
        const settings = { levelDays };
        const levels = (at: number) => flags.map((flag) => levelOn(flag, dateOf(at), settings)).join();
        const { last, next } = risesAround(flags, on, settings);
        const from = last ? dayOf(last) : dayOf(on) - 50;
        const until = next ? dayOf(next) : dayOf(on) + 50;
        for (let at = from; at < until; at++) expect(levels(at)).toBe(levels(dayOf(on)));
        if (last) expect(levels(from - 1)).not.toBe(levels(from));
        if (next) expect(levels(until)).not.toBe(levels(until - 1));
      },
    ),
  );
});
