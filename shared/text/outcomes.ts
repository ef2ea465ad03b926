import type { Outcome } from '../domain/records/evaluated.ts';
import type { LocalizedText } from '../domain/records/language.ts';
import type { RuleId } from '../domain/records/rule-id.ts';

/** The duty of each rule, in one line. */
export const DUTY_TEXT = {
  R1: {
    'zh-CN': '每个集中安置点至少有1项主导产业，并对搬迁户增收有明显带动作用',
    en: 'Every centralised site has at least one leading industry that visibly lifts incomes',
  },
  R2: {
    'zh-CN': '每户至少有1条稳定增收渠道',
    en: 'Every household has at least one stable income channel',
  },
  R3: {
    'zh-CN': '有劳动能力和就业意愿的家庭至少有1人就业',
    en: 'A household able and willing to work has at least one member in work',
  },
  R4: {
    'zh-CN': '对有条件的搬迁户逐户制定并落实产业发展规划',
    en: 'Every household that is suited to it has a development plan',
  },
  R5: {
    'zh-CN': '每名成员参加居民医保或职工医保其中一种',
    en: "Every member is covered by exactly one of residents' and employees' medical insurance",
  },
  R6: {
    'zh-CN': '16岁以上非在校成员参加居民养老或职工养老其中一种，到龄领取待遇',
    en: "Every member of working age who is not at school is in exactly one of residents' and employees' pension",
  },
  R7: {
    'zh-CN': '符合条件的搬迁户纳入低保或特困供养',
    en: 'Whoever is eligible has subsistence allowance or destitute support',
  },
  R8: {
    'zh-CN': '迁出地和迁入地之间的养老保险关系按期接续',
    en: 'Pension relations between the old place and the new are bridged in time',
  },
  R9: {
    'zh-CN': '一户一档的数据完整、真实，前后不矛盾',
    en: "A household's record is complete, true and free of contradictions",
  },
} as const satisfies Readonly<Record<RuleId, LocalizedText>>;

export const OUTCOME_TEXT = {
  met: { 'zh-CN': '已落实', en: 'met' },
  at_risk: { 'zh-CN': '有风险', en: 'at risk' },
  gap: { 'zh-CN': '未落实', en: 'gap' },
  unknown: { 'zh-CN': '待核实', en: 'unknown' },
  not_applicable: { 'zh-CN': '不适用', en: 'not applicable' },
} as const satisfies Readonly<Record<Outcome, LocalizedText>>;
