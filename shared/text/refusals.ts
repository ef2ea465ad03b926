import type { Catalogue, Text } from './catalogue.ts';
import { FIELD_TEXT } from './inputs.ts';

/** In place of a record that whoever is refused may not see. */
export const OUTSIDE_TEXT: Text = { 'zh-CN': '不在您的辖区', en: 'outside your areas' };

const DATES = {
  date_after_today: {
    'zh-CN': '日期{date}晚于今天（{today}），只能登记已经发生的情况，请核对日期',
    en: '{date} is after today ({today}); only what has happened can be entered, so please check the date',
  },
  date_too_far_ahead: {
    'zh-CN': '日期{date}太远，最晚可填到{latest}，请核对年份',
    en: '{date} is too far ahead; the latest possible day is {latest}, so please check the year',
  },
  until_before_from: {
    'zh-CN': '结束日期{until}早于开始日期{from}，请核对两个日期',
    en: 'The end {until} lies before the start {from}; please check both',
  },
  date_before_birth: {
    'zh-CN': '日期{date}早于出生日期{birth}，请核对',
    en: '{date} lies before the birth date {birth}; please check both',
  },
} as const satisfies Catalogue;

const HOUSEHOLDS = {
  household_dissolved: {
    'zh-CN': '该户已于{on}销户，不能再登记；如属误销，请联系县级后扶办',
    en: 'The household was dissolved on {on} and takes no more entries; if by mistake, please tell the county office',
  },
  household_number_taken: {
    'zh-CN': '户编号已被另一户使用（{owner}），请核对户编号',
    en: 'Another household has this household number ({owner}); please check it',
  },
  moved_in_after_dissolved: {
    'zh-CN': '入住时间{movedIn}晚于销户时间{on}，请核对两个日期',
    en: 'The household would move in on {movedIn}, after it was dissolved on {on}; please check both',
  },
  scattered_at_site: {
    'zh-CN': '分散安置户不能登记在集中安置点，请修改安置方式或去掉安置点',
    en: 'A scattered household lives at no site; please change the resettlement or take out the site',
  },
  member_unknown: {
    'zh-CN': '该户没有这名成员，请刷新页面后重新选择',
    en: 'The household has no such member; please reload and choose again',
  },
  nothing_to_reveal: {
    'zh-CN': '该成员没有登记{field}，请去掉这一项',
    en: 'No {field} of this member is on record; please leave it out',
  },
  member_twice: {
    'zh-CN': '该户已有相同身份证号码的成员，请核对，不要重复登记',
    en: 'The household already has a member with this ID number; please check it',
  },
  member_dead: {
    'zh-CN': '该成员已于{on}去世，不能登记{date}起的情况，请核对日期',
    en: 'The member died on {on}, so that nothing can begin on {date}; please check the date',
  },
  member_gone: {
    'zh-CN': '该成员已于{on}离开本户，不能登记{date}起的情况，请核对日期',
    en: 'The member left on {on}, so that nothing can begin on {date}; please check the date',
  },
  birth_missing: {
    'zh-CN': '没有身份证号码的成员必须填写出生日期',
    en: 'A member without an ID number needs a birth date',
  },
  person_elsewhere: {
    'zh-CN': '此人已登记在另一户（{owner}），请先核实属于哪一户，再从原户移出',
    en: 'This person is on record in another household ({owner}); please find out which is right first',
  },
} as const satisfies Catalogue;

const FACTS = {
  fact_unknown: {
    'zh-CN': '没有找到这条记录，可能已变动，请刷新页面后重试',
    en: 'There is no such entry; please reload and try again',
  },
  fact_voided: {
    'zh-CN': '这条记录已作废，不能再修改；如需恢复，请重新登记',
    en: 'The entry is voided and cannot be changed; if it was right, please enter it again',
  },
  employment_already_logged: {
    'zh-CN': '同一人、同一单位、{date}开始的就业已经登记，请直接修改原记录',
    en: 'This job, begun on {date} at the same employer, is on record; please correct that entry',
  },
  coverage_already_logged: {
    'zh-CN': '{date}起的同一保障状态已经登记，请直接修改原记录',
    en: 'The same cover from {date} is on record; please correct that entry',
  },
  channel_already_logged: {
    'zh-CN': '该户自{date}起的同一增收渠道已登记，请勿重复；如需修改请更正原记录',
    en: 'The same income channel from {date} is on record already; please correct that one instead',
  },
  linkage_already_added: {
    'zh-CN': '{date}起与该产业的同类利益联结已经登记，请直接修改原记录',
    en: 'The same linkage from {date} is on record; please correct that entry',
  },
  status_not_of_scheme: {
    'zh-CN': '{scheme}没有所填的状态，请从{scheme}的状态中选择',
    en: 'This is no status of this scheme: {scheme}; please choose one of its own',
  },
  scheme_needs_member: {
    'zh-CN': '该险种按人登记，请选择成员',
    en: 'This scheme is entered per person; please choose the member',
  },
  scheme_is_households: {
    'zh-CN': '低保、特困按户登记，请不要选择成员',
    en: "This scheme is the household's; please choose no member",
  },
  transfer_ended: {
    'zh-CN': '该转移接续已到“{last}”，没有后续环节；如需重新办理，请新建一件',
    en: 'This transfer has ended ({last}) and has no further step; please start a new one if needed',
  },
  transfer_step_out_of_order: {
    'zh-CN': '不能直接登记“{step}”，下一环节应为“{expected}”，请按顺序登记',
    en: 'The step "{step}" cannot come next; the next one is "{expected}"',
  },
} as const satisfies Catalogue;

const SITES = {
  area_above_township: {
    'zh-CN': '行政区划{area}级别过高，请选择到乡镇或村',
    en: '{area} is too large; please choose a township or a village',
  },
  area_unknown: {
    'zh-CN': '没有找到这个地名，相近的有：{near}，请核对',
    en: 'No place goes by this name; near to it are: {near}',
  },
  area_ambiguous: {
    'zh-CN': '这个地名对应不止一个地方：{near}，请写明县和乡镇全称或填写区划代码',
    en: 'More than one place goes by this name: {near}; please give the full name or the code',
  },
  site_unknown: {
    'zh-CN': '没有找到这个安置点，请核对名称或先登记安置点',
    en: 'There is no such site; please check it, or register the site first',
  },
  site_in_other_county: {
    'zh-CN': '该安置点在另一个县，请选择本县的安置点，或先更正该户的迁入地',
    en: "The site lies in another county; please choose one of this county, or correct the household's area",
  },
  site_name_taken: {
    'zh-CN': '该地已有同名安置点，请核对是否重复登记，或改用能区分的名称',
    en: 'There is a site of this name already; please check whether it is the same, or choose another name',
  },
  industry_unknown: {
    'zh-CN': '该安置点没有这项产业，请核对或先登记产业',
    en: 'The site has no such industry; please check it, or add the industry first',
  },
  industry_name_taken: {
    'zh-CN': '该安置点已有同名产业，请核对是否重复，或改用能区分的名称',
    en: 'The site has an industry of this name already; please check it, or choose another name',
  },
} as const satisfies Catalogue;

const HALLWAY = {
  record_unknown: {
    'zh-CN': '没有找到该记录，或不在您的管辖范围内，请核对',
    en: 'There is no such record, or it lies outside your areas; please check it',
  },
  record_exists: {
    'zh-CN': '该记录已经存在，请勿重复登记',
    en: 'The record exists already',
  },
  not_permitted: {
    'zh-CN': '您的身份（{role}）不能办理此项，请联系有权限的人员',
    en: 'Your role ({role}) may not do this; please ask somebody whose role may',
  },
  origin_reads_only: {
    'zh-CN': '该户由迁入地（{area}）办理，迁出地只能查看，请联系迁入地',
    en: 'This household is managed where it moved to ({area}); its place of origin may only read. Please ask there',
  },
  key_used_otherwise: {
    'zh-CN': '这个幂等键（Idempotency-Key）已用于另一项请求，请换一个新的键',
    en: 'This Idempotency-Key was used for another request; please take a new one',
  },
  key_in_use: {
    'zh-CN': '同一请求正在办理，请稍候再查询结果',
    en: 'The same request is still being worked on; please ask again shortly',
  },
  outside_areas: {
    'zh-CN': '{area}不在您的管辖范围内，请选择本辖区',
    en: '{area} lies outside your areas; please choose a place within them',
  },
  busy: {
    'zh-CN': '系统繁忙，本次没有保存，请稍后再试',
    en: 'The system is busy and nothing was saved; please try again in a moment',
  },
  month_not_frozen: {
    'zh-CN': '{month}的月末结论尚未封存；每月1日封存上一个月，请届时再查',
    en: '{month} is not yet frozen; each month is frozen on the 1st of the next, so please ask again then',
  },
  month_not_over: {
    'zh-CN': '{month}还没有结束，次月1日才封存，请选择已结束的月份',
    en: '{month} is not over and is frozen on the 1st of the next month; please choose one that is over',
  },
  version_changed: {
    'zh-CN': '该记录已被他人修改，本次没有保存，请刷新后核对再提交',
    en: 'Somebody else has changed the record and nothing was saved; please reload, check and submit again',
  },
} as const satisfies Catalogue;

/** What cannot be done as it was asked, and what to do instead, by the code of the refusal. */
export const REFUSAL_TEXT = {
  ...DATES,
  ...HOUSEHOLDS,
  ...FACTS,
  ...SITES,
  ...HALLWAY,
  ...FIELD_TEXT,
} as const satisfies Catalogue;
