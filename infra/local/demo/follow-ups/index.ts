import { demoCounty } from '../county.ts';
import type { DemoHousehold, DemoOptions, Person } from '../model.ts';
import { isAble } from '../people.ts';
import { deal, type Random, randomOf } from '../random.ts';
import { channelFacts } from './channels.ts';
import type { DemoFact } from './fact.ts';
import { type AssessmentFate, assessmentFacts, conditionFacts, profileFacts } from './household.ts';
import { refusalFacts, serviceFacts, type TransferFate, transferFact } from './person.ts';

export interface DemoFollowUp {
  /** 户编号. */
  readonly household: string;
  readonly facts: readonly DemoFact[];
}

const worksAway = ({ jobs, age }: Person): boolean =>
  age < 58 && jobs.some(({ workArea }) => workArea === '省外');

/** Deals values in these shares to the members of a list. */
const dealTo = <T, V>(
  random: Random,
  list: readonly T[],
  shares: readonly (readonly [V, number])[],
): Map<T, V> => {
  const values = deal(random, list.length, shares);
  return new Map(list.flatMap((one, i) => (values[i] === undefined ? [] : [[one, values[i]]])));
};

const isPoorWithoutCover = ({ income, declared }: DemoHousehold): boolean =>
  !declared.dibao && !declared.tekun && (income?.perCapita ?? 0) < 6_000;

/** The facts that clerks add to the imported county, household by household. Pure; the same for the same options. */
export function demoFollowUps(options: DemoOptions): DemoFollowUp[] {
  const { households } = demoCounty(options);
  const { seed, today } = options;
  const assessments = dealTo<DemoHousehold, AssessmentFate>(
    randomOf(seed, 'assessments'),
    households.filter(isPoorWithoutCover),
    [
      ['not_eligible', 72],
      ['eligible_long_ago', 4],
      ['eligible_lately', 4],
      ['not_assessed', 20],
    ],
  );
  const transfers = dealTo<Person, TransferFate | undefined>(
    randomOf(seed, 'transfers'),
    households.flatMap(({ people }) => people.filter(worksAway)),
    [
      [undefined, 90],
      ['overdue', 2],
      ['under_way', 4],
      ['completed', 3],
      ['rejected', 1],
    ],
  );
  const refusals = dealTo<DemoHousehold, number>(
    randomOf(seed, 'refusals'),
    households.filter(
      ({ livelihood }) => livelihood === 'long_unemployed' || livelihood === 'never_employed',
    ),
    [
      [0, 8],
      [2, 1],
      [3, 1],
    ],
  );
  return households.map((household, i) => {
    const random = randomOf(seed, 'follow-up', i);
    const assessment = assessments.get(household);
    return {
      household: household.number,
      facts: [
        ...profileFacts(random, household),
        ...conditionFacts(random, household, today),
        ...channelFacts(random, household, today),
        ...(assessment ? assessmentFacts(random, assessment, today) : []),
        ...household.people.flatMap((person): DemoFact[] => {
          const fate = transfers.get(person);
          const refused =
            isAble(person) && person.willingness === '愿意' ? (refusals.get(household) ?? 0) : 0;
          return [
            ...(fate ? [transferFact(random, person, fate, today)] : []),
            ...refusalFacts(random, person, refused, today),
            ...serviceFacts(random, person, today),
          ];
        }),
      ],
    };
  });
}
