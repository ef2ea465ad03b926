import { addConflicts } from './conflicts.ts';
import { SAFETY_NETS, settleCovers } from './covers.ts';
import { plusDays, yearOf } from './dates.ts';
import { FAMILY_SHARES, type FamilyKind, sketchFamily } from './families.ts';
import { incomeOf } from './incomes.ts';
import { linkSite } from './linkages.ts';
import { LIVELIHOODS, settleLivelihood } from './livelihoods.ts';
import type { DemoCounty, DemoHousehold, DemoOptions, DemoSite, Village } from './model.ts';
import { createIdNumbers, isAble, personOf } from './people.ts';
import { surname } from './person-names.ts';
import { demoPlace, majorityOf } from './places.ts';
import { deal, type Random, randomOf } from './random.ts';
import { demoSites } from './sites.ts';

const HOUSEHOLDS_PER_SITE = 60;
const SHARE_AT_SITES = 0.7;
const FORMS = ['购房', '自建', '插花', '投亲靠友'] as const;

/** The year of the national sheet: a year's sheet is published by February. */
const sheetYear = (today: DemoOptions['today']): number =>
  today.slice(5, 7) === '01' ? yearOf(today) - 1 : yearOf(today);

/** Chooses where each household lives: seven in ten at sites of unequal size, the others in villages. */
const chooseHomes = (
  random: Random,
  count: number,
  sites: readonly DemoSite[],
  villages: readonly Village[],
): Pick<DemoHousehold, 'site' | 'village' | 'form' | 'movedIn'>[] => {
  const occupied = sites.filter(({ fate }) => fate !== 'not_occupied');
  const bySize = occupied.map((site) => [site, random.int(20, 100)] as const);
  const places = deal(random, count, [
    ['site', SHARE_AT_SITES],
    ['scattered', 1 - SHARE_AT_SITES],
  ] as const);
  const seats = deal(random, places.filter((place) => place === 'site').length, bySize);
  return places.map((place) => {
    const site = place === 'site' ? seats.pop() : undefined;
    return site
      ? { site, village: site.village, form: site.form, movedIn: plusDays(site.occupied, random.int(0, 200)) }
      : {
          site,
          village: random.pick(villages),
          form: random.pick(FORMS),
          movedIn: plusDays('2016-05-01' as DemoOptions['today'], random.int(0, 1_600)),
        };
  });
};

/** Builds the demo county: real townships and villages, made-up sites and people. Pure; the same for the same seed. */
export function demoCounty({ areas, county, households: count, seed, today }: DemoOptions): DemoCounty {
  const place = demoPlace(areas, county);
  const { villages } = place;
  const siteCount = Math.max(1, Math.round(count / HOUSEHOLDS_PER_SITE));
  const sites = demoSites(randomOf(seed, 'sites'), villages, siteCount, today);
  const homesOfAll = chooseHomes(randomOf(seed, 'homes'), count, sites, villages);
  const families = deal<FamilyKind>(randomOf(seed, 'families'), count, FAMILY_SHARES);
  const idNumber = createIdNumbers();
  const years = deal(randomOf(seed, 'years'), count, [
    [sheetYear(today), 985],
    // Declarations of two years ago are stale.
    [sheetYear(today) - 2, 15],
  ]);
  const households = homesOfAll.map((home, i): DemoHousehold => {
    const random = randomOf(seed, 'household', i);
    const headSurname = surname(random);
    const majority = majorityOf(home.village);
    const ethnicity = majority && random.chance(0.8) ? majority : '汉族';
    const number = `${county}0${String(i + 1).padStart(8, '0')}`;
    const people = sketchFamily(random, families[i] ?? 'couple').map((sketch, j) =>
      personOf(random, sketch, {
        place,
        number: `${number}${String(j + 1).padStart(2, '0')}`,
        headSurname,
        otherSurname: surname(random),
        ethnicity,
        today,
        idNumber,
      }),
    );
    return {
      number,
      ...home,
      origin: random.pick(villages).code,
      attribute: random.chance(0.93) ? '一般脱贫户' : '同步搬迁户',
      hukou: random.weighted([
        ['已迁入', 60],
        ['未迁移常住迁入地', 34],
        ['办理中', 4],
        ['不愿迁移', 2],
      ]),
      // A sheet of two years ago cannot contain people born since.
      declaredYear: people.some(({ birth }) => yearOf(birth) >= sheetYear(today) - 1)
        ? sheetYear(today)
        : (years[i] ?? sheetYear(today)),
      people,
      livelihood: 'none_able',
      declared: {},
      covers: [],
      income: undefined,
      linkages: [],
    };
  });

  const able = households.filter(({ people }) => people.some(isAble));
  const livelihoods = deal(randomOf(seed, 'livelihoods'), able.length, LIVELIHOODS);
  able.forEach((household, i) => {
    household.livelihood = livelihoods[i] ?? 'steady';
  });
  const unable = households.filter(({ livelihood }) => livelihood === 'none_able');
  const nets = deal(randomOf(seed, 'nets'), unable.length, SAFETY_NETS);
  const netOf = new Map(unable.map((household, i) => [household, nets[i]]));

  households.forEach((household, i) => {
    settleLivelihood(randomOf(seed, 'livelihood', i), household, today);
    settleCovers(randomOf(seed, 'cover', i), household, netOf.get(household), today);
  });
  sites.forEach((site, i) => {
    const residents = households.filter((household) => household.site === site);
    linkSite(randomOf(seed, 'linkages', i), site, residents, today);
  });
  addConflicts(seed, households, today);
  households.forEach((household, i) => {
    household.income = incomeOf(randomOf(seed, 'income', i), household);
  });
  return { place, today, sites, households };
}
