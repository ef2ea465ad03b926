import { employerCheckSign } from '../../../../shared/domain/records/employer-code.ts';
import { checkSignOf } from '../../../../shared/domain/records/id-number.ts';

/** A made-up id that a reader recognises from one example to the next. */
const idOf = (letters: string) => `01JY${letters.padStart(22, '0')}`;

export const SITE = idOf('S1');
export const INDUSTRY = idOf('K1');
export const HOUSEHOLD = idOf('H1');
export const HEAD = idOf('M1');
export const SPOUSE = idOf('M2');
export const DAUGHTER = idOf('M3');
export const JOB = idOf('E1');
export const OTHER_JOB = idOf('E2');
export const CHANNEL = idOf('C1');
export const LINKAGE = idOf('N1');
export const COVERAGE = idOf('V1');
export const ASSESSMENT = idOf('A1');
export const TRANSFER = idOf('T1');
export const PLAN = idOf('P1');
/** The flag of the spouse's pension transfer, opened by hand. */
export const FLAG = `H-${HOUSEHOLD}-R8-${SPOUSE}`;
/** The county's digest of the day of the examples. */
export const ALERT = '511722-2026-06-15.digest';

/** A valid ID number of nobody: no place has the code 511799. */
const idNumberOf = (birth: string, serial: string): string => {
  const digits = `511799${birth}${serial}`;
  return digits + checkSignOf(digits);
};

export const HEAD_NUMBER = idNumberOf('19920305', '001');
export const SPOUSE_NUMBER = idNumberOf('19930405', '002');
export const DAUGHTER_NUMBER = idNumberOf('20170520', '004');

const SIGNS = '91511799MA0000000';
export const EMPLOYER_CODE = SIGNS + employerCheckSign(SIGNS);
