import type { Catalogue, LocalizedText } from '../domain/records/language.ts';
import { FIELD_TEXT } from './inputs.ts';

/** Stands in place of a record that the caller may not see. */
export const OUTSIDE_TEXT: LocalizedText = { 'zh-CN': '不在您的辖区', en: 'outside your areas' };

const DATES = {
  date_after_today: {
    'zh-CN': '日期{date}晚于今天（{today}），只能登记已经发生的情况，请核对日期',
    en: '{date} is after today ({today}); only what has happened can be entered, so please check the date',
  },
  date_before_today: {
    'zh-CN': '日期{date}早于今天（{today}），请填今天或以后的日期',
    en: '{date} is before today ({today}); please give today or a later day',
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

const FLAGS = {
  flag_unknown: {
    'zh-CN': '没有这个问题，请核对编号；检查中发现的问题可以手工登记',
    en: 'There is no such flag; please check its id. What an inspection found can be opened by hand',
  },
  flag_step_not_possible: {
    'zh-CN': '该问题现在是“{state}”，不能{event}；现在可以：{possible}',
    en: 'The flag is {state}: you cannot {event} now. Possible now: {possible}',
  },
  flag_waived: {
    'zh-CN': '该问题已暂缓至{until}，期间不能{event}；到期后缺口仍在的自动重新打开',
    en: 'The flag is waived until {until}: you cannot {event} until then. It opens again where the gap still stands',
  },
  flag_gap_stands: {
    'zh-CN': '该问题现在是“{state}”，但按现有记录仍“{outcome}”，不能{event}；现在可以：{possible}',
    en: 'The flag is {state}, but by what is on record its outcome is still {outcome}: you cannot {event}. Possible now: {possible}',
  },
  flag_step_of_others: {
    'zh-CN': '只有该问题的整改责任人可以{event}，请由责任人办理',
    en: 'Only whoever the flag is assigned to can {event}; please leave it to them',
  },
  flag_second_person: {
    'zh-CN': '使该问题消除的事实由您登记，或由您提交整改，须由另一位县级分管领导{event}；您可以退回',
    en: 'You entered what cleared the flag, or submitted it: another county lead has to {event}. You can return it',
  },
  rule_not_of_record: {
    'zh-CN': '规则{rule}不评价这类档案，请选择其他规则',
    en: 'Rule {rule} does not look at such a record; please choose another rule',
  },
  rule_needs_member: {
    'zh-CN': '规则{rule}按成员评价，请指明成员',
    en: 'Rule {rule} looks at members one by one; please name the member',
  },
  rule_takes_no_member: {
    'zh-CN': '规则{rule}按整户或安置点评价，请不要指明成员',
    en: 'Rule {rule} looks at the whole record; please name no member',
  },
} as const satisfies Catalogue;

const NUMBERS = {
  area_not_configured: {
    'zh-CN': '区划代码{code}不在本系统服务的范围（{area}）之内，请核对；如需增加地市，请联系系统管理员',
    en: '{code} lies outside the prefectures that this system serves ({area}); please check it, or ask the operator to add its prefecture',
  },
  areas_not_configured: {
    'zh-CN': '您账号的区划（{codes}）都不在本系统服务的范围（{area}）之内，请联系管理员更正授权',
    en: 'None of the areas of your account ({codes}) lies in the prefectures that this system serves ({area}); have the administrator correct them',
  },
  area_replaced: {
    'zh-CN': '区划代码{code}（{name}）自{on}后不再使用，现为{area}，请改用现行代码',
    en: '{code} ({name}) has not been in use since {on} and is {area} today; please give the code of today',
  },
  area_not_in_use: {
    'zh-CN': '{area}不是在用的区划代码，请从区划列表（/areas）中选择',
    en: '{area} is no division in use; please choose one of the list of divisions (/areas)',
  },
  area_needed: {
    'zh-CN': '您的辖区不止一处，请用area写明要看哪一处',
    en: 'You have more than one area; please say with area which one is meant',
  },
  numbers_to_come: {
    'zh-CN': '{date}还没有到（今天是{today}），请选择今天或以前的日期',
    en: '{date} is yet to come (today is {today}); please choose today or a day before',
  },
  numbers_not_stored: {
    'zh-CN':
      '{area}到{date}没有存档的数字（当日没有核查），请换一个日期，或查看走势（/numbers/trend）里有哪些日期',
    en: 'No numbers of {area} are on record for {date}: nobody audited it; please choose another day, as /numbers/trend has them',
  },
  village_today_only: {
    'zh-CN': '数字按乡镇存档，村（{area}）只能看今天的；请选择乡镇，或去掉日期',
    en: 'Numbers are kept by township, and a village ({area}) has those of today alone; please ask for its township, or for no day',
  },
  trend_too_long: {
    'zh-CN': '一次最多看{most}天，所选为{days}天，请缩短起止日期',
    en: 'At most {most} days at a time, and these are {days}; please choose fewer',
  },
  trend_backwards: {
    'zh-CN': '止于{until}，早于起日{from}，请核对两个日期',
    en: 'The last day, {until}, lies before the first, {from}; please check both',
  },
  league_of_township: {
    'zh-CN': '{area}之下没有可比的单位，请选择县（比乡镇）或市（比县）',
    en: '{area} has nothing within it to compare; please choose a county, for its townships, or a city, for its counties',
  },
} as const satisfies Catalogue;

const SETTINGS = {
  settings_in_past: {
    'zh-CN': '不能从{date}起改设置：今天是{today}，已过的日子按当时的设置评判；请从今天或以后的日期起',
    en: 'Settings cannot change from {date}: today is {today}, and days that are over are judged by what held on them; please choose today or later',
  },
  settings_in_force: {
    'zh-CN': '{date}起的设置已经生效，不能修改或撤回；如需改变，请从以后的日期起另设一版',
    en: 'The settings from {date} are in force and can be neither edited nor withdrawn; please put down others from a later day',
  },
  settings_not_there: {
    'zh-CN': '没有从{date}起的设置，请核对日期',
    en: 'There are no settings from {date}; please check the day',
  },
  channel_outside_county: {
    'zh-CN': '通道的区划须在{area}之内，请改为该县或其乡镇的代码',
    en: 'The area of a channel lies within {area}; please give the county’s code or one of its townships’',
  },
  settings_wage_days: {
    'zh-CN': '稳定务工天数{days}多于统计期{window}天，永远达不到；请减少天数或延长统计期（wageWindowDays）',
    en: '{days} days of work within {window} can never be reached; please ask for fewer, or within more (wageWindowDays)',
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
  failed: {
    'zh-CN': '系统内部错误，本条没有保存，请联系管理员',
    en: 'An internal error: nothing of this was saved; please tell the administrator',
  },
  busy: {
    'zh-CN': '系统繁忙，本次没有保存，请稍后再试',
    en: 'The system is busy and nothing was saved; please try again in a moment',
  },
  person_not_here: {
    'zh-CN': '没有登记此人，或不在你的区划内；请核对身份证号码，仍查不到的请联系其迁入地',
    en: 'Nobody is on record with this number, or not in your areas; please check it, or ask where they have moved to',
  },
  month_not_frozen: {
    'zh-CN':
      '{month}的月末结论尚未封存；上个月由系统在次月1日封存，更早的月份请系统管理员用 houfu freeze 封存',
    en: '{month} is not yet frozen; the last month is frozen on the 1st of the next, an earlier one by an administrator with houfu freeze',
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

/** Refusals of requests with the remedy, by code. */
export const REFUSAL_TEXT = {
  ...DATES,
  ...HOUSEHOLDS,
  ...FACTS,
  ...SITES,
  ...FLAGS,
  ...NUMBERS,
  ...SETTINGS,
  ...HALLWAY,
  ...FIELD_TEXT,
} as const satisfies Catalogue;
