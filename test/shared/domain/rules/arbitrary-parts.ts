import * as fc from 'fast-check';
import { type Day, dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';

/** Days at which edges of different rules are made to meet. */
const HUBS = ['2026-06-15', '2024-02-29', '2025-01-01', '2025-07-01'].map((date) => dayOf(plainDate(date)));

/** The numbers of the rules, in days. */
const SPANS = [0, 15, 30, 60, 90, 179, 180, 181, 270, 364, 365, 366, 545, 730];

const nearHub = fc
  .tuple(
    fc.constantFrom(...HUBS),
    fc.constantFrom(...SPANS),
    fc.constantFrom(0, 30, 60, 180),
    fc.constantFrom(1, -1),
    fc.integer({ min: -1, max: 1 }),
  )
  .map(([hub, span, more, sign, off]) => hub + sign * (span + more) + off);

/** Any day of the years that the records are about, more often than not a rule's number of days off a hub. */
export const anyDay: fc.Arbitrary<Day> = fc.oneof(
  { weight: 4, arbitrary: nearHub },
  {
    weight: 1,
    arbitrary: fc.integer({ min: dayOf(plainDate('2021-01-01')), max: dayOf(plainDate('2029-12-31')) }),
  },
);
export const anyDate = anyDay.map(dateOf);

/** Up to three values, each from its own day on. */
export const datedList = <T>(value: fc.Arbitrary<T>, maxLength = 3) =>
  fc
    .uniqueArray(fc.tuple(anyDay, value), { maxLength, selector: ([from]) => from })
    .map((entries) =>
      entries
        .sort(([a], [b]) => a - b)
        .map(([from, worth]) => ({ from: dateOf(from) as string, value: worth })),
    );

export const confirmations = fc
  .uniqueArray(anyDay, { maxLength: 3 })
  .map((days) => days.sort((a, b) => a - b).map((day) => dateOf(day) as string));

/** A period with or without an end, often of a length that a rule asks for. */
export const anyPeriod = fc
  .tuple(
    anyDay,
    fc.option(fc.oneof(fc.constantFrom(...SPANS), fc.integer({ min: 0, max: 900 })), { freq: 4 }),
  )
  .map(([from, days]) => ({
    from: dateOf(from) as string,
    until: days === null ? undefined : (dateOf(from + days) as string),
  }));

export const maybe = <T>(value: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq });

/** Void, one time in six. */
export const anyVoid = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: anyDate.map((on) => ({ on: on as string, by: 'clerk', reason: '录入有误' })) },
);

/** A day in a life that few have. */
export const seldom = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: anyDate },
);

/** The date so many days after another, where there is such a number. */
export const daysAfter = (date: string, days: number | undefined): string | undefined =>
  days === undefined ? undefined : dateOf(dayOf(plainDate(date)) + days);

/** A few values of one kind, each made into a fact with its place in the list. */
export const listOf = <T, U>(value: fc.Arbitrary<T>, maxLength: number, fact: (value: T, i: number) => U) =>
  fc.array(value, { maxLength }).map((values) => values.map(fact));
