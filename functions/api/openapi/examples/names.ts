import { employerCheckSign } from '../../../../shared/domain/records/employer-code.ts';
import { checkSignOf } from '../../../../shared/domain/records/id-number.ts';

/** The ids that the examples speak of, made up, so that a reader recognises them from one to the next. */
const id = (letters: string) => `01JY${letters.padStart(22, '0')}`;

export const SITE = id('S1');
export const INDUSTRY = id('K1');
export const HOUSEHOLD = id('H1');
export const HEAD = id('M1');
export const SPOUSE = id('M2');
export const DAUGHTER = id('M3');
export const JOB = id('E1');
export const OTHER_JOB = id('E2');
export const CHANNEL = id('C1');
export const LINKAGE = id('N1');
export const COVERAGE = id('V1');
export const ASSESSMENT = id('A1');
export const TRANSFER = id('T1');
export const PLAN = id('P1');

/** A sound number of nobody: no place has the code 511799. */
const idNumberOf = (birth: string, serial: string): string => {
  const digits = `511799${birth}${serial}`;
  return digits + checkSignOf(digits);
};

export const HEAD_NUMBER = idNumberOf('19920305', '001');
export const SPOUSE_NUMBER = idNumberOf('19930405', '002');
export const DAUGHTER_NUMBER = idNumberOf('20170520', '004');

const SIGNS = '91511799MA0000000';
export const EMPLOYER_CODE = SIGNS + employerCheckSign(SIGNS);
