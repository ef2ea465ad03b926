import type * as z from 'zod';
import { addMonths, dayOf, FOREVER, type PlainDate } from '../calendar/dates.ts';
import type { Confirmations, Dated } from '../records/facts.ts';
import { type Days, NO_DAYS, span, union } from './days.ts';

interface Period {
  readonly from: PlainDate;
  readonly until?: PlainDate | undefined;
}

/** Returns the days of a fact, its first and last day included. */
export const periodOf = ({ from, until }: Period): Days => span(dayOf(from), until ? dayOf(until) : FOREVER);

/** Returns the planned length of a fact in days; infinity if it has no end. */
export const lengthOf = ({ from, until }: Period): number =>
  until ? dayOf(until) - dayOf(from) + 1 : Number.POSITIVE_INFINITY;

/** Returns the days on which the value of a dated list passes a test. */
export const daysWhen = <T>(list: Dated<T>, test: (value: T) => boolean): Days =>
  union(
    ...list.map(({ from, value }, i) => {
      const next = list[i + 1];
      return test(value) ? span(dayOf(from), next ? dayOf(next.from) - 1 : FOREVER) : NO_DAYS;
    }),
  );

/** Returns the days before the first value of a dated list. */
export function unrecorded(list: Dated<unknown>): Days {
  const first = list[0];
  return span(-FOREVER, first ? dayOf(first.from) - 1 : FOREVER);
}

/** Returns the days on which the last confirmation in any of the lists is less than `months` months old. */
export const confirmedWithin = (months: number, ...lists: readonly z.infer<typeof Confirmations>[]): Days =>
  union(
    ...lists.flat().map((date) => {
      const day = dayOf(date);
      return span(day, addMonths(day, months) - 1);
    }),
  );

/** Returns the facts that are not voided. */
export const notVoided = <T extends { voided?: unknown }>(facts: readonly T[]): T[] =>
  facts.filter(({ voided }) => !voided);
