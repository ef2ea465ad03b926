import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { employerCheckSign } from '../../../shared/domain/records/employer-code.ts';
import { earlier, later, plusDays } from './dates.ts';
import type { DemoSite, Industry, SiteFate } from './model.ts';
import { givenName, surname } from './person-names.ts';
import type { Random } from './random.ts';

/** Undertakings that are typical of 宣汉: 蜀宣花牛, 脆李, 食用菌. */
const CATALOGUE: readonly (readonly [
  name: string,
  type: Industry['type'],
  scale: string,
  Industry['linkage'],
])[] = [
  ['脆李种植基地', '种植', '320亩', '土地流转'],
  ['蜀宣花牛养殖场', '养殖', '存栏180头', '托管代养'],
  ['食用菌大棚', '种植', '46个大棚', '订单收购'],
  ['中药材种植基地', '种植', '510亩', '土地流转'],
  ['茶叶加工厂', '加工', '年产60吨', '订单收购'],
  ['牛肉制品加工厂', '加工', '年产120吨', '入股分红'],
  ['服装来料加工车间', '来料加工', '缝纫机90台', '就业带动'],
  ['光伏电站', '光伏', '300千瓦', '入股分红'],
  ['农家乐接待中心', '乡村旅游', '床位80张', '入股分红'],
  ['电商服务站', '电商', '1个站点', '订单收购'],
  ['门面出租', '物业租赁', '1200平方米', '入股分红'],
  ['土鸡养殖合作社', '养殖', '年出栏2万只', '托管代养'],
  ['核桃林场', '林业', '860亩', '土地流转'],
  ['冷链物流中转站', '商贸物流', '冷库600立方米', '就业带动'],
];

/** A valid 统一社会信用代码 that nobody has: the registry's area 511799 is not assigned. */
export function employerCodeOf(serial: number): string {
  const signs = `91511799MA${String(serial % 10_000_000).padStart(7, '0')}`;
  return signs + employerCheckSign(signs);
}

/** The leading industry of a site with this fate; undefined if the site has none. */
const leadingOf = (
  random: Random,
  fate: SiteFate,
  today: PlainDate,
): Pick<Industry, 'status' | 'confirmed' | 'leading'> | undefined => {
  const recently = plusDays(today, -random.int(5, 280));
  switch (fate) {
    case 'met':
    case 'share_below':
    case 'ends_soon':
      return { leading: true, status: '运营', confirmed: recently };
    case 'stale':
      return { leading: true, status: '运营', confirmed: plusDays(today, -random.int(400, 700)) };
    case 'off_season':
      return { leading: true, status: '季节性停业', confirmed: plusDays(today, -random.int(5, 80)) };
    case 'stopped':
      return { leading: true, status: '停产', confirmed: recently };
    case 'building':
      return { leading: true, status: '在建', confirmed: recently };
    case 'not_leading':
      return { leading: false, status: '运营', confirmed: recently };
    default:
      return undefined;
  }
};

/** One to four industries of a site, the leading one first; none if the site's fate says so. */
export function siteIndustries(
  random: Random,
  { fate, occupied, village }: Pick<DemoSite, 'fate' | 'occupied' | 'village'>,
  today: PlainDate,
): Industry[] {
  const first = leadingOf(random, fate, today);
  if (!first) return [];
  const kinds = random.shuffled(CATALOGUE).slice(0, random.int(1, 4));
  return kinds.map(([name, type, scale, linkage], i): Industry => {
    const industry =
      i === 0
        ? first
        : {
            leading: false,
            status: random.weighted<Industry['status']>([
              ['运营', 70],
              ['在建', 8],
              ['停产', 8],
              ['季节性停业', 6],
              ['规划', 5],
              [undefined, 3],
            ]),
            confirmed: random.chance(0.8) ? plusDays(today, -random.int(5, 600)) : undefined,
          };
    const hasBegun = industry.status !== '在建' && industry.status !== '规划';
    // It began after the site was occupied and before it was confirmed.
    const latest = industry.confirmed ?? plusDays(today, -30);
    const started = earlier(latest, later(occupied, plusDays(latest, -random.int(60, 900))));
    return {
      name: `${village.name}${name}`,
      type,
      ...industry,
      operator: `${village.townshipName}${surname(random)}家${random.pick(['专业合作社', '农业开发有限公司', '家庭农场'])}`,
      operatorCode: employerCodeOf(random.int(1, 9_999_999)),
      scale,
      investment: random.int(20, 600),
      linkage,
      incomePerHousehold: random.int(8, 60) * 100,
      responsible: surname(random) + givenName(random, 'male', 45),
      started: hasBegun ? started : undefined,
    };
  });
}
