import { EmployerCode } from '../../domain/records/employer-code.ts';
import { IdNumber } from '../../domain/records/id-number.ts';
import { accept, bareText, type CellType, type RawCell, type Reading, reject } from '../cell.ts';
import { isShortened } from './text.ts';

/** 残疾证 numbers have 20 or 22 characters, the first 18 being the ID number. */
const isCertificate = (text: string): boolean => text.length === 20 || text.length === 22;

/** A number in a spreadsheet has 15 digits: an ID number in a numeric cell is lost and refused. */
const readDigits = (cell: RawCell): Reading<string> => {
  if (typeof cell === 'number') return reject('id_number_digits_lost');
  const text = bareText(cell).toUpperCase().replace(/^['’]/, '');
  return isShortened(text) ? reject('id_number_digits_lost') : accept(text);
};

/** Rejects with the schema's own code; for a wrong form with the number of characters. */
const rejectForm = (code: string | undefined, form: string, text: string): Reading<never> =>
  code === undefined || code === form ? reject(form, { length: text.length }) : reject(code);

/** 公民身份号码 (GB 11643-1999), alone or as the first 18 characters of a 残疾证 number. */
export const idNumber: CellType<IdNumber> = {
  read: (cell) => {
    const digits = readDigits(cell);
    if (!digits.ok || digits.value === undefined) return digits as Reading<never>;
    const parsed = IdNumber.safeParse(isCertificate(digits.value) ? digits.value.slice(0, 18) : digits.value);
    if (parsed.success) return accept(parsed.data);
    return rejectForm(parsed.error.issues[0]?.message, 'id_number_form', digits.value);
  },
  write: (value) => value,
};

/** The whole 残疾证 number; no value if the cell has an ID number. */
export const certificate: CellType<string> = {
  read: (cell) => {
    const digits = readDigits(cell);
    return digits.ok && digits.value !== undefined && isCertificate(digits.value)
      ? digits
      : accept(undefined);
  },
  write: (value) => value,
};

/** 统一社会信用代码 (GB 32100-2015). */
export const employerCode: CellType<EmployerCode> = {
  read: (cell) => {
    if (typeof cell === 'number' || isShortened(bareText(cell))) return reject('number_digits_lost');
    const parsed = EmployerCode.safeParse(bareText(cell));
    return parsed.success
      ? accept(parsed.data)
      : rejectForm(parsed.error.issues[0]?.message, 'employer_code_form', bareText(cell));
  },
  write: (value) => value,
};
