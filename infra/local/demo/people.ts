import { dateOf, dayOf, type PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { checkSignOf } from '../../../shared/domain/records/id-number.ts';
import { plusYears } from './dates.ts';
import type { Sketch } from './families.ts';
import type { DemoPlace, Person } from './model.ts';
import { givenName, phoneNumber } from './person-names.ts';
import type { Random, Weighted } from './random.ts';

const SCHOOL_BY_AGE: readonly (readonly [below: number, Weighted<string>])[] = [
  [3, [['非在校生', 1]]],
  [6, [['学前', 1]]],
  [12, [['小学', 1]]],
  [15, [['初中', 1]]],
  [
    18,
    [
      ['普通高中', 64],
      ['中职', 26],
      ['非在校生', 10],
    ],
  ],
  [
    22,
    [
      ['高职', 18],
      ['本科', 22],
      ['非在校生', 60],
    ],
  ],
];

export const NOT_AT_SCHOOL = '非在校生';

const schoolingAt = (random: Random, age: number): string =>
  random.weighted(SCHOOL_BY_AGE.find(([below]) => age < below)?.[1] ?? [[NOT_AT_SCHOOL, 1]]);

const EDUCATION_OF_PUPILS: Readonly<Record<string, string>> = {
  学前: '学龄前儿童',
  小学: '小学',
  初中: '初中',
  普通高中: '高中',
  中职: '中专',
  高职: '大专',
  本科: '本科及以上',
};

const educationAt = (random: Random, age: number, schooling: string): string => {
  const current = EDUCATION_OF_PUPILS[schooling];
  if (current) return current;
  if (age < 7) return '学龄前儿童';
  if (age >= 60) {
    return random.weighted([
      ['文盲或半文盲', 35],
      ['小学', 55],
      ['初中', 10],
    ]);
  }
  return age >= 40
    ? random.weighted([
        ['小学', 48],
        ['初中', 44],
        ['高中', 7],
        ['文盲或半文盲', 1],
      ])
    : random.weighted([
        ['初中', 55],
        ['高中', 14],
        ['中专', 12],
        ['大专', 13],
        ['本科及以上', 6],
      ]);
};

const healthAt = (random: Random, age: number): string =>
  random.weighted([
    ['健康', 100 - age / 2],
    ['长期慢性病', age < 30 ? 1 : age / 2.5],
    ['残疾', age < 16 ? 0.5 : 3],
    ['患有大病', age < 30 ? 0.3 : 1.5],
  ]);

const capacityAt = (random: Random, age: number, health: string): Person['capacity'] => {
  if (age < 16) return '无劳动力';
  if (age >= 66) return random.chance(0.9) ? '无劳动力' : '弱劳动力或半劳动力';
  if (health === '残疾' || health === '患有大病') {
    return random.weighted([
      ['丧失劳动力', 55],
      ['弱劳动力或半劳动力', 45],
    ]);
  }
  if (age >= 60) return random.chance(0.6) ? '弱劳动力或半劳动力' : '普通劳动力';
  return random.weighted([
    ['普通劳动力', 86],
    ['技能劳动力', 9],
    ['弱劳动力或半劳动力', 4],
    ['丧失劳动力', 1],
  ]);
};

/** A valid ID number that nobody has: the area 511799 is not assigned. */
export function idNumberOf(birth: PlainDate, serial: number): string {
  const digits = `511799${birth.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return digits + checkSignOf(digits);
}

/** Creates ID numbers by birth date and sex: odd serials are male, each is used once. */
export function createIdNumbers() {
  const usedSerials = new Map<string, number>();
  return (birth: PlainDate, sex: 'male' | 'female'): string => {
    const key = `${birth}/${sex}`;
    const count = usedSerials.get(key) ?? 0;
    if (count >= 499) throw new RangeError(`no ID number is left for ${birth}`);
    usedSerials.set(key, count + 1);
    return idNumberOf(birth, count * 2 + (sex === 'male' ? 1 : 2));
  };
}

export interface Newcomer {
  readonly place: DemoPlace;
  readonly number: string;
  readonly headSurname: string;
  readonly otherSurname: string;
  readonly ethnicity: string;
  readonly today: PlainDate;
  readonly idNumber: (birth: PlainDate, sex: 'male' | 'female') => string;
}

/** Completes a sketch with name, numbers and the fields of a household card. */
export function personOf(random: Random, sketch: Sketch, newcomer: Newcomer): Person {
  const { age, sex, relation, ofHeadsName } = sketch;
  const birthday = plusYears(newcomer.today, -age);
  const birth = dateOf(dayOf(birthday) - random.int(age === 0 ? 20 : 0, 364));
  const schooling = schoolingAt(random, age);
  const health = healthAt(random, age);
  const idNumber = newcomer.idNumber(birth, sex);
  return {
    place: newcomer.place,
    number: newcomer.number,
    name: (ofHeadsName ? newcomer.headSurname : newcomer.otherSurname) + givenName(random, sex, age),
    sex,
    birth,
    age,
    idNumber,
    certificate:
      health === '残疾' && random.chance(0.3)
        ? `${idNumber}${random.int(1, 7)}${random.int(1, 4)}`
        : undefined,
    relation,
    ethnicity: newcomer.ethnicity,
    education: educationAt(random, age, schooling),
    schooling,
    health,
    capacity: capacityAt(random, age, health),
    willingness: undefined,
    phone: age >= 14 && random.chance(0.8) ? phoneNumber(random) : undefined,
    declared: {},
    jobs: [],
  };
}

/** Whether the rules count a person as able: 16 to 59, not at school, with recorded capacity. */
export const isAble = ({ age, schooling, capacity }: Person): boolean =>
  age >= 16 &&
  age < 60 &&
  schooling === NOT_AT_SCHOOL &&
  (capacity === '普通劳动力' || capacity === '技能劳动力' || capacity === '弱劳动力或半劳动力');
