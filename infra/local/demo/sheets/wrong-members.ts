import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import { plusDays } from '../dates.ts';
import type { DemoHousehold, DemoPlace, Person } from '../model.ts';
import { idNumberOf, NOT_AT_SCHOOL } from '../people.ts';
import { givenName, surname } from '../person-names.ts';
import type { Random } from '../random.ts';
import { countOfEachKind, type Line } from '../sheet.ts';
import { numberOf30February, numberWithWrongCheck, roundedNumber } from '../wrong-numbers.ts';

/** The subject of a row of the members' sheet. */
export interface OfHousehold {
  readonly household: DemoHousehold;
  readonly person: Person;
}

/** A made-up member for a wrong row, so that the family itself stays valid; each serial has another birth date. */
const relative = (
  random: Random,
  place: DemoPlace,
  household: DemoHousehold,
  serial: number,
): OfHousehold => {
  const birth = plusDays('1962-01-01' as PlainDate, (serial * 37) % 12_000);
  const [head] = household.people;
  const person: Person = {
    place,
    number: `${household.number}9${serial % 10}`,
    name: surname(random) + givenName(random, 'male', 40),
    sex: 'male',
    birth,
    age: 40,
    idNumber: idNumberOf(birth, 999),
    certificate: undefined,
    relation: '其他',
    ethnicity: head?.ethnicity ?? '汉族',
    education: '初中',
    schooling: NOT_AT_SCHOOL,
    health: '健康',
    capacity: '普通劳动力',
    willingness: undefined,
    phone: undefined,
    declared: {},
    jobs: [],
  };
  return { household, person };
};

/** A household of one that must be refused whole, since its place is wrong. */
const misplacedHousehold = (
  random: Random,
  place: DemoPlace,
  near: DemoHousehold,
  serial: number,
): OfHousehold => {
  const { person } = relative(random, place, near, serial);
  const number = `${place.county}09${String(serial).padStart(7, '0')}`;
  const head = { ...person, number: `${number}01`, relation: '户主' };
  return { household: { ...near, number, people: [head] }, person: head };
};

/** The rows that must be refused, by the family behind which they stand. */
export function wrongMembers(
  random: Random,
  place: DemoPlace,
  households: readonly DemoHousehold[],
  rows: number,
): Map<DemoHousehold, Line<OfHousehold>> {
  const hosts = random.shuffled(households.filter(({ people }) => people.length >= 2));
  const wrong = new Map<DemoHousehold, Line<OfHousehold>>();
  const kinds: ((host: DemoHousehold, serial: number) => Line<OfHousehold>)[] = [
    (host, serial) => ({
      subject: relative(random, place, host, serial),
      instead: { 证件号码: numberWithWrongCheck(random) },
      refused: 'wrong_check_digit',
    }),
    (host, serial) => ({
      subject: relative(random, place, host, serial),
      instead: { 证件号码: numberOf30February(random), 出生日期: null },
      refused: 'birth_30_february',
    }),
    (host, serial) => ({
      subject: relative(random, place, host, serial),
      instead: { 证件号码: roundedNumber(random) },
      refused: 'id_number_in_numeric_cell',
    }),
    (host, serial) => ({
      subject: misplacedHousehold(random, place, host, serial),
      instead: { 乡: '三岔口镇', 村: '桥头村', 安置方式: '分散安置', 安置点名称: null },
      refused: 'township_unknown',
    }),
    (host, serial) => ({
      subject: misplacedHousehold(random, place, host, serial),
      instead: { 安置方式: '集中安置', 安置点名称: '望月小区安置点' },
      refused: 'site_unknown',
    }),
    (host, serial) => ({
      subject: relative(random, place, host, serial),
      refused: 'person_in_another_household',
    }),
    // The same man in a second family: both places are reported, neither row wins.
    (host) => {
      const person = [...wrong.values()].at(-1)?.subject.person ?? relative(random, place, host, 0).person;
      return { subject: { household: host, person }, refused: 'person_in_another_household' };
    },
  ];
  const times = countOfEachKind(rows, kinds.length);
  for (const host of hosts.slice(0, times * kinds.length)) {
    const make = kinds[wrong.size % kinds.length];
    if (make) wrong.set(host, make(host, wrong.size + 1));
  }
  return wrong;
}
