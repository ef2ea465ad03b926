import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { plusDays } from './dates.ts';
import { siteIndustries } from './industries.ts';
import type { DemoSite, SiteFate, Village } from './model.ts';
import { givenName, phoneNumber, surname } from './person-names.ts';
import type { Random, Weighted } from './random.ts';

const FORMS: Weighted<string> = [
  ['集镇', 30],
  ['中心村', 30],
  ['行政村内就近', 20],
  ['县城/园区', 10],
  ['移民新村', 6],
  ['乡村旅游区', 4],
];

const HAMLETS = [
  '幸福',
  '新民',
  '和谐',
  '金鑫',
  '阳光',
  '翠竹',
  '龙泉',
  '凤凰',
  '向阳',
  '锦绣',
  '安康',
  '富民',
];

/** Repeated in this order: ten sites have every outcome of R1 that is possible for a site. */
const FATES: readonly SiteFate[] = [
  'met',
  'share_below',
  'met',
  'stale',
  'stopped',
  'ends_soon',
  'met',
  'not_occupied',
  'none',
  'met',
  'off_season',
  'met',
  'met',
  'met',
  'building',
  'met',
  'met',
  'met',
  'not_leading',
  'met',
];

/** The sites of the county, one for about 60 households, each in a village of its own. */
export function demoSites(
  random: Random,
  villages: readonly Village[],
  count: number,
  today: PlainDate,
): DemoSite[] {
  const places = random.shuffled(villages);
  return Array.from({ length: count }, (_, i) => {
    const village = places[i % places.length];
    if (!village) throw new RangeError('no village');
    const fate = FATES[i % FATES.length] ?? 'met';
    // The second site of a name gets a number: 南坝镇幸福小区二期安置点.
    const phase = i < places.length ? '' : `${Math.floor(i / places.length) + 1}期`;
    const site: DemoSite = {
      name: `${village.townshipName}${village.name.replace(/(村|社区)$/, '')}${HAMLETS[i % HAMLETS.length] ?? ''}小区${phase}安置点`,
      village,
      form: random.weighted(FORMS),
      occupied:
        fate === 'not_occupied'
          ? plusDays(today, random.int(20, 80))
          : plusDays('2016-06-01' as PlainDate, random.int(0, 1_460)),
      plannedHouseholds: random.int(30, 100),
      responsible: surname(random) + givenName(random, random.chance(0.7) ? 'male' : 'female', 40),
      phone: phoneNumber(random),
      fate,
      industries: [],
    };
    site.industries = siteIndustries(random, site, today);
    return site;
  });
}
