import published from './calendar-days.json' with { type: 'json' };
import { type Day, dateOf, type PlainDate } from './dates.ts';
import type { WorkingCalendar } from './working-days.ts';

/** Days by year: `{ "2026": "0101 0102 …" }`. */
type Days = Readonly<Record<string, string>>;

const HOLIDAYS: Days = published.holidays;
/** Saturdays and Sundays worked to make up for a holiday. */
const MADE_UP: Days = published.madeUp;

/** Searches the text itself: a set of all days would slow every start. */
const has = (days: Days, date: PlainDate): boolean =>
  days[date.slice(0, 4)]?.includes(`${date.slice(5, 7)}${date.slice(8)}`) ?? false;

/** 1970-01-01 was a Thursday. */
const isWeekend = (day: Day): boolean => ((((day + 4) % 7) + 7) % 7) % 6 === 0;

/** China's public holidays and made-up working days as the State Council published them, from `chinese-days`. */
export const chineseCalendar: WorkingCalendar = {
  isWorkingDay(day) {
    const date = dateOf(day);
    return has(MADE_UP, date) || (!isWeekend(day) && !has(HOLIDAYS, date));
  },
  covers: (day) => dateOf(day).slice(0, 4) in HOLIDAYS,
};
