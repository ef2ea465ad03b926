import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { plusDays, plusMonths } from './dates.ts';
import { jobOf, publicPost } from './jobs.ts';
import type { DemoHousehold, Livelihood, Person } from './model.ts';
import { isAble, NOT_AT_SCHOOL } from './people.ts';
import type { Random, Weighted } from './random.ts';

/** The livelihoods of households with an able member, by share. */
export const LIVELIHOODS: Weighted<Livelihood> = [
  ['steady', 66],
  ['public_post', 5],
  ['ends_soon', 4],
  ['just_ended', 3],
  ['short_contract', 5],
  ['wearing_off', 1.5],
  ['long_unemployed', 1.4],
  ['never_employed', 1.1],
  ['other_channel_only', 1.3],
  ['farming', 6],
  ['willingness_unrecorded', 3],
  ['seasonal', 4],
];

type Lives = (random: Random, earners: readonly [Person, ...Person[]], today: PlainDate) => void;

/** A current job without an end, or with a distant one. */
const steadyJob = (random: Random, person: Person, today: PlainDate) => {
  const from = plusDays(today, -random.int(40, 1_500));
  return random.chance(0.7)
    ? jobOf(random, person, from)
    : jobOf(random, person, plusDays(from, -180), plusDays(today, random.int(90, 500)));
};

const LIVES: Record<Livelihood, Lives> = {
  steady: (random, [first, ...others], today) => {
    first.jobs.push(steadyJob(random, first, today));
    for (const person of others) if (random.chance(0.4)) person.jobs.push(steadyJob(random, person, today));
  },
  public_post: (random, [first], today) => {
    first.jobs.push(
      publicPost(random, first, today, random.chance(0.25) ? random.int(5, 59) : random.int(75, 700)),
    );
  },
  ends_soon: (random, [first], today) => {
    first.jobs.push(
      jobOf(random, first, plusDays(today, -random.int(100, 400)), plusDays(today, random.int(3, 58))),
    );
  },
  just_ended: (random, [first], today) => {
    first.jobs.push(
      jobOf(random, first, plusDays(today, -random.int(120, 420)), plusDays(today, -random.int(2, 29))),
    );
  },
  // Employed, but for too short a term to be a stable income.
  short_contract: (random, [first], today) => {
    const from = plusDays(today, -random.int(30, 70));
    first.jobs.push(jobOf(random, first, from, plusDays(today, random.int(65, 95))));
  },
  // Employed for half of the last twelve months, but not lately: the wage soon no longer counts.
  wearing_off: (random, [first], today) => {
    const ended = plusDays(today, -random.int(140, 150));
    first.jobs.push(jobOf(random, first, plusDays(ended, -random.int(250, 300)), ended));
  },
  long_unemployed: (random, [first], today) => {
    const ended = plusDays(today, -random.int(220, 900));
    first.jobs.push(jobOf(random, first, plusDays(ended, -random.int(60, 300)), ended));
  },
  never_employed: () => undefined,
  other_channel_only: () => undefined,
  farming: (_random, earners) => {
    for (const person of earners) person.willingness = '不愿意';
  },
  willingness_unrecorded: (_random, earners) => {
    for (const person of earners) person.willingness = undefined;
  },
  seasonal: (random, [first], today) => {
    for (const monthsAgo of [11, 6]) {
      const from = plusMonths(today, -monthsAgo);
      first.jobs.push(jobOf(random, first, from, plusDays(from, random.int(60, 110))));
    }
    const until = plusDays(today, random.int(15, 80));
    first.jobs.push(jobOf(random, first, plusDays(today, -random.int(5, 40)), until));
  },
  none_able: () => undefined,
};

/** The recorded willingness: mostly 愿意 for able people, mostly none for others. */
const willingnessOf = (random: Random, person: Person): Person['willingness'] =>
  isAble(person)
    ? random.weighted<Person['willingness']>([
        ['愿意', 93],
        ['不愿意', 3],
        [undefined, 4],
      ])
    : random.weighted<Person['willingness']>([
        [undefined, 85],
        ['不愿意', 10],
        ['愿意', person.age >= 16 && person.schooling === NOT_AT_SCHOOL ? 5 : 0],
      ]);

/** Sorts people by how likely they are to earn: men before women, middle age first. */
const sortByEarning = (people: readonly Person[]): Person[] =>
  [...people].sort((a, b) => Math.abs(a.age - 38) - Math.abs(b.age - 38));

/** Sets willingness and jobs of a household's able members. */
export function settleLivelihood(random: Random, household: DemoHousehold, today: PlainDate): void {
  for (const person of household.people) person.willingness = willingnessOf(random, person);
  const [first, ...others] = sortByEarning(household.people.filter(isAble));
  if (!first) return;
  first.willingness = '愿意';
  LIVES[household.livelihood](random, [first, ...others], today);
  // Some people in steady jobs have no recorded capacity.
  if (household.livelihood === 'steady' && random.chance(0.02)) first.capacity = undefined;
}
