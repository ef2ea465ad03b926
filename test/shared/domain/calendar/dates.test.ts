import { UTCDate } from '@date-fns/utc';
import { addMonths as addMonthsByLibrary } from 'date-fns/addMonths';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  addMonths,
  addYears,
  dateInShanghai,
  dateOf,
  dayOf,
  FOREVER,
  isPlainDate,
  LAST_DAY,
  PlainDate,
  plainDate,
} from '../../../../shared/domain/calendar/dates.ts';

describe('a plain date', () => {
  test.each(['1900-01-01', '2000-02-29', '2024-02-29', '2026-06-15', '2199-12-31'])('%s is one', (text) => {
    expect(PlainDate.parse(text)).toBe(text);
    expect(dateOf(dayOf(plainDate(text)))).toBe(text);
  });

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-6-15',
    '2026/06/15',
    '20260615',
    '2026-06-15T00:00:00Z',
    ' 2026-06-15',
    '２０２６-06-15',
    '',
  ])('%s is none', (text) => {
    expect(PlainDate.safeParse(text).success).toBe(false);
  });

  test.each(['1899-12-31', '2200-01-01', '0001-01-01', '9999-12-31'])('%s is out of range', (text) => {
    expect(PlainDate.safeParse(text).error?.issues[0]?.message).toBe('date_out_of_range');
  });

  test('a literal that is none throws', () => {
    expect(() => plainDate('2026-02-30')).toThrow();
  });
});

test('days are counted from 1970, before it and over leap days', () => {
  expect(dayOf(plainDate('1970-01-01'))).toBe(0);
  expect(dayOf(plainDate('1969-12-31'))).toBe(-1);
  expect(dayOf(plainDate('2024-03-01')) - dayOf(plainDate('2024-02-28'))).toBe(2);
  expect(dateOf(FOREVER)).toBe('9999-12-31');
  expect(dateOf(LAST_DAY)).toBe('2199-12-31');
});

test.each([
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-02-29', 48, '2028-02-29'],
  ['2023-02-28', 12, '2024-02-28'],
  ['2026-01-31', 1, '2026-02-28'],
  ['2026-08-31', 6, '2027-02-28'],
  ['2024-01-01', 18, '2025-07-01'],
  ['2026-12-31', 12, '2027-12-31'],
  ['2026-06-15', 0, '2026-06-15'],
  ['2026-03-31', -1, '2026-02-28'],
])('%s and %d months are %s', (from, months, to) => {
  expect(dateOf(addMonths(dayOf(plainDate(from)), months))).toBe(to);
});

test.each([
  ['1956-02-29', 70, '2026-02-28'],
  ['1964-02-29', 60, '2024-02-29'],
  ['2010-06-15', 16, '2026-06-15'],
])('whoever was born on %s is %d on %s', (birth, years, birthday) => {
  expect(dateOf(addYears(dayOf(plainDate(birth)), years))).toBe(birthday);
});

describe('the date in Shanghai', () => {
  test.each([
    ['2026-06-14T15:59:59.999Z', '2026-06-14'],
    ['2026-06-14T16:00:00.000Z', '2026-06-15'],
    ['2026-06-15T15:59:59.999Z', '2026-06-15'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29'],
    ['2024-02-29T16:00:00.000Z', '2024-03-01'],
    ['2026-12-31T15:59:59.999Z', '2026-12-31'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
  ])('at %s is %s', (instant, date) => {
    expect(dateInShanghai(Date.parse(instant))).toBe(date);
  });
});

test('a date is what zod’s is within the years that are taken, for every day from 1890 to 2210 and for what is no day', () => {
  const texts = Array.from({ length: 117_000 }, (_, i) =>
    new Date((i - 29_220) * 86_400_000).toISOString().slice(0, 10),
  );
  const none = [
    '2026-02-29',
    '2026-02-30',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '26-01-01',
    '2026-1-1',
    '',
  ];
  for (const text of [...texts, ...none]) {
    const iso = z.iso.date().safeParse(text);
    const isTaken = iso.success && text >= '1900-01-01' && text <= '2199-12-31';
    // Asked twice: what has been looked at is remembered.
    for (const _ of [1, 2]) if (isPlainDate(text) !== isTaken) expect.fail(text);
    const parsed = PlainDate.safeParse(text);
    const codes = (parsed.error?.issues ?? []).map(({ code, message }) =>
      code === 'custom' ? message : code,
    );
    expect(codes).toEqual(isTaken ? [] : [iso.success ? 'date_out_of_range' : 'invalid_format']);
  }
  expect(isPlainDate('2024-02-29')).toBe(true);
});

test('months later are those of date-fns, whichever day and however many', () => {
  const day = fc.integer({ min: dayOf(plainDate('1900-01-01')), max: dayOf(plainDate('2100-12-31')) });
  fc.assert(
    fc.property(day, fc.integer({ min: -1200, max: 1188 }), (from, months) => {
      const later = addMonthsByLibrary(new UTCDate(from * 86_400_000), months).getTime() / 86_400_000;
      expect(addMonths(from, months)).toBe(later);
    }),
    { numRuns: 2000 },
  );
});
