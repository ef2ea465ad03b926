/** Code lists: the Chinese value in sheets → the code in records. */

export const CAPACITIES = {
  普通劳动力: 'ordinary',
  技能劳动力: 'skilled',
  弱劳动力或半劳动力: 'weak_or_half',
  丧失劳动力: 'lost',
  无劳动力: 'none',
} as const;

export const WILLINGNESS = { 愿意: 'willing', 不愿意: 'unwilling' } as const;

export const SERVICE = { 无: 'none', 服役: 'serving', 服刑: 'custody' } as const;

export const CONDITIONS = { 有条件: 'able', 无条件: 'unable' } as const;

export const SEXES = { 男: 'male', 女: 'female' } as const;

export const EMPLOYMENT_CHANNELS = {
  外出务工: 'migrant_work',
  就业帮扶车间: 'workshop',
  帮扶车间: 'workshop',
  扶贫车间: 'workshop',
  公益性岗位: 'public_post',
  公益岗位: 'public_post',
  企业就业: 'enterprise',
  灵活就业: 'flexible',
  自主创业: 'self_employed',
  以工代赈: 'work_for_relief',
  务农: 'farming',
} as const;

export const WORK_AREAS = {
  '乡(镇)内': 'in_township',
  '乡(镇)外县内': 'in_county',
  县外省内: 'in_province',
  省外: 'out_of_province',
} as const;

export const PUBLIC_POSTS = ['护林员', '护路员', '保洁员', '护水员', '护理员', '村务管理员', '其他'] as const;

export const INDUSTRY_KINDS = [
  '种植',
  '养殖',
  '林业',
  '加工',
  '乡村旅游',
  '商贸物流',
  '电商',
  '光伏',
  '来料加工',
  '物业租赁',
  '其他',
] as const;

export const INDUSTRY_STATUSES = {
  规划: 'planned',
  在建: 'building',
  运营: 'operating',
  季节性停业: 'off_season',
  停产: 'stopped',
  注销: 'closed',
} as const;

export const LINKAGE_KINDS = {
  就业带动: 'employment',
  入股分红: 'dividend',
  土地流转: 'land',
  订单收购: 'order',
  托管代养: 'custody',
} as const;

export const RESETTLEMENTS = { 集中安置: 'centralised', 分散安置: 'scattered' } as const;

export const RESETTLEMENT_FORMS = {
  centralised: ['县城/园区', '集镇', '中心村', '行政村内就近', '移民新村', '乡村旅游区'],
  scattered: ['购房', '自建', '插花', '投亲靠友'],
} as const;

/** Returns the distinct codes of a list, for a zod enum. */
export const codesOf = <T extends Record<string, string>>(list: T) =>
  [...new Set(Object.values(list))] as [T[keyof T], ...T[keyof T][]];
