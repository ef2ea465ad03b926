import * as fc from 'fast-check';
import { chineseCalendar } from '../../../../shared/domain/calendar/chinese-calendar.ts';
import { CONDITIONS, codesOf } from '../../../../shared/domain/records/code-lists.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import { type Policy, Settings } from '../../../../shared/domain/rules/settings.ts';
import { anyFacts } from './arbitrary-facts.ts';
import { anyMember } from './arbitrary-member.ts';
import { anyDate, datedList, daysAfter } from './arbitrary-parts.ts';
import { household, policy } from './builders.ts';

export { anyDay } from './arbitrary-parts.ts';
export { anySite } from './arbitrary-site.ts';

const householdUpTo = (size: number): fc.Arbitrary<Household> =>
  fc
    .record({
      registered: anyDate,
      movedIn: fc.oneof(
        { weight: 1, arbitrary: fc.constant(undefined) },
        { weight: 4, arbitrary: anyDate },
        { weight: 6, arbitrary: fc.constantFrom('2019-10-01', '2022-03-01') },
      ),
      lived: fc.oneof(
        { weight: 4, arbitrary: fc.constant(undefined) },
        { weight: 1, arbitrary: fc.nat({ max: 2500 }) },
      ),
      conditions: datedList(fc.constantFrom(...codesOf(CONDITIONS)), 2),
      members: fc.array(anyMember, { minLength: 1, maxLength: size }),
      facts: anyFacts,
    })
    .map(({ members, facts, lived, ...rest }) =>
      household({
        ...rest,
        ...facts(members.length),
        dissolved: daysAfter(rest.movedIn ?? rest.registered, lived),
        members: members.map((member, i) => member(i + 1)),
      }),
    );

/** A household of one to six, with facts of every kind. */
export const anyHousehold = householdUpTo(6);

/** Somebody alone, whose facts therefore overlap more than those of several would. */
export const anybodyAlone = householdUpTo(1);

/** The numbers of the rules as they are, or others: none of them may stand in a rule itself. */
export const anyPolicy: fc.Arbitrary<Policy> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(policy) },
  {
    weight: 1,
    arbitrary: fc
      .record(
        {
          lookAheadDays: fc.constantFrom(0, 1, 90),
          workingAge: fc.constantFrom(15, 18),
          retirementAge: fc.constantFrom(55, 63),
          tooOldToWork: fc.constantFrom(65, 75),
          refusals: fc.constantFrom(1, 2, 4),
          refusalWindowDays: fc.constantFrom(0, 90, 365),
          refusalExemptionDays: fc.constantFrom(0, 90),
          minLinkedHouseholds: fc.constantFrom(2, 3),
          minLinkedShare: fc.constantFrom(0, 0.5, 1),
          offSeasonDays: fc.constantFrom(0, 1, 90),
          confirmationMonths: fc.constantFrom(0, 1, 6, 24),
          statementMonths: fc.constantFrom(0, 1, 18),
          assessmentMonths: fc.constantFrom(0, 1, 24),
          declarationStaleMonths: fc.constantFrom(0, 12, 30),
          stableWageDays: fc.constantFrom(1, 90, 300),
          wageWindowDays: fc.constantFrom(1, 180, 400),
          contractDays: fc.constantFrom(0, 180, 730),
          graceDays: fc.constantFrom(0, 1, 90),
          assessmentGraceDays: fc.constantFrom(0, 90),
          dibaoLine: fc.constantFrom(0, 6000.01),
          transferStepWorkingDays: fc.constantFrom(0, 1, 10),
        },
        { requiredKeys: [] },
      )
      .map((numbers) => ({
        settings: Settings.parse(numbers),
        version: '2020-01-01',
        calendar: chineseCalendar,
      })),
  },
);
