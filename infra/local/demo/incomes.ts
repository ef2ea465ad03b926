import type { DemoHousehold, Income, Livelihood } from './model.ts';
import type { Random } from './random.ts';

/** Months in work last year of each member with a job, by how the household lives. */
const MONTHS: Partial<Record<Livelihood, readonly [number, number]>> = {
  steady: [8, 11],
  public_post: [10, 12],
  ends_soon: [7, 11],
  just_ended: [6, 10],
  short_contract: [3, 5],
  wearing_off: [5, 8],
  long_unemployed: [0, 3],
  seasonal: [4, 7],
};

/** Gross and cost of an undertaking; zero for a household without one. */
const undertaking = (random: Random, household: DemoHousehold): Pick<Income, 'business' | 'businessCost'> => {
  const gross = random.int(40, 300) * 100;
  const profit = { business: gross, businessCost: Math.round(gross * random.int(30, 65)) / 100 };
  const loss = { business: gross, businessCost: Math.round(gross * random.int(105, 140)) / 100 };
  const none = { business: 0, businessCost: 0 };
  switch (household.livelihood) {
    case 'farming':
      return random.chance(0.55) ? profit : none;
    case 'willingness_unrecorded':
      // Without the cost nobody can say whether the undertaking earns anything.
      return random.chance(0.5) ? { business: gross, businessCost: undefined } : profit;
    case 'other_channel_only':
      return random.chance(0.5) ? profit : none;
    case 'short_contract':
    case 'wearing_off':
    case 'long_unemployed':
    case 'never_employed':
      return random.chance(0.3) ? loss : none;
    case 'none_able':
      return random.chance(0.1) ? profit : none;
    default:
      return random.chance(0.3) ? profit : random.chance(0.05) ? loss : none;
  }
};

const wages = (random: Random, { people, livelihood }: DemoHousehold): number => {
  const [least, most] = MONTHS[livelihood] ?? [0, 0];
  const earned = people.flatMap(({ jobs }) =>
    jobs[0] ? [jobs[0].monthlyWage * random.int(least, most)] : [],
  );
  return earned.reduce((sum, one) => sum + one, 0);
};

/** Yearly dividends and rents of the household's linkages. */
const property = ({ linkages }: DemoHousehold): number =>
  linkages
    .filter(({ kind }) => kind === '入股分红' || kind === '土地流转')
    .reduce((sum, { yearly }) => sum + (yearly ?? 0), 0);

const transfer = (random: Random, { covers }: DemoHousehold): number =>
  random.int(2, 20) * 100 +
  covers
    .filter(({ scheme, until }) => scheme !== 'temporary_relief' && until === undefined)
    .reduce((sum, { monthly }) => sum + (monthly ?? 0) * 12, 0);

/** A household's statement of last year; its parts add up to its income per head. */
export function incomeOf(random: Random, household: DemoHousehold): Income | undefined {
  if (random.chance(0.02)) return undefined;
  const parts = {
    wage: wages(random, household),
    ...undertaking(random, household),
    property: property(household),
    transfer: transfer(random, household),
  };
  const sum = parts.wage + parts.business - (parts.businessCost ?? 0) + parts.property + parts.transfer;
  const perCapita = Math.round((sum / household.people.length) * 100) / 100;
  return { ...parts, perCapita: random.chance(0.015) ? undefined : perCapita };
}
