import type { Day } from './dates.ts';

/** A calendar of working days: an argument of the rules, which do no I/O. */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** Whether the public holidays of the day's year are known; without them only weekends are off. */
  covers(day: Day): boolean;
}

/** Returns the day `count` working days after `day`, and whether the calendar covers all years between. */
export function addWorkingDays(
  calendar: WorkingCalendar,
  day: Day,
  count: number,
): { day: Day; covered: boolean } {
  let current = day;
  for (let left = count; left > 0; ) {
    current++;
    if (calendar.isWorkingDay(current)) left--;
  }
  return { day: current, covered: calendar.covers(day) && calendar.covers(current) };
}
