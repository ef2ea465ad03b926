import { describe, expect, test } from 'vitest';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { dateOf, dayOf, plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { addWorkingDays } from '../../../../shared/domain/calendar/working-days.ts';

const isWorked = (date: string) => chineseCalendar.isWorkingDay(dayOf(plainDate(date)));
const dueAfter = (date: string, count: number) => {
  const { day, covered } = addWorkingDays(chineseCalendar, dayOf(plainDate(date)), count);
  return [dateOf(day), covered];
};

describe('the calendar of the State Council', () => {
  test.each([
    ['2025-09-28', true, 'a Sunday worked for National Day'],
    ['2025-09-30', true, 'a Tuesday'],
    ['2025-10-01', false, 'National Day'],
    ['2025-10-06', false, 'Mid-Autumn, in the same holiday'],
    ['2025-10-08', false, 'its last day'],
    ['2025-10-09', true, 'the day after'],
    ['2025-10-11', true, 'a Saturday worked for it'],
    ['2025-10-12', false, 'a Sunday'],
    ['2024-02-09', true, 'New Year’s Eve of 2024'],
    ['2024-02-10', false, 'Spring Festival'],
    ['2024-02-18', true, 'a Sunday worked for it'],
  ])('%s is worked: %s (%s)', (date, worked) => {
    expect(isWorked(date)).toBe(worked);
  });

  test('knows the years that were published, and says where it does not', () => {
    const covers = (date: string) => chineseCalendar.covers(dayOf(plainDate(date)));
    expect(['2019-06-01', '2025-12-31', '2026-01-01'].map(covers)).toEqual([true, true, true]);
    expect(['1990-06-01', '2150-01-01'].map(covers)).toEqual([false, false]);
  });

  test('without a published year only weekends are off', () => {
    // 2150-01-01 is a Thursday.
    expect(['2150-01-01', '2150-01-02', '2150-01-03', '2150-01-04'].map(isWorked)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('working days after a day', () => {
  test.each([
    ['2025-09-19', 15, '2025-10-16', 'over National Day'],
    ['2025-09-30', 1, '2025-10-09', 'the next working day'],
    ['2025-10-03', 1, '2025-10-09', 'from within the holiday'],
    ['2025-10-10', 1, '2025-10-11', 'a worked Saturday'],
    ['2025-06-13', 0, '2025-06-13', 'none'],
    ['2024-01-29', 15, '2024-02-22', 'over Spring Festival'],
  ])('%s and %d are %s: %s', (date, count, due) => {
    expect(dueAfter(date, count)).toEqual([due, true]);
  });

  test('are said not to be certain where a year between is not known', () => {
    expect(dueAfter('2149-12-25', 15)[1]).toBe(false);
  });
});
