import {
  addMonths,
  addYears,
  type Day,
  dateOf,
  dayOf,
  type PlainDate,
} from '../../../shared/domain/calendar/dates.ts';

export const yearOf = (date: PlainDate): number => Number(date.slice(0, 4));

/** The date so many days later, or earlier. */
export const plusDays = (date: PlainDate, days: number): PlainDate => dateOf(dayOf(date) + days);

export const plusMonths = (date: PlainDate, months: number): PlainDate =>
  dateOf(addMonths(dayOf(date), months));

export const plusYears = (date: PlainDate, years: number): PlainDate => dateOf(addYears(dayOf(date), years));

export const firstOfMonth = (date: PlainDate): PlainDate => `${date.slice(0, 8)}01` as PlainDate;

export const lastOfMonth = (date: PlainDate): PlainDate => plusDays(plusMonths(firstOfMonth(date), 1), -1);

export const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);

export const earlier = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b);

/** Whole years of age on a day. */
export function ageOn(birth: PlainDate, on: PlainDate): number {
  const years = yearOf(on) - yearOf(birth);
  const hadBirthday: boolean = addYears(dayOf(birth), years) <= (dayOf(on) satisfies Day);
  return hadBirthday ? years : years - 1;
}
