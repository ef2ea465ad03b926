import type { Catalogue } from '../domain/records/language.ts';

/** Reasons of R1 and R2. */
export const INDUSTRY_AND_INCOME = {
  leading_industry: {
    'zh-CN': '{industry}是在运营、有佐证、有联结户的主导产业',
    en: 'A leading industry in operation, with evidence and linked households: {industry}',
  },
  no_leading_industry: {
    'zh-CN': '没有正在运营、佐证有效并带动搬迁户的主导产业',
    en: 'There is no leading industry that operates, has fresh evidence and is linked to relocated households',
  },
  share_below: {
    'zh-CN': '主导产业联结的搬迁户不足本安置点住户的{percent}%，带动作用不明显',
    en: "Leading industries are linked to less than {percent} % of the site's households",
  },
  wage: {
    'zh-CN': '{member}有稳定的工资收入（{job}）',
    en: 'A stable wage of {member} ({job})',
  },
  wage_days: {
    'zh-CN': '{member}近一年内务工满{count}天，有稳定的工资收入',
    en: 'A stable wage: in work for {count} days or more within the past year, {member}',
  },
  business: {
    'zh-CN': '{channel}有经营净收入，且已按期核实',
    en: 'A business with a net income, confirmed in time: {channel}',
  },
  property: {
    'zh-CN': '{channel}有财产性收入，合同期内有效',
    en: 'Income from property, its contract in force: {channel}',
  },
  statement: {
    'zh-CN': '{count}年家庭收入表中生产经营净收入为正，可认定到{on}',
    en: 'The income statement of {count} shows a positive net income from business; it counts until {on}',
  },
  safety_net: {
    'zh-CN': '已享受兜底保障：{of}{what}',
    en: 'A safety net is in force: {what}{of}',
  },
  no_channel: {
    'zh-CN': '没有一条稳定增收渠道',
    en: 'There is no stable income channel',
  },
} as const satisfies Catalogue;

/** Reasons of R3 and R4. */
export const WORK_AND_PLAN = {
  no_duty: {
    'zh-CN': '家中没有既有劳动能力又有就业意愿的成员，不适用',
    en: 'No member is able and willing to work, so that this does not apply',
  },
  in_work: {
    'zh-CN': '{member}在就业',
    en: 'In work: {member}',
  },
  job_ended: {
    'zh-CN': '{member}的工作已于{on}结束，尚在{count}天缓冲期内',
    en: 'A job ended on {on}, which is within the {count} days of grace: {member}',
  },
  nobody_in_work: {
    'zh-CN': '{member}有劳动能力和就业意愿，但全家无人就业',
    en: 'Able and willing to work, while nobody of the household is in work: {member}',
  },
  no_plan_duty: {
    'zh-CN': '不属于有条件发展产业的搬迁户，不适用',
    en: 'The household is not suited to a development plan, so that this does not apply',
  },
  plan: {
    'zh-CN': '已制定产业发展规划（{plan}）',
    en: 'A development plan is in force ({plan})',
  },
  no_plan: {
    'zh-CN': '有条件发展产业，但没有在执行的产业发展规划',
    en: 'The household is suited to a development plan and has none in force',
  },
} as const satisfies Catalogue;
