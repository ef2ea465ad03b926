import published from './calendar-days.json' with { type: 'json' };
import { type Day, dateOf } from './dates.ts';
import type { WorkingCalendar } from './rules/working-days.ts';

/** `{ "2026": "0101 0102 …" }` → 2026-01-01, 2026-01-02 … */
const datesIn = (years: Readonly<Record<string, string>>): ReadonlySet<string> =>
  new Set(
    Object.entries(years).flatMap(([year, days]) =>
      days.split(' ').map((day) => `${year}-${day.slice(0, 2)}-${day.slice(2)}`),
    ),
  );

const HOLIDAYS = datesIn(published.holidays);
/** Saturdays and Sundays worked to make up for a holiday. */
const MADE_UP = datesIn(published.madeUp);
const YEARS: ReadonlySet<string> = new Set(Object.keys(published.holidays));

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: Day): boolean => ((((day + 4) % 7) + 7) % 7) % 6 === 0;

/** China's public holidays and made-up working days as the State Council published them, from `chinese-days`. */
export const chineseCalendar: WorkingCalendar = {
  isWorkingDay(day) {
    const date = dateOf(day);
    return MADE_UP.has(date) || (!isWeekend(day) && !HOLIDAYS.has(date));
  },
  covers: (day) => YEARS.has(dateOf(day).slice(0, 4)),
};
