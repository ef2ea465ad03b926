import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { earlier, later, plusDays, plusYears } from './dates.ts';
import type { DemoHousehold, DemoSite, Industry, Linkage, Livelihood, SiteFate } from './model.ts';
import type { Random } from './random.ts';

/** The share of a site's households that are linked to its leading industry: percentages from, to. */
const SHARE: Record<SiteFate, readonly [number, number]> = {
  met: [45, 75],
  share_below: [8, 20],
  ends_soon: [45, 70],
  stale: [35, 60],
  off_season: [45, 65],
  stopped: [20, 45],
  building: [5, 20],
  not_leading: [25, 50],
  none: [0, 0],
  not_occupied: [0, 0],
};

/** Households of these livelihoods have no income and therefore no linkage. */
const UNLINKED: ReadonlySet<Livelihood> = new Set([
  'wearing_off',
  'long_unemployed',
  'never_employed',
  'willingness_unrecorded',
]);

const YEARLY: Record<Linkage['kind'], readonly [number, number] | undefined> = {
  入股分红: [3, 15],
  土地流转: [4, 25],
  订单收购: [8, 50],
  托管代养: [10, 40],
  就业带动: undefined,
};

const isBusiness = (kind: Linkage['kind']): boolean => kind === '订单收购' || kind === '托管代养';

/** One linkage; most orders and custodies were renewed within the year, the others are stale. */
const linkageOf = (
  random: Random,
  industry: Industry,
  fate: SiteFate,
  movedIn: PlainDate,
  today: PlainDate,
): Linkage => {
  const kind = random.chance(0.7) ? industry.linkage : random.pick(['入股分红', '订单收购'] as const);
  const began = isBusiness(kind)
    ? plusDays(today, -(random.chance(0.85) ? random.int(10, 290) : random.int(380, 700)))
    : plusDays(today, -random.int(400, 1_500));
  const since = later(began, movedIn);
  const from = industry.started ? earlier(later(since, industry.started), plusDays(today, -5)) : since;
  const span = YEARLY[kind];
  return {
    industry,
    kind,
    from,
    until:
      fate === 'ends_soon'
        ? plusDays(today, random.int(12, 50))
        : random.chance(0.3)
          ? later(plusYears(from, random.int(3, 5)), plusDays(today, 75))
          : undefined,
    yearly: span && random.chance(0.98) ? random.int(...span) * 100 : undefined,
  };
};

/** Links a share of a site's households to its industries, the leading one first. */
export function linkSite(
  random: Random,
  site: DemoSite,
  households: readonly DemoHousehold[],
  today: PlainDate,
): void {
  const [leading, ...others] = site.industries;
  if (!leading) return;
  const share = random.int(...SHARE[site.fate]) / 100;
  const open = random.shuffled(households.filter(({ livelihood }) => !UNLINKED.has(livelihood)));
  for (const household of open.slice(0, Math.max(1, Math.round(households.length * share)))) {
    household.linkages.push(linkageOf(random, leading, site.fate, household.movedIn, today));
  }
  for (const industry of others.filter(({ status }) => status === '运营')) {
    for (const household of open.filter(() => random.chance(0.06))) {
      household.linkages.push(linkageOf(random, industry, 'met', household.movedIn, today));
    }
  }
}
