import { type Day, dayOf, type PlainDate } from '../../../../../shared/domain/calendar/dates.ts';

const MS_PER_DAY = 86_400_000;

const numbered = new Map<PlainDate, Day>();

/** The number of a date, counted once. */
export const day = (date: PlainDate): Day => {
  const known = numbered.get(date);
  if (known !== undefined) return known;
  const number = dayOf(date);
  numbered.set(date, number);
  return number;
};

const shifted = new Map<number, Map<PlainDate, Day>>();

/** The same day of a later month, or that month's last day where it has none. */
export const monthsAfter = (date: PlainDate, months: number): Day => {
  const known = shifted.get(months) ?? new Map<PlainDate, Day>();
  shifted.set(months, known);
  const before = known.get(date);
  if (before !== undefined) return before;
  const [year, month] = [+date.slice(0, 4), +date.slice(5, 7) - 1 + months];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const after = Date.UTC(year, month, Math.min(+date.slice(8, 10), lastOfMonth)) / MS_PER_DAY;
  known.set(date, after);
  return after;
};

export const yearsAfter = (date: PlainDate, years: number): Day => monthsAfter(date, years * 12);

/** Whether what is dated so has come to pass by the day. */
export const happened = (date: PlainDate | undefined, on: Day): boolean =>
  date !== undefined && day(date) <= on;

/** Whether less than so many months have passed on the day since the date. */
export const isWithin = (date: PlainDate, months: number, on: Day): boolean =>
  happened(date, on) && on < monthsAfter(date, months);

interface Fact {
  readonly from: PlainDate;
  readonly until?: PlainDate | undefined;
  readonly voided?: unknown;
}

/** Whether a fact that was not voided holds on the day. */
export const holds = (fact: Fact, on: Day): boolean =>
  fact.voided === undefined && happened(fact.from, on) && (fact.until === undefined || on <= day(fact.until));

/** Days from the first to the last of a fact, both counted; without an end there is no end to them. */
export const lengthOf = ({ from, until }: Fact): number =>
  until === undefined ? Number.POSITIVE_INFINITY : day(until) - day(from) + 1;

/** What a dated list says on the day; undefined before its first entry. */
export const valueOn = <T>(list: readonly { from: PlainDate; value: T }[], on: Day): T | undefined => {
  let found: { from: PlainDate; value: T } | undefined;
  for (const entry of list)
    if (happened(entry.from, on) && (!found || day(entry.from) >= day(found.from))) found = entry;
  return found?.value;
};

/** Answers each day's question once. */
export const daily = <T>(answer: (on: Day) => T): ((on: Day) => T) => {
  const answers = new Map<Day, T>();
  return (on) => {
    const known = answers.get(on);
    if (known !== undefined) return known;
    const now = answer(on);
    answers.set(on, now);
    return now;
  };
};

/** Whether something is so on the day and on each of the `days` after it. */
export const staysSo = (isSo: (on: Day) => boolean, on: Day, days: number): boolean => {
  for (let later = on; later <= on + days; later++) if (!isSo(later)) return false;
  return true;
};
