import type { PlainDate } from '../../../shared/domain/calendar/dates.ts';
import { firstOfMonth, lastOfMonth, later, plusDays, plusYears } from './dates.ts';
import { employerCodeOf } from './industries.ts';
import type { DemoPlace, Job, Person } from './model.ts';
import type { Random, Weighted } from './random.ts';

type Workplace = readonly [workArea: Job['workArea'], place: string];

const CITIES = [
  '广东省东莞市长安镇',
  '广东省深圳市宝安区',
  '广东省佛山市顺德区',
  '浙江省宁波市慈溪市',
  '浙江省金华市义乌市',
  '福建省泉州市晋江市',
  '江苏省苏州市昆山市',
  '重庆市渝北区',
  '四川省成都市龙泉驿区',
  '四川省成都市双流区',
  '四川省绵阳市涪城区',
] as const;

const farFrom = ({ province, neighbour }: DemoPlace): Workplace[] =>
  [...CITIES, neighbour].map((city) => [city.startsWith(province) ? '县外省内' : '省外', city]);

const nearIn = ({ seat, park }: DemoPlace): Workplace[] => [
  ['乡(镇)外县内', seat],
  ['乡(镇)外县内', park],
  ['乡(镇)内', '本乡镇'],
];

const FAR_WORK: readonly (readonly [trade: string, job: string, firm: string])[] = [
  ['制造业', '普工', '电子厂'],
  ['制造业', '缝纫工', '制衣有限公司'],
  ['制造业', '钳工', '五金制品有限公司'],
  ['建筑业', '泥水工', '建筑劳务有限公司'],
  ['建筑业', '钢筋工', '建设工程有限公司'],
  ['住宿和餐饮业', '服务员', '餐饮管理有限公司'],
  ['居民服务业', '家政服务员', '家政服务有限公司'],
  ['交通运输业', '快递员', '物流有限公司'],
  ['批发和零售业', '导购', '商贸有限公司'],
];

const FIRMS = ['鑫宏', '永兴', '华美', '新力', '金达', '恒丰', '盛泰', '佳和', '远景', '康平'];
const POSTS = ['护林员', '护路员', '保洁员', '护水员', '护理员', '村务管理员'];

const CHANNELS: Weighted<Job['channel']> = [
  ['外出务工', 62],
  ['企业就业', 10],
  ['帮扶车间', 7],
  ['就业帮扶车间', 4],
  ['灵活就业', 9],
  ['自主创业', 4],
  ['以工代赈', 1],
  ['务农', 3],
];

/** A job without its dates. */
type Work = Omit<Job, 'from' | 'until'>;

const near = (random: Random, home: DemoPlace) => {
  const [workArea, place] = random.pick(nearIn(home));
  return { workArea, place, employer: undefined, employerCode: undefined };
};

const WORK: Partial<Record<Job['channel'], (random: Random, home: DemoPlace) => Omit<Work, 'channel'>>> = {
  帮扶车间: (random, home) => ({
    ...near(random, home),
    trade: '来料加工',
    job: '缝纫工',
    employer: `${home.name}${random.pick(FIRMS)}帮扶车间`,
    monthlyWage: random.int(18, 32) * 100,
  }),
  公益性岗位: (random, home) => ({
    ...near(random, home),
    trade: '公共管理',
    job: random.pick(POSTS),
    employer: `${home.name}乡村公益性岗位`,
    monthlyWage: random.int(15, 18) * 100,
  }),
  灵活就业: (random, home) => ({
    ...near(random, home),
    trade: '居民服务业',
    job: random.pick(['零工', '装修工', '搬运工', '货车司机']),
    monthlyWage: random.int(20, 45) * 100,
  }),
  自主创业: (random, home) => ({
    ...near(random, home),
    trade: '批发和零售业',
    job: random.pick(['小超市', '小吃店', '理发店', '农资店']),
    monthlyWage: random.int(25, 60) * 100,
  }),
  以工代赈: (random, home) => ({
    ...near(random, home),
    trade: '建筑业',
    job: '小工',
    monthlyWage: random.int(24, 36) * 100,
  }),
  务农: (random, home) => ({
    ...near(random, home),
    trade: '农业',
    job: '种养',
    monthlyWage: random.int(15, 25) * 100,
  }),
};

const inAFirm = (random: Random, home: DemoPlace, places: readonly Workplace[]): Omit<Work, 'channel'> => {
  const [workArea, place] = random.pick(places);
  const [trade, job, firm] = random.pick(FAR_WORK);
  const town = place.replace(/^.*?(省|自治区)/, '').replace(/(市|县).*$/, '$1');
  return {
    workArea,
    place,
    trade,
    job,
    employer: `${town === '本乡镇' ? home.name : town}${random.pick(FIRMS)}${firm}`,
    employerCode: random.chance(0.5) ? employerCodeOf(random.int(1, 9_999_999)) : undefined,
    monthlyWage: random.int(28, 75) * 100,
  };
};

const workAt = (random: Random, home: DemoPlace, channel: Job['channel']): Work => {
  const of = WORK[channel === '就业帮扶车间' ? '帮扶车间' : channel];
  const work =
    of?.(random, home) ?? inAFirm(random, home, channel === '企业就业' ? nearIn(home) : farFrom(home));
  return { channel, ...work };
};

/** The later of a date and the person's 16th birthday, before which no job may begin. */
const notBefore16 = (person: Person, from: PlainDate): PlainDate => later(from, plusYears(person.birth, 16));

/** A job from one day to another; half of the starts have a month alone. */
export const jobOf = (
  random: Random,
  person: Person,
  from: PlainDate,
  until?: PlainDate,
  channel = random.weighted(CHANNELS),
): Job => ({
  ...workAt(random, person.place, channel),
  from: notBefore16(person, random.chance(0.5) ? firstOfMonth(from) : from),
  until,
});

const MAX_POST_YEARS = 3;

/** 公益性岗位 for a term of one to three years, of which `left` days remain. */
export function publicPost(random: Random, person: Person, today: PlainDate, left: number): Job {
  const end = plusDays(today, left);
  const until = random.chance(0.5) && left > 90 ? lastOfMonth(end) : end;
  const start = plusDays(plusYears(until, -random.int(1, MAX_POST_YEARS)), 1);
  return { ...workAt(random, person.place, '公益性岗位'), from: notBefore16(person, start), until };
}
