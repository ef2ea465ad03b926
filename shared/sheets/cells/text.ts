import { Text } from '../../domain/records/facts.ts';
import { NOT_AT_SCHOOL } from '../../domain/records/member.ts';
import { accept, type CellType, halfWidth, type RawCell, type Reading, reject } from '../cell.ts';

/** Whether a number has more than 15 digits: a spreadsheet has replaced the others by zeros. */
const isCutNumber = (cell: RawCell): cell is number => typeof cell === 'number' && Math.abs(cell) >= 1e15;

/** Whether a text is a long number that a spreadsheet has shortened: `5.11799E+17`. */
export const isShortened = (text: string): boolean => /^\d(\.\d+)?[Ee]\+?\d+$/.test(text);

const toText = (cell: RawCell): string => {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return halfWidth(String(cell)).trim();
};

/** Han and half-width characters, of which nearly all cells consist: such a text passes every check of `Text`. */
const PLAIN = /^[\u0021-\u007e\u4e00-\u9fff]{1,200}$/;

const checkText = (text: string, joined: boolean): Reading<string> => {
  if (!joined && PLAIN.test(text)) return accept(text);
  const parsed = Text.safeParse(text);
  if (parsed.success) return accept(parsed.data, joined ? { code: 'line_break_joined' } : undefined);
  return reject(parsed.error.issues[0]?.message ?? 'text_control_characters', {
    length: text.length,
    limit: 500,
  });
};

/** Reads a line of text. Line breaks inside a cell (Alt+Enter) become one space, with a note. */
const readText = (cell: RawCell): Reading<string> => {
  if (isCutNumber(cell)) return reject('number_digits_lost');
  const text = toText(cell);
  if (isShortened(text)) return reject('number_digits_lost');
  const joined = /[\r\n]/.test(text);
  return checkText(joined ? text.replace(/\s*[\r\n]+\s*/g, ' ') : text, joined);
};

/** Any line of text. */
export const text: CellType<string> = { read: readText, write: (value) => value };

const HAN_SPACE = /(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu;

/** A person's or a place's name: `张 三` is 张三. */
export const name: CellType<string> = {
  read: (cell) => {
    const reading = readText(cell);
    return reading.ok && reading.value !== undefined && /\s/.test(reading.value)
      ? { ...reading, value: reading.value.replace(HAN_SPACE, '') }
      : reading;
  },
  write: (value) => value,
};

/** 户编号, 人口编号: opaque; spaces in them are removed. */
export const number: CellType<string> = {
  read: (cell) => {
    const reading = readText(cell);
    return reading.ok && reading.value !== undefined
      ? { ...reading, value: reading.value.replace(/\s/g, '') }
      : reading;
  },
  write: (value) => value,
};

/** 联系电话: spaces are removed; several numbers in one cell are left as they are. */
export const phone: CellType<string> = {
  read: (cell) => {
    const reading = readText(cell);
    return reading.ok && reading.value !== undefined && /^[\d\s-]+$/.test(reading.value)
      ? { ...reading, value: reading.value.replace(/\s/g, '') }
      : reading;
  },
  write: (value) => value,
};

/** 在校生状况: 非在校生 is "not at school", anything else a kind of school. */
export const schooling: CellType<string> = {
  read: (cell) => {
    const reading = readText(cell);
    return reading.ok && reading.value === '非在校生' ? accept(NOT_AT_SCHOOL) : reading;
  },
  write: (value) => (value === NOT_AT_SCHOOL ? '非在校生' : value),
};
