import { dayOf, type PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { lastOfMonth } from './dates.ts';
import type { Random } from './random.ts';
import type { Cell, Format } from './sheet.ts';

/** Day 0 of a spreadsheet, counted from 1970-01-01. */
const SERIAL_OF_1970 = 25_569;

const parts = (date: PlainDate) => ({
  year: date.slice(0, 4),
  month: date.slice(5, 7),
  shortMonth: String(Number(date.slice(5, 7))),
  day: String(Number(date.slice(8))),
});

/** Ways to write a whole date. */
const WHOLE: readonly ((date: PlainDate) => string)[] = [
  (date) => date,
  (date) => date.replaceAll('-', '/').replaceAll('/0', '/'),
  (date) => `${parts(date).year}年${parts(date).shortMonth}月${parts(date).day}日`,
  (date) => date.replaceAll('-', '.'),
];

/** Ways to write a month: as a start it means its first day, as an end its last. */
const MONTH: readonly ((date: PlainDate) => string)[] = [
  (date) => `${parts(date).year}.${parts(date).shortMonth}`,
  (date) => `${parts(date).year}${parts(date).month}`,
  (date) => `${parts(date).year}年${parts(date).shortMonth}月`,
];

/** A date in one of the spellings of clerks; it is read back as the same day. */
const dateCell = (random: Random, date: PlainDate, role: 'start' | 'end', format: Format): Cell => {
  const isMonth = role === 'start' ? date.endsWith('-01') : date === lastOfMonth(date);
  if (isMonth && random.chance(0.4)) return random.pick(MONTH)(date);
  if (format === 'xlsx') {
    if (random.chance(0.5)) return { date };
    if (random.chance(0.1)) return dayOf(date) + SERIAL_OF_1970;
  }
  return random.pick(WHOLE)(date);
};

export const startCell = (random: Random, date: PlainDate | undefined, format: Format): Cell =>
  date ? dateCell(random, date, 'start', format) : null;

/** An end date; 至今 or empty without one. */
export function endCell(random: Random, date: PlainDate | undefined, format: Format): Cell {
  if (date) return dateCell(random, date, 'end', format);
  return random.chance(0.4) ? '至今' : null;
}

export type YesNo = readonly [yes: string, no: string];
export const IN_WORDS: YesNo = ['是', '否'];
export const TICKED: YesNo = ['√', '否'];
export const IN_DIGITS: YesNo = ['1', '0'];

export const yesNo = (value: boolean | undefined, [yes, no]: YesNo): Cell =>
  value === undefined ? null : value ? yes : no;

/** Spells some names with a space, `张 三`, as people do to align them with names of three characters. */
export const spaceName = (random: Random, name: string): string =>
  name.length === 2 && random.chance(0.3) ? `${name.slice(0, 1)} ${name.slice(1)}` : name;

const wide = (text: string): string =>
  text.replace(/[0-9A-Z]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));

/** An ID number as people type it: mostly plain, its X often in lower case, sometimes in full-width characters. */
export function typeNumber(random: Random, idNumber: string): string {
  if (random.chance(0.01)) return wide(idNumber);
  return random.chance(0.3) ? idNumber.toLowerCase() : idNumber;
}
