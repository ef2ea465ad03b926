import type * as z from 'zod';
import type { PlainDate } from '../../../shared/dates.ts';
import type { CommandName, CommandOf } from '../../../shared/records/commands/index.ts';
import { TRANSFER_STEPS, type TransferStep } from '../../../shared/records/household-facts.ts';
import { demoCounty } from './county.ts';
import { later, plusDays, plusYears } from './dates.ts';
import type { DemoHousehold, DemoOptions, Person } from './model.ts';
import { isAble } from './people.ts';
import { dealt, type Random, randomOf } from './random.ts';

type Told<Name extends CommandName> = Omit<z.input<CommandOf<Name>['input']>, 'memberId'>;

type OfHousehold = 'correct-household' | 'record-conditions' | 'log-plan' | 'assess' | 'log-income-channel';
type OfPerson = 'record-refusal' | 'record-service';

/** What a clerk types in that no sheet carries: a command and its input, the person by 人口编号. */
export type DemoFact =
  | { [Name in OfHousehold]: { readonly command: Name; readonly input: Told<Name> } }[OfHousehold]
  | {
      [Name in OfPerson]: { readonly command: Name; readonly person: string; readonly input: Told<Name> };
    }[OfPerson]
  | {
      readonly command: 'start-pension-transfer';
      readonly person: string;
      readonly input: Told<'start-pension-transfer'>;
      /** What became of the case: each a `record-transfer-step`, in order. */
      readonly steps: readonly { readonly step: TransferStep; readonly on: PlainDate }[];
    };

export interface DemoFollowUp {
  /** 户编号. */
  readonly household: string;
  readonly facts: readonly DemoFact[];
}

/** Of the 有条件 households most have a plan in force, some one that has run out, some none. */
const conditionFacts = (random: Random, household: DemoHousehold, today: PlainDate): DemoFact[] => {
  if (!household.people.some(isAble) || !random.chance(0.85)) return [];
  const from = later(household.movedIn, plusDays(today, -random.int(200, 900)));
  const value = random.chance(0.65) ? 'able' : 'unable';
  const conditions: DemoFact = { command: 'record-conditions', input: { from, value } };
  if (value === 'unable' || random.chance(0.07)) return [conditions];
  const what = random.pick([
    '种植脆李2亩',
    '养殖蜀宣花牛3头',
    '种植中药材1.5亩',
    '养殖土鸡200只',
    '开办小超市',
  ]);
  const until = random.chance(0.05)
    ? plusDays(today, -random.int(5, 60))
    : random.chance(0.5)
      ? plusYears(from, random.int(4, 6))
      : undefined;
  return [conditions, { command: 'log-plan', input: { what, from, ...(until ? { until } : {}) } }];
};

type Found = 'not_eligible' | 'eligible_long_ago' | 'eligible_lately' | 'not_assessed';

/** What an assessment of a household of little income without 低保 or 特困 found. */
const assessmentFacts = (random: Random, found: Found, today: PlainDate): DemoFact[] => {
  const assessed = (daysAgo: number, eligible: boolean): DemoFact[] => [
    { command: 'assess', input: { on: plusDays(today, -daysAgo), scheme: 'dibao', eligible } },
  ];
  switch (found) {
    case 'not_eligible':
      return assessed(random.int(5, 330), false);
    case 'eligible_long_ago':
      return assessed(random.int(35, 150), true);
    case 'eligible_lately':
      return assessed(random.int(2, 28), true);
    case 'not_assessed':
      return [];
  }
};

const channelFacts = (
  random: Random,
  { livelihood, income, movedIn }: DemoHousehold,
  today: PlainDate,
): DemoFact[] => {
  const channel = (
    kind: 'business' | 'property',
    what: string,
    amount: number | undefined,
    seen: number,
  ): DemoFact => {
    const from = later(movedIn, plusDays(today, -random.int(500, 1_500)));
    return {
      command: 'log-income-channel',
      input: {
        kind,
        what,
        from,
        ...(amount === undefined ? {} : { amount }),
        confirmed: later(from, plusDays(today, -seen)),
      },
    };
  };
  const farm = random.pick(['养殖生猪', '种植食用菌', '种植脆李', '养殖蜀宣花牛']);
  const net = random.int(30, 250) * 100;
  switch (livelihood) {
    case 'farming':
      return random.chance(0.75) ? [channel('business', farm, net, random.int(5, 280))] : [];
    case 'other_channel_only':
      return income && income.business > 0
        ? []
        : [channel('property', '门面出租', random.int(20, 90) * 100, 100)];
    case 'willingness_unrecorded':
      // One whose confirmation is stale, one of which nobody wrote down what it earns.
      if (random.chance(0.3)) return [channel('business', farm, net, random.int(400, 700))];
      return random.chance(0.3) ? [channel('business', farm, undefined, 60)] : [];
    case 'steady':
      return random.chance(0.03) ? [channel('property', '房屋出租', random.int(10, 60) * 100, 90)] : [];
    default:
      return [];
  }
};

/** Three documented refusals within half a year exempt a member; two do not. */
const refusalFacts = (random: Random, person: Person, count: number, today: PlainDate): DemoFact[] =>
  Array.from({ length: count }, (_, i) => ({
    command: 'record-refusal',
    person: person.number,
    input: {
      on: plusDays(today, -random.int(10, 40) - i * 40),
      offer: random.pick(['帮扶车间缝纫工', '园区普工', '公益性岗位保洁员']),
    },
  }));

type TransferFate = 'overdue' | 'under_way' | 'completed' | 'rejected';

/** A case that moves a step each two or three weeks, and how far it has come. */
const transferFact = (random: Random, person: Person, fate: TransferFate, today: PlainDate): DemoFact => {
  const stepsTaken = fate === 'completed' ? 4 : random.int(0, 3);
  const pace = random.int(12, 18);
  // A step is due 15 working days after the one before: five weeks cover the longest holidays.
  const lastAgo = fate === 'overdue' ? random.int(40, 120) : random.int(2, 10);
  const appliedOn = plusDays(today, -lastAgo - pace * stepsTaken);
  const steps: { step: TransferStep; on: PlainDate }[] = TRANSFER_STEPS.slice(1, stepsTaken + 1).map(
    (step, i) => ({
      step,
      on: plusDays(appliedOn, pace * (i + 1)),
    }),
  );
  if (fate === 'rejected') steps.push({ step: 'rejected', on: plusDays(today, -1) });
  return {
    command: 'start-pension-transfer',
    person: person.number,
    input: { appliedOn, fromPlace: '宣汉县', toPlace: random.pick(['东莞市', '成都市', '宁波市']) },
    steps,
  };
};

const profileFacts = (random: Random, { origin, attribute, hukou }: DemoHousehold): DemoFact[] => {
  const monitoring = random.weighted([
    [undefined, 96],
    ['脱贫不稳定户', 2],
    ['边缘易致贫户', 1],
    ['突发严重困难户', 1],
  ]);
  const input = { origin, attribute, hukou, ...(monitoring ? { monitoring } : {}) };
  return [{ command: 'correct-household', input }];
};

const worksAway = ({ jobs, age }: Person): boolean =>
  age < 58 && jobs.some(({ workArea }) => workArea === '省外');

/** Values dealt to those of a list that pass a test; the others get none. */
const dealtTo = <T, V>(
  random: Random,
  list: readonly T[],
  shares: readonly (readonly [V, number])[],
): Map<T, V> => {
  const values = dealt(random, list.length, shares);
  return new Map(list.flatMap((one, i) => (values[i] === undefined ? [] : [[one, values[i]]])));
};

const isPoorWithoutCover = ({ income, declared }: DemoHousehold): boolean =>
  !declared.dibao && !declared.tekun && (income?.perCapita ?? 0) < 6_000;

/** What clerks add by hand to the imported county, household by household; the same for the same options. */
export const demoFollowUps = (options: DemoOptions): DemoFollowUp[] => {
  const { households } = demoCounty(options);
  const { seed, today } = options;
  const found = dealtTo<DemoHousehold, Found>(
    randomOf(seed, 'assessments'),
    households.filter(isPoorWithoutCover),
    [
      ['not_eligible', 72],
      ['eligible_long_ago', 4],
      ['eligible_lately', 4],
      ['not_assessed', 20],
    ],
  );
  const transfers = dealtTo<Person, TransferFate | undefined>(
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
  const refusals = dealtTo<DemoHousehold, number>(
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
    const assessment = found.get(household);
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
          const serves =
            person.sex === 'male' && person.age >= 18 && person.age < 24 && person.jobs.length === 0;
          return [
            ...(fate ? [transferFact(random, person, fate, today)] : []),
            ...refusalFacts(random, person, refused, today),
            ...(serves && random.chance(0.04)
              ? [
                  {
                    command: 'record-service',
                    person: person.number,
                    input: { from: plusDays(today, -random.int(30, 500)), value: 'serving' },
                  } as const,
                ]
              : []),
          ];
        }),
      ],
    };
  });
};
