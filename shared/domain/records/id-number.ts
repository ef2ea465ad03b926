import * as z from 'zod';
import { isPlainDate, type PlainDate } from '../calendar/dates.ts';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** The check sign of 17 digits: their weighted sum modulo 11 indexes `10X98765432` (GB 11643-1999). */
export function checkSignOf(digits: string): string {
  let sum = 0;
  for (let i = 0; i < WEIGHTS.length; i++) sum += (WEIGHTS[i] as number) * (digits.charCodeAt(i) - 48);
  return CHECKS.charAt(sum % 11);
}

const birthDigits = (idNumber: string): string =>
  `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}`;

/** What is wrong with a would-be ID number; undefined where nothing is. */
const idNumberProblem = (
  text: string,
): 'id_number_form' | 'id_number_birth_date' | 'id_number_check' | undefined => {
  if (!/^\d{17}[\dX]$/.test(text)) return 'id_number_form';
  if (!isPlainDate(birthDigits(text))) return 'id_number_birth_date';
  return checkSignOf(text) === text[17] ? undefined : 'id_number_check';
};

/** 公民身份号码 (GB 11643-1999): 17 digits and a check sign; a lower-case x is taken as X, full-width signs as usual. */
export const IdNumber = z
  .string()
  .normalize('NFKC')
  .trim()
  .toUpperCase()
  .superRefine((text, check) => {
    const problem = idNumberProblem(text);
    if (problem) check.addIssue({ code: 'custom', message: problem });
  })
  .brand<'IdNumber'>();
export type IdNumber = z.infer<typeof IdNumber>;

/** Whether a text as it stands is a sound ID number; rules ask this of every member, so it parses nothing. */
export const isIdNumber = (text: string): text is IdNumber => idNumberProblem(text) === undefined;

/** The date of birth in digits 7 to 14. */
export const birthOf = (idNumber: IdNumber): PlainDate => birthDigits(idNumber) as PlainDate;

/** Digit 17: odd is male. The first six digits say where it was issued, which implies no residence. */
export const sexOf = (idNumber: IdNumber): 'male' | 'female' =>
  Number(idNumber[16]) % 2 === 1 ? 'male' : 'female';

/** Stands for a number that a member does not have yet: `T`, the area, a serial. R9 shows it until replaced. */
export const temporaryNumber = (area: string, serial: string): string => `T${area}${serial}`;
export const isTemporaryNumber = (text: string): boolean => text.startsWith('T');
