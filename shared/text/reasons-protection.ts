import type { Catalogue } from '../domain/records/language.ts';

/** Reasons of R5 to R8. */
export const PROTECTION = {
  not_present: {
    'zh-CN': '该成员不在户内，不适用',
    en: 'The member is not part of the household, so that this does not apply',
  },
  covered: {
    'zh-CN': '已参加{what}',
    en: 'Covered: {what}',
  },
  duplicate_cover: {
    'zh-CN': '居民、职工两种{what}同时有效，属重复参保',
    en: "Both the residents' and the employees' scheme are in force: {what}",
  },
  no_cover: {
    'zh-CN': '登记为未参加{what}',
    en: 'Recorded as not covered: {what}',
  },
  no_pension_duty: {
    'zh-CN': '未到参保年龄、在校或不在户内，不适用',
    en: 'Too young, at school or not part of the household, so that this does not apply',
  },
  should_draw: {
    'zh-CN': '已到领取年龄，{what}仍是缴费状态',
    en: 'Of the age to draw, and still contributing: {what}',
  },
  no_safety_net_needed: {
    'zh-CN': '目前不需要兜底保障，不适用',
    en: 'No safety net is needed at present',
  },
  eligible_without_cover: {
    'zh-CN': '{on}评估认定符合低保或特困条件，至今未纳入',
    en: 'Assessed on {on} as eligible for subsistence allowance or destitute support, and not covered since',
  },
  nobody_able_no_transfer: {
    'zh-CN': '家中没有劳动力，也没有低保、特困或养老待遇',
    en: 'Nobody of the household is able to work, and no allowance, support or pension is in force',
  },
  below_line_unassessed: {
    'zh-CN': '人均纯收入低于{count}元，且近期没有做过低保、特困评估',
    en: 'Income per head is below {count} yuan, and there is no recent assessment',
  },
  no_transfer_case: {
    'zh-CN': '没有需要办理的养老保险关系转移接续，不适用',
    en: 'There is no pension transfer to carry out',
  },
  transfer_completed: {
    'zh-CN': '养老保险关系转移接续已于{on}办结',
    en: 'The pension transfer was completed on {on}',
  },
  transfer_step_due: {
    'zh-CN': '养老保险关系转移接续正在办理，“{what}”最迟应在{on}完成',
    en: 'The pension transfer is under way; this step is due by {on}: {what}',
  },
  transfer_step_overdue: {
    'zh-CN': '养老保险关系转移接续的“{what}”最迟应在{on}完成，已逾期',
    en: 'A step of the pension transfer was due by {on} and is overdue: {what}',
  },
  calendar_not_covered: {
    'zh-CN': '{on}所在年份的法定节假日尚未公布，期限暂按周末推算',
    en: 'Public holidays of the year of {on} are not known yet; the due day takes only weekends into account',
  },
} as const satisfies Catalogue;
