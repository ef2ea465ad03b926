import { Refused } from '../../domain/records/refusal.ts';
import { findHousehold, type KindSteps } from './kind-steps.ts';

/** 家庭收入: one statement for each household and year; it takes effect on 31 December of the year. */
export const INCOME_STEPS: KindSteps<'income'> = {
  kind: 'income',
  subject: 'household',
  target: ({ householdNumber }, referents) => ({ id: findHousehold(referents, householdNumber) }),
  statements: (values) => ({ [`${values.householdNumber} ${values.year}`]: values }),
  steps: ({ householdNumber: _, headName: __, headIdNumber, year, ...amounts }, household) => {
    if (headIdNumber && !household?.members.some(({ idNumber }) => idNumber === headIdNumber)) {
      throw new Refused('head_not_in_household', 'headIdNumber');
    }
    return {
      steps: [{ name: 'record-income-statement', input: { year, ...amounts } }],
      creates: !household?.statements.some((one) => one.year === year),
    };
  },
  fields: {},
};
