import type { Day } from './dates.ts';

/** Which days are worked: handed to the rules, since a rule reads nothing by itself. */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** Whether the public holidays of that day's year are known; where not, only weekends are off. */
  covers(day: Day): boolean;
}

/** The day that is `count` working days after `day`, and whether the calendar knew all the years between. */
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
