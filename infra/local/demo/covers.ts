import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { firstOfMonth, later, plusDays, plusMonths, plusYears } from './dates.ts';
import type { Cover, DemoHousehold, Person } from './model.ts';
import { isAble, NOT_AT_SCHOOL } from './people.ts';
import type { Random, Weighted } from './random.ts';

type Coverage = 'resident' | 'employee' | 'both' | 'neither' | 'unrecorded';

const MEDICAL: Weighted<Coverage> = [
  ['resident', 930],
  ['employee', 35],
  ['both', 5],
  ['neither', 12],
  ['unrecorded', 18],
];

const PENSION: Weighted<Coverage> = [
  ['resident', 890],
  ['employee', 55],
  ['both', 6],
  ['neither', 22],
  ['unrecorded', 27],
];

const isIn = (coverage: Coverage, scheme: 'resident' | 'employee'): boolean | undefined =>
  coverage === 'unrecorded' ? undefined : coverage === 'both' || coverage === scheme;

const declaredValue = (value: boolean | undefined, key: keyof Person['declared']): Person['declared'] =>
  value === undefined ? {} : { [key]: value };

const declareCovers = (random: Random, person: Person): Person['declared'] => {
  const medical = random.weighted(MEDICAL);
  const pension =
    person.age >= 16 && person.schooling === NOT_AT_SCHOOL ? random.weighted(PENSION) : 'unrecorded';
  return {
    ...declaredValue(isIn(medical, 'resident'), 'resident_medical'),
    ...declaredValue(isIn(medical, 'employee'), 'employee_medical'),
    ...declaredValue(isIn(pension, 'resident'), 'resident_pension'),
    ...declaredValue(isIn(pension, 'employee'), 'employee_pension'),
  };
};

/** The covers on the lists of the schemes' offices: with dates and amounts. */
const datedCovers = (random: Random, person: Person, today: PlainDate): Cover[] => {
  const covers: Cover[] = [];
  const add = (scheme: Cover['scheme'], status: string, from: PlainDate, more: Partial<Cover> = {}) =>
    covers.push({ person, scheme, status, from, until: undefined, monthly: undefined, ...more });
  const at60 = firstOfMonth(plusMonths(plusYears(person.birth, 60), 1));
  if (person.age >= 60 && person.declared.resident_pension && at60 <= today && random.chance(0.7)) {
    add('resident_pension', '待遇领取', later(at60, '2012-07-01' as PlainDate), {
      monthly: random.int(115, 230),
    });
  }
  if (person.declared.employee_pension && person.age < 60) {
    add('employee_pension', '正常缴费', plusDays(today, -random.int(100, 900)));
  }
  if (person.declared.resident_pension && person.age >= 30 && person.age < 58 && random.chance(0.015)) {
    add('resident_pension', '中断', plusDays(today, -random.int(20, 200)));
  }
  // A job with insurance while the village goes on paying: covered twice.
  if (person.declared.resident_medical && isAble(person) && random.chance(0.008)) {
    add('employee_medical', '正常参保', firstOfMonth(plusDays(today, -random.int(40, 500))));
  }
  if (person.age >= 60 && person.health !== '健康' && random.chance(0.1)) {
    add('temporary_relief', '已发放', plusDays(today, -random.int(10, 600)), {
      monthly: random.int(5, 30) * 100,
    });
  }
  if (person.sex === 'male' && person.age >= 55 && random.chance(0.02)) {
    add('preferential', '享受', plusDays(today, -random.int(400, 3_000)), {
      monthly: random.int(45, 75) * 10,
    });
  }
  return covers;
};

/** The State's support of a household without an able member. */
type SafetyNet = 'dibao' | 'tekun' | 'pension' | 'nothing';

export const SAFETY_NETS: Weighted<SafetyNet> = [
  ['dibao', 32],
  ['tekun', 8],
  ['pension', 54],
  ['nothing', 6],
];

const grantHousehold = (
  random: Random,
  household: DemoHousehold,
  scheme: 'dibao' | 'tekun',
  today: PlainDate,
): void => {
  const [head] = household.people;
  if (!head) return;
  household.declared = { dibao: scheme === 'dibao', tekun: scheme === 'tekun' };
  household.attribute = scheme === 'dibao' ? '低保脱贫户' : '特困供养脱贫户';
  const from = firstOfMonth(later(household.movedIn, plusDays(today, -random.int(60, 1_400))));
  const status =
    scheme === 'dibao'
      ? random.chance(0.9)
        ? '在保'
        : '渐退期'
      : random.chance(0.7)
        ? '分散供养'
        : '集中供养';
  const monthly =
    scheme === 'dibao' ? random.int(20, 48) * 10 * household.people.length : random.int(75, 95) * 10;
  household.covers.push({ person: head, scheme, status, from, until: undefined, monthly });
};

/** Adds support that has ended: 停保 with a date, and 否 in the year's sheet. */
const addEndedDibao = (random: Random, household: DemoHousehold, today: PlainDate): void => {
  const [head] = household.people;
  if (!head) return;
  const from = plusDays(today, -random.int(40, 300));
  household.covers.push({
    person: head,
    scheme: 'dibao',
    status: '停保',
    from,
    until: undefined,
    monthly: undefined,
  });
};

/** Sets the declarations and covers of a household; `net` is for households without an able member. */
export function settleCovers(
  random: Random,
  household: DemoHousehold,
  net: SafetyNet | undefined,
  today: PlainDate,
): void {
  household.declared = random.chance(0.97) ? { dibao: false, tekun: false } : {};
  for (const person of household.people) person.declared = declareCovers(random, person);
  if (net === 'nothing') {
    household.declared = { dibao: false, tekun: false };
    for (const person of household.people) {
      person.declared = { ...person.declared, resident_pension: false, employee_pension: false };
    }
  } else if (net === 'pension') {
    for (const person of household.people.filter(({ age }) => age >= 61)) {
      person.declared = { ...person.declared, resident_pension: true, employee_pension: false };
    }
  } else if (net !== undefined) {
    grantHousehold(random, household, household.people.length === 1 ? net : 'dibao', today);
  } else if (household.people.some(({ capacity }) => capacity === '丧失劳动力') && random.chance(0.3)) {
    grantHousehold(random, household, 'dibao', today);
  } else if (random.chance(0.01)) addEndedDibao(random, household, today);
  household.covers.push(...household.people.flatMap((person) => datedCovers(random, person, today)));
}
