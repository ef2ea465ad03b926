import * as z from 'zod';
import { isPlainDate, type PlainDate } from '../calendar/dates.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** Computes the check character of 17 digits: their weighted sum modulo 11 indexes `10X98765432` (GB 11643-1999). */
export function checkSignOf(digits: string): string {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += (WEIGHTS[i] as number) * (digits.charCodeAt(i) - 48);
  return CHECKS.charAt(sum % 11);
}

const birthDigits = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** Returns the error code of a text that is no valid ID number; undefined for a valid one. */
const idNumberProblem = (
  text: string,
): 'id_number_form' | 'id_number_birth_date' | 'id_number_check' | undefined => {
  if (!/^\d{17}[\dX]$/.test(text)) return 'id_number_form';
  if (!isPlainDate(birthDigits(text))) return 'id_number_birth_date';
  return checkSignOf(text) === text[17] ? undefined : 'id_number_check';
};

/** 公民身份号码 (GB 11643-1999): 17 digits and a check character. Lower-case x and full-width characters are normalised. */
export const IdNumber = z
  .string()
  .normalize('NFKC')
  .trim()
  .toUpperCase()
  .superRefine((text, check) => {
    const problem = idNumberProblem(text);
    if (problem) check.addIssue({ code: 'custom', message: problem });
  })
  .brand<'IdNumber'>()
  .meta({
    id: 'IdNumber',
    description:
      '公民身份号码（GB 11643-1999），校验位必须正确；x 视作 X · ID number (GB 11643-1999) with a sound check sign; x is taken as X',
    pattern: '^\\d{17}[\\dXx]$',
  });
export type IdNumber = z.infer<typeof IdNumber>;

/** Returns whether a text is a valid, normalised ID number. Rules call it for every member: it does not parse. */
export const isIdNumber = (text: string): text is IdNumber => idNumberProblem(text) === undefined;

/** Returns the date of birth in digits 7 to 14. */
export const birthOf = (idNumber: IdNumber): PlainDate => birthDigits(idNumber) as PlainDate;

/** Returns the sex by digit 17: odd is male. */
export const sexOf = (idNumber: IdNumber): 'male' | 'female' =>
  Number(idNumber[16]) % 2 === 1 ? 'male' : 'female';

/** Builds a temporary number for a member without an ID number: `T`, the area, a serial. R9 reports it until replaced. */
export const temporaryNumber = (area: string, serial: string): string => `T${area}${serial}`;
export const isTemporaryNumber = (text: string): boolean => text.startsWith('T');
