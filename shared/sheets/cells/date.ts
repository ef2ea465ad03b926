import { PlainDate } from '../../domain/calendar/dates.ts';
import { accept, bareText, type CellType, type RawCell, type Reading, reject } from '../cell.ts';

const OPEN = new Set(['至今', '现在', '目前', '长期', '长期有效']);

/** Formats of dates; the third group is the day, which a month lacks. */
const FORMS = [/^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?$/, /^(\d{4})(\d{2})(\d{2})?$/];

/** Converts a spreadsheet's serial number to a date: 25569 is 1970-01-01. */
const dateOfSerial = (serial: number): string =>
  new Date(Math.floor(serial - 25_569) * 86_400_000).toISOString().slice(0, 10);

/**
 * Whether a number is a serial: from 1 March 1900 (Excel counts a 29 February 1900) to 2199. A number that can be a year
 * is one: 2026.3 is March 2026, not a day of 1905.
 */
const isSerial = (number: number): boolean =>
  number >= 61 && number < 109_937 && !(number >= 1900 && number < 2200);

const twoDigits = (number: string): string => number.padStart(2, '0');

const lastDayOf = (year: string, month: string): string =>
  new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(8, 10);

const checkDate = (text: string): Reading<PlainDate> => {
  const parsed = PlainDate.safeParse(text);
  if (parsed.success) return accept(parsed.data);
  const [issue] = parsed.error.issues;
  return reject(issue?.code === 'custom' ? 'date_out_of_range' : 'date_not_in_calendar');
};

const dateOfText = (text: string, end: boolean): Reading<PlainDate> => {
  if (OPEN.has(text)) return reject('date_open_start');
  // A time of day after the date is ignored.
  const dayText = text.replace(/(?<=\d|日)T?\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/, '');
  const [, year, month, day] = FORMS.map((form) => form.exec(dayText)).find(Boolean) ?? [];
  if (!year || !month) return reject('date_malformed');
  if (day) return checkDate(`${year}-${twoDigits(month)}-${twoDigits(day)}`);
  if (Number(month) < 1 || Number(month) > 12) return reject('date_not_in_calendar');
  const assumed = checkDate(`${year}-${twoDigits(month)}-${end ? lastDayOf(year, month) : '01'}`);
  return assumed.ok && assumed.value
    ? accept(assumed.value, {
        code: end ? 'month_taken_as_last_day' : 'month_taken_as_first_day',
        values: { date: assumed.value },
      })
    : assumed;
};

const dateOfCell = (cell: RawCell, end: boolean): Reading<PlainDate> => {
  if (cell instanceof Date) {
    return Number.isNaN(cell.getTime())
      ? reject('date_malformed')
      : checkDate(cell.toISOString().slice(0, 10));
  }
  const text = bareText(cell);
  const number = typeof cell === 'number' || /^\d{5}(\.\d+)?$/.test(text) ? Number(text) : undefined;
  if (number !== undefined && isSerial(number)) return checkDate(dateOfSerial(number));
  // As a number 2026.10 is 2026.1: October or January.
  if (typeof cell === 'number' && /^\d{4}\.1$/.test(text)) return reject('date_january_or_october');
  return dateOfText(text, end);
};

/** A day of a beginning or an event: a month without a day is its first day. */
export const startDate: CellType<PlainDate> = {
  read: (cell) => dateOfCell(cell, false),
  write: (value) => ({ date: value }),
};

/**
 * A day of an end: a month without a day is its last day. 至今 states that there is no end; an empty cell states
 * nothing.
 */
export const endDate: CellType<PlainDate | 'open'> = {
  read: (cell) => (OPEN.has(bareText(cell)) ? accept('open') : dateOfCell(cell, true)),
  write: (value) => (value === 'open' ? '至今' : { date: value }),
};
