import * as fc from 'fast-check';
import { addYears, dateOf } from '../../../../shared/domain/calendar/dates.ts';
import { MEMBER_DECLARED } from '../../../../shared/domain/records/schemes.ts';
import { anyDay, anyVoid, datedList, seldom } from './arbitrary-parts.ts';
import { factId, idNumber, type MemberDraft, memberId } from './builders.ts';

/** Births whose 16th, 60th or 70th birthday falls among the other dates; leap days; and any other. */
const anyBirth = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.tuple(anyDay, fc.constantFrom(16, 60, 70)).map(([on, age]) => dateOf(addYears(on, -age))),
  },
  { weight: 1, arbitrary: fc.constantFrom('1956-02-29', '1964-02-29', '2008-02-29', '2024-02-29') },
  {
    weight: 4,
    arbitrary: fc
      .date({ min: new Date('1935-01-01'), max: new Date('2027-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
  },
);

/** Sound three times in four; else of another birth, with a wrong check sign, malformed, or none yet. */
const numberFor = (birth: string, serial: number, flaw: number): string => {
  const sound = idNumber(birth, serial);
  const wrongCheck = sound.slice(0, 17) + (sound.endsWith('0') ? '1' : '0');
  return (
    [
      idNumber('1990-02-30', serial),
      idNumber('1988-01-01', serial),
      wrongCheck,
      sound.slice(3),
      `T511799${serial}`,
    ][flaw] ?? sound
  );
};

const anyDeclaration = fc.record({
  year: fc.integer({ min: 2021, max: 2027 }),
  schemes: fc.record(Object.fromEntries(MEMBER_DECLARED.map((scheme) => [scheme, fc.boolean()])), {
    requiredKeys: [],
  }),
});

/** Offers refused one after the other, from a day on. */
const anyRefusals = fc
  .tuple(
    anyDay,
    fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      {
        weight: 1,
        arbitrary: fc.array(fc.tuple(fc.constantFrom(0, 1, 30, 89, 90, 91, 180), anyVoid), { maxLength: 5 }),
      },
    ),
  )
  .map(([first, gaps]) => {
    let on = first;
    return gaps.map(([gap, voided]) => {
      on += gap;
      return { on: dateOf(on) as string, voided };
    });
  });

/** A member but for its place in the household. */
export const anyMember = fc
  .record({
    birth: anyBirth,
    flaw: fc.integer({ min: 0, max: 39 }),
    serial: fc.integer({ min: 1, max: 998 }),
    sex: fc.constantFrom('as in the number', 'as in the number', undefined, 'male', 'female'),
    relation: fc.integer({ min: 0, max: 19 }),
    joined: seldom,
    left: seldom,
    died: seldom,
    capacity: datedList(fc.constantFrom('ordinary', 'ordinary', 'skilled', 'weak_or_half', 'lost', 'none')),
    willingness: datedList(fc.constantFrom('willing', 'willing', 'unwilling')),
    schooling: datedList(fc.constantFrom('none', '高中', '大专'), 2),
    service: datedList(fc.constantFrom('none', 'serving', 'custody'), 1),
    refusals: anyRefusals,
    declared: fc.uniqueArray(anyDeclaration, { maxLength: 3, selector: ({ year }) => year }),
  })
  .map(({ flaw, serial, sex, relation, refusals, declared, ...rest }) => (n: number): MemberDraft => {
    const numberSex = serial % 2 === 1 ? 'male' : 'female';
    const heads = relation === 0 ? n > 1 : n === 1;
    return {
      ...rest,
      id: memberId(n),
      name: `成员${n}`,
      idNumber: numberFor(rest.birth, serial, flaw),
      sex: sex === 'as in the number' ? numberSex : sex,
      relation: relation === 1 ? undefined : heads ? '户主' : '其他',
      refusals: refusals.map((refusal, i) => ({ ...refusal, id: factId(n * 10 + i), offer: '岗位' })),
      declared: declared.sort((a, b) => a.year - b.year),
    };
  });
