import * as z from 'zod';
import { addMonths, dateOf, dayOf, type PlainDate, plainDate } from './dates.ts';

/** A calendar month, `2026-06`. */
export const Month = z
  .string()
  .regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/)
  .brand<'Month'>();
export type Month = z.infer<typeof Month>;

const firstDayOf = (month: Month) => dayOf(plainDate(`${month}-01`));

/** Returns the last day of a month. */
export const lastDayOf = (month: Month): PlainDate => dateOf(addMonths(firstDayOf(month), 1) - 1);

/** Whether a month is over on a day: its last day can then be evaluated. */
export const isOver = (month: Month, today: PlainDate): boolean => lastDayOf(month) < today;

/** Returns the month before that of a day: the last one that is over. */
export function monthBefore(today: PlainDate): Month {
  const [year = '', month = ''] = today.split('-');
  return Month.parse(dateOf(addMonths(dayOf(plainDate(`${year}-${month}-01`)), -1)).slice(0, 7));
}
