import type { PlainDate } from '../../../../shared/domain/calendar/dates.ts';
import { later, plusDays } from '../dates.ts';
import type { DemoHousehold } from '../model.ts';
import type { Random } from '../random.ts';
import type { DemoFact, FactInput } from './fact.ts';

type Undertaking = FactInput<'log-income-channel'>;

/** An undertaking or a contract that began years ago and was confirmed `seen` days ago. */
const undertaking = (
  random: Random,
  { movedIn }: DemoHousehold,
  today: PlainDate,
  seen: number,
  rest: Pick<Undertaking, 'kind' | 'what' | 'amount' | 'until'>,
): DemoFact => {
  const from = later(movedIn, plusDays(today, -random.int(500, 1_500)));
  const confirmed = later(from, plusDays(today, -seen));
  return { command: 'log-income-channel', input: { from, confirmed, ...rest } };
};

/** Farms with a yield confirmed lately, nearly a year ago or too long ago, or without one. */
const farmFacts = (random: Random, household: DemoHousehold, today: PlainDate): DemoFact[] => {
  const what = random.pick(['养殖生猪', '种植食用菌', '种植脆李', '养殖蜀宣花牛']);
  const farm = { kind: 'business', what } as const;
  const amount = random.int(30, 250) * 100;
  return random.weighted([
    [[undertaking(random, household, today, random.int(5, 280), { ...farm, amount })], 50],
    [[undertaking(random, household, today, random.int(310, 360), { ...farm, amount })], 22],
    [[undertaking(random, household, today, random.int(400, 700), { ...farm, amount })], 14],
    [[undertaking(random, household, today, 60, farm)], 14],
  ]);
};

/** Rents of rooms and shops; one contract in three ends within weeks. */
const rentFacts = (random: Random, household: DemoHousehold, today: PlainDate): DemoFact[] => {
  const rent = {
    kind: 'property',
    what: random.pick(['门面出租', '房屋出租']),
    amount: random.int(10, 90) * 100,
  } as const;
  const end = random.chance(0.33) ? { until: plusDays(today, random.int(8, 55)) } : {};
  return [undertaking(random, household, today, random.int(20, 200), { ...rent, ...end })];
};

/** The income channels that are no job, of households that live by them. */
export function channelFacts(random: Random, household: DemoHousehold, today: PlainDate): DemoFact[] {
  const { livelihood, income } = household;
  const earns = income !== undefined && income.business > 0;
  switch (livelihood) {
    case 'farming':
      return earns && random.chance(0.5) ? [] : farmFacts(random, household, today);
    case 'other_channel_only':
      return earns ? [] : rentFacts(random, household, today);
    case 'willingness_unrecorded':
      return random.chance(0.4) ? farmFacts(random, household, today) : [];
    case 'steady':
      return random.chance(0.03) ? rentFacts(random, household, today) : [];
    default:
      return [];
  }
}
