import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { FLAG_STATES, type Flag } from '../../../../shared/domain/ledger/flag.ts';
import { flagCountsIn, flagCountsOf } from '../../../../shared/domain/ledger/flag-counts.ts';
import { FLAG_LEVELS } from '../../../../shared/domain/numbers/numbers.ts';
import { HouseholdId } from '../../../../shared/domain/records/ids.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import { TOWNSHIP } from '../../../families.ts';

const day = fc.integer({ min: dayOf(plainDate('2026-01-01')), max: dayOf(plainDate('2026-12-31')) });

const flag = (of: Partial<Flag>, closedOn?: string): Flag => ({
  subject: HouseholdId.parse(`0H${'0'.repeat(24)}`),
  ...{ rule: 'R3', area: TOWNSHIP, kind: 'gap', state: 'open', outcome: 'gap' },
  ...{ openedOn: plainDate('2026-05-01'), dueOn: plainDate('2026-07-01'), source: 'system' },
  ...{ level: 'township', reopened: 0, evidence: [] },
  history: closedOn
    ? [{ at: `${closedOn}T15:59:59.000Z`, event: 'verify', to: 'closed', by: 'county_lead-1' }]
    : [],
  ...of,
});

const anyFlag = fc
  .record({
    rule: fc.constantFrom(...RULES),
    state: fc.constantFrom(...FLAG_STATES),
    level: fc.constantFrom(...FLAG_LEVELS),
    opened: day,
    due: day,
    took: fc.nat(90),
  })
  .map(({ rule, state, level, opened, due, took }) =>
    flag(
      { rule, state, level, openedOn: dateOf(opened), dueOn: dateOf(due) },
      state === 'closed' ? dateOf(opened + took) : undefined,
    ),
  );

/** The day of closing, read once more. */
const closedOn = ({ history }: Flag): string => history.at(-1)?.at.slice(0, 10) ?? '';

describe('the flags of a record, counted in a short text', () => {
  test('are read back as they were: each live one by rule, state, level and due day, the last month’s closings', () => {
    fc.assert(
      fc.property(fc.array(anyFlag, { maxLength: 12 }), (flags) => {
        const text = flagCountsOf(flags);
        const counts = flagCountsIn(text);
        const of = (test: (one: (typeof counts)[number]) => boolean) =>
          counts.filter(test).reduce((sum, { count }) => sum + count, 0);
        for (const one of flags.filter(({ state }) => state !== 'closed')) {
          const alike = flags.filter(
            ({ rule, state, level, dueOn }) =>
              rule === one.rule && state === one.state && level === one.level && dueOn === one.dueOn,
          );
          const same = ({ rule, state, level, on }: (typeof counts)[number]) =>
            rule === one.rule && state === one.state && level === one.level && on === one.dueOn;
          expect(of(same)).toBe(alike.length);
        }
        const closed = flags.filter(({ state }) => state === 'closed');
        const month = closed
          .map((one) => closedOn(one).slice(0, 7))
          .sort()
          .at(-1);
        const last = closed.filter((one) => closedOn(one).startsWith(month ?? '-'));
        expect(of(({ state }) => state === 'closed')).toBe(last.length);
        const days = last.reduce(
          (sum, one) => sum + (dayOf(plainDate(closedOn(one))) - dayOf(one.openedOn)),
          0,
        );
        expect(counts.reduce((sum, one) => sum + one.days, 0)).toBe(days);
        // However they stand, they are written in one way.
        expect(flagCountsOf([...flags].reverse())).toBe(text);
      }),
    );
  });

  test('look like this', () => {
    const members = [1, 2, 3].map(() => flag({ rule: 'R5' }));
    const text = flagCountsOf([
      flag({}),
      ...members,
      flag({ rule: 'R1', state: 'waived', level: 'city' }),
      flag({ rule: 'R6', state: 'closed' }, '2026-06-03'),
      flag({ rule: 'R7', state: 'closed' }, '2026-05-31'),
    ]);
    // 2026-06-03T15:59:59Z is the last second of that day in Shanghai.
    expect(text).toBe('R1wy2026-07-01 R3ot2026-07-01 R5ot2026-07-01*3 R6ct2026-06-03/33');
    expect(flagCountsOf([])).toBe('');
    expect(flagCountsIn('')).toEqual([]);
  });

  test('closed as a new day begins in Shanghai are that day’s', () => {
    const at = (instant: string) =>
      flag({ state: 'closed', history: [{ at: instant, event: 'verify', to: 'closed', by: 'x' }] });
    expect(flagCountsOf([at('2026-06-30T15:59:59.999Z')])).toBe('R3ct2026-06-30/60');
    expect(flagCountsOf([at('2026-06-30T16:00:00.000Z')])).toBe('R3ct2026-07-01/61');
  });

  test.each(['R3', 'R3xt2026-07-01', 'R3ot2026-02-30', 'R0ot2026-07-01', 'R3ot2026-07-01 ', '成员1之0'])(
    '%j is none',
    (text) => {
      expect(() => flagCountsIn(text)).toThrow();
    },
  );
});
