import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { type Day, dateOf } from './dates.ts';
import type { WorkingCalendar } from './rules/working-days.ts';

const { holidays, workdays }: { holidays: object; workdays: object } = published;
const HOLIDAYS: ReadonlySet<string> = new Set(Object.keys(holidays));
/** Saturdays and Sundays worked to make up for a holiday. */
const MADE_UP: ReadonlySet<string> = new Set(Object.keys(workdays));
const YEARS: ReadonlySet<string> = new Set([...HOLIDAYS].map((date) => date.slice(0, 4)));

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
