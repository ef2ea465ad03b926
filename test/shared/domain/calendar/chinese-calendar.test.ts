import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { expect, test } from 'vitest';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';

const years = [...new Set(Object.keys(published.holidays).map((date) => date.slice(0, 4)))].sort();

/** Every day of the years that are published, by the package itself. */
test('every day is a working day as the package says; make-calendar.ts brings a newer one in', () => {
  const first = dayOf(plainDate(`${years[0]}-01-01`));
  const last = dayOf(plainDate(`${years.at(-1)}-12-31`));
  expect(last - first).toBeGreaterThan(365 * 20);
  for (let day = first; day <= last; day++) {
    const date = dateOf(day);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const isOff = date in published.holidays || (weekday % 6 === 0 && !(date in published.workdays));
    expect(chineseCalendar.isWorkingDay(day), date).toBe(!isOff);
    expect(chineseCalendar.covers(day)).toBe(true);
  }
  expect(chineseCalendar.covers(last + 1)).toBe(false);
});
