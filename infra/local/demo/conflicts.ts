import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { ageOn, plusDays, plusYears } from './dates.ts';
import { jobOf } from './jobs.ts';
import type { DemoHousehold, Person } from './model.ts';
import { NOT_AT_SCHOOL } from './people.ts';
import { type Random, randomOf } from './random.ts';

/** Puts a contradiction into a household that has a person for it. Returns whether it did. */
type Conflict = (random: Random, household: DemoHousehold, today: PlainDate) => boolean;

const changeFirst = (
  people: readonly Person[],
  test: (person: Person) => boolean,
  change: (person: Person) => void,
) => {
  const person = people.find(test);
  if (person) change(person);
  return person !== undefined;
};

const isPupil = ({ age, schooling }: Person): boolean => age >= 16 && schooling !== NOT_AT_SCHOOL;

/** Every contradiction of R9 that a sheet can contain, and how many households of 1,000 have it. */
const CONFLICTS: Record<string, { readonly per1000: number; readonly apply: Conflict }> = {
  two_heads: {
    per1000: 3,
    apply: (_random, { people }) =>
      changeFirst(
        people.slice(1),
        ({ relation }) => relation === '配偶',
        (person) => {
          person.relation = '户主';
        },
      ),
  },
  no_head: {
    per1000: 2,
    apply: (_random, { people }) =>
      people.length > 1 &&
      changeFirst(
        people,
        ({ relation }) => relation === '户主',
        (person) => {
          person.relation = '其他';
        },
      ),
  },
  student_in_work: {
    per1000: 3,
    apply: (random, { people }, today) =>
      changeFirst(people, isPupil, (person) => {
        person.jobs.push(jobOf(random, person, plusDays(today, -random.int(20, 90))));
      }),
  },
  child_employed: {
    per1000: 1,
    apply: (random, { people }, today) =>
      changeFirst(
        people,
        ({ age }) => age === 14 || age === 15,
        (person) => {
          const from = plusDays(today, -random.int(20, 90));
          person.jobs.push({ ...jobOf(random, person, from, undefined, '灵活就业'), from });
        },
      ),
  },
  too_old_to_work: {
    per1000: 4,
    apply: (random, { people }, today) =>
      changeFirst(
        people,
        ({ age }) => age >= 70 && age < 78,
        (person) => {
          person.jobs.push(
            jobOf(random, person, plusDays(today, -random.int(60, 400)), undefined, '帮扶车间'),
          );
        },
      ),
  },
  sex_against_number: {
    per1000: 2,
    apply: (_random, { people }) =>
      changeFirst(
        people.slice(1),
        ({ relation }) => relation === '之子' || relation === '之女',
        (person) => {
          person.sex = person.sex === 'male' ? 'female' : 'male';
        },
      ),
  },
  birth_against_number: {
    per1000: 2,
    apply: (_random, { people }) =>
      changeFirst(
        people.slice(1),
        ({ age }) => age > 3 && age < 14,
        (person) => {
          person.birth = plusYears(person.birth, -1);
        },
      ),
  },
  no_number_yet: {
    per1000: 4,
    apply: (_random, { people }) =>
      changeFirst(
        people.slice(1),
        ({ age, jobs }) => age <= 2 && jobs.length === 0,
        (person) => {
          person.idNumber = undefined;
          person.certificate = undefined;
        },
      ),
  },
  overlapping_spells: {
    per1000: 2,
    apply: (_random, { people }, today) =>
      changeFirst(
        people,
        ({ jobs: [job] }) => job?.employer !== undefined && job.from < plusDays(today, -60) && !job.until,
        (person) => {
          const [job] = person.jobs;
          if (job) person.jobs.push({ ...job, from: plusDays(today, -40) });
        },
      ),
  },
  tekun_in_work: {
    per1000: 1,
    apply: (random, { people, declared }, today) =>
      declared.tekun === true &&
      changeFirst(
        people,
        ({ birth }) => ageOn(birth, today) < 70,
        (person) => {
          person.jobs.push(
            jobOf(random, person, plusDays(today, -random.int(20, 200)), undefined, '灵活就业'),
          );
        },
      ),
  },
  dibao_and_tekun: {
    per1000: 1,
    apply: (_random, household) => {
      if (!household.declared.tekun) return false;
      household.declared.dibao = true;
      return true;
    },
  },
};

/** Puts the contradictions into households, at most one each; each contradiction at least once if a person fits. */
export function addConflicts(seed: number, households: readonly DemoHousehold[], today: PlainDate): void {
  const changed = new Set<DemoHousehold>();
  for (const [name, { per1000, apply }] of Object.entries(CONFLICTS)) {
    const random = randomOf(seed, 'conflict', name);
    let left = Math.max(1, Math.round((households.length * per1000) / 1_000));
    for (const household of random.shuffled(households)) {
      if (left === 0) break;
      if (changed.has(household) || !apply(random, household, today)) continue;
      changed.add(household);
      left--;
    }
  }
}
