import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { isOver, lastDayOf, Month, monthBefore } from '../../../../shared/domain/calendar/months.ts';

test.each([
  ['2024-02', '2024-02-29'],
  ['2100-02', '2100-02-28'],
  ['2026-02', '2026-02-28'],
  ['2026-12', '2026-12-31'],
  ['2026-06', '2026-06-30'],
])('the last day of %s is %s', (month, day) => expect(lastDayOf(Month.parse(month))).toBe(day));

test.each([
  ['2026-01-01', '2025-12'],
  ['2026-03-31', '2026-02'],
  ['2026-07-01', '2026-06'],
])('on %s the month before is %s', (today, month) => expect(monthBefore(plainDate(today))).toBe(month));

test.each(['2026-13', '2026-00', '2026-6', '202606', '2026-06-01', '1899-12', '2200-01', '2026-06\n'])(
  '%j is no month',
  (text) => expect(Month.safeParse(text).success).toBe(false),
);

test('a month is over from the first day after its last', () => {
  const month = fc
    .integer({ min: dayOf(plainDate('1950-01-01')), max: dayOf(plainDate('2198-12-31')) })
    .map(dateOf);
  fc.assert(
    fc.property(month, (day) => {
      const before = monthBefore(day);
      const last = lastDayOf(before);
      expect(isOver(before, last)).toBe(false);
      const next = dateOf(dayOf(last) + 1);
      expect(isOver(before, next)).toBe(true);
      expect([next.slice(8), next.slice(0, 7)]).toEqual(['01', day.slice(0, 7)]);
    }),
  );
});
