import type * as z from 'zod';
import type { Household } from '../domain/records/household.ts';
import type { Employment, IncomeChannel, Linkage } from '../domain/records/household-facts.ts';
import type { LocalizedText } from '../domain/records/language.ts';
import type { Capacity, Service, Sex, Willingness } from '../domain/records/member.ts';
import type { SCHEMES } from '../domain/records/schemes.ts';
import type { IndustryStatus } from '../domain/records/site.ts';
import type { SupportEntry } from '../domain/records/support-entry.ts';

type Words<Code extends string> = Readonly<Record<Code, LocalizedText>>;
type Value<List extends readonly { value: unknown }[]> = List[number]['value'] & string;
type StatusCode = {
  [Scheme in keyof typeof SCHEMES]: (typeof SCHEMES)[Scheme]['statuses'] extends infer Statuses
    ? Statuses[keyof Statuses] extends readonly [infer Code extends string, unknown]
      ? Code
      : never
    : never;
}[keyof typeof SCHEMES];

export const CAPACITY_TEXT = {
  ordinary: { 'zh-CN': '普通劳动力', en: 'ordinary' },
  skilled: { 'zh-CN': '技能劳动力', en: 'skilled' },
  weak_or_half: { 'zh-CN': '弱劳动力或半劳动力', en: 'weak or half' },
  lost: { 'zh-CN': '丧失劳动力', en: 'lost' },
  none: { 'zh-CN': '无劳动力', en: 'none' },
} as const satisfies Words<z.infer<typeof Capacity>>;

export const WILLINGNESS_TEXT = {
  willing: { 'zh-CN': '愿意', en: 'willing' },
  unwilling: { 'zh-CN': '不愿意', en: 'unwilling' },
} as const satisfies Words<z.infer<typeof Willingness>>;

export const SERVICE_TEXT = {
  none: { 'zh-CN': '无', en: 'neither' },
  serving: { 'zh-CN': '服役', en: 'military service' },
  custody: { 'zh-CN': '服刑', en: 'in custody' },
} as const satisfies Words<z.infer<typeof Service>>;

export const CONDITIONS_TEXT = {
  able: { 'zh-CN': '有条件', en: 'suited' },
  unable: { 'zh-CN': '无条件', en: 'not suited' },
} as const satisfies Words<Value<Household['conditions']>>;

export const SEX_TEXT = {
  male: { 'zh-CN': '男', en: 'male' },
  female: { 'zh-CN': '女', en: 'female' },
} as const satisfies Words<z.infer<typeof Sex>>;

export const EMPLOYMENT_CHANNEL_TEXT = {
  migrant_work: { 'zh-CN': '外出务工', en: 'migrant work' },
  workshop: { 'zh-CN': '就业帮扶车间', en: 'workshop' },
  public_post: { 'zh-CN': '公益性岗位', en: 'public post' },
  enterprise: { 'zh-CN': '企业就业', en: 'enterprise' },
  flexible: { 'zh-CN': '灵活就业', en: 'flexible work' },
  self_employed: { 'zh-CN': '自主创业', en: 'self-employed' },
  work_for_relief: { 'zh-CN': '以工代赈', en: 'work for relief' },
  farming: { 'zh-CN': '务农', en: 'farming' },
} as const satisfies Words<NonNullable<Employment['channel']>>;

export const WORK_AREA_TEXT = {
  in_township: { 'zh-CN': '乡(镇)内', en: 'in the township' },
  in_county: { 'zh-CN': '乡(镇)外县内', en: 'in the county' },
  in_province: { 'zh-CN': '县外省内', en: 'in the province' },
  out_of_province: { 'zh-CN': '省外', en: 'in another province' },
} as const satisfies Words<NonNullable<Employment['workArea']>>;

export const CHANNEL_KIND_TEXT = {
  business: { 'zh-CN': '生产经营性', en: 'business' },
  property: { 'zh-CN': '财产性', en: 'property' },
} as const satisfies Words<IncomeChannel['kind']>;

export const INDUSTRY_STATUS_TEXT = {
  planned: { 'zh-CN': '规划', en: 'planned' },
  building: { 'zh-CN': '在建', en: 'being built' },
  operating: { 'zh-CN': '运营', en: 'operating' },
  off_season: { 'zh-CN': '季节性停业', en: 'off season' },
  stopped: { 'zh-CN': '停产', en: 'stopped' },
  closed: { 'zh-CN': '注销', en: 'closed' },
} as const satisfies Words<z.infer<typeof IndustryStatus>>;

export const LINKAGE_TEXT = {
  employment: { 'zh-CN': '就业带动', en: 'employment' },
  dividend: { 'zh-CN': '入股分红', en: 'dividend' },
  land: { 'zh-CN': '土地流转', en: 'land' },
  order: { 'zh-CN': '订单收购', en: 'order' },
  custody: { 'zh-CN': '托管代养', en: 'custody' },
} as const satisfies Words<Linkage['kind']>;

export const RESETTLEMENT_TEXT = {
  centralised: { 'zh-CN': '集中安置', en: 'centralised' },
  scattered: { 'zh-CN': '分散安置', en: 'scattered' },
} as const satisfies Words<NonNullable<Household['resettlement']>>;

export const SUPPORT_TEXT = {
  funds: { 'zh-CN': '资金', en: 'funds' },
  seedlings: { 'zh-CN': '种苗', en: 'seedlings' },
  technique: { 'zh-CN': '技术', en: 'technique' },
  training: { 'zh-CN': '培训', en: 'training' },
  sales: { 'zh-CN': '销路', en: 'sales' },
} as const satisfies Words<SupportEntry['kind']>;

/** The statuses of all schemes; a code that several schemes share means the same in each. */
export const STATUS_TEXT = {
  not_covered: { 'zh-CN': '未纳入', en: 'not covered' },
  under_review: { 'zh-CN': '审核中', en: 'under review' },
  covered: { 'zh-CN': '在保', en: 'covered' },
  tapering: { 'zh-CN': '渐退期', en: 'tapering' },
  stopped: { 'zh-CN': '停保', en: 'stopped' },
  institution: { 'zh-CN': '集中供养', en: 'in an institution' },
  dispersed: { 'zh-CN': '分散供养', en: 'at home' },
  contributing: { 'zh-CN': '正常缴费', en: 'contributing' },
  contributed_for: { 'zh-CN': '代缴', en: 'contributed for' },
  interrupted: { 'zh-CN': '中断', en: 'interrupted' },
  drawing: { 'zh-CN': '待遇领取', en: 'drawing' },
  transferred_out: { 'zh-CN': '转出', en: 'transferred out' },
  insured: { 'zh-CN': '正常参保', en: 'insured' },
  paid: { 'zh-CN': '已发放', en: 'paid' },
  receiving: { 'zh-CN': '享受', en: 'receiving' },
  ended: { 'zh-CN': '终止', en: 'ended' },
} as const satisfies Words<StatusCode>;
