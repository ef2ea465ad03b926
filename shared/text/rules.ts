import type { Catalogue, Language, LocalizedText } from '../domain/records/language.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import { DUTY_TEXT } from './outcomes.ts';

export { OUTCOME_TEXT } from './outcomes.ts';

interface RuleText {
  readonly title: LocalizedText;
  /** The duty, in one line. */
  readonly duty: LocalizedText;
  readonly clause: { readonly ref: LocalizedText; readonly quote: LocalizedText };
}

const clause = (part: string, quote: string, en: string): RuleText['clause'] => ({
  ref: {
    'zh-CN': `达市府办函〔2019〕30号 ${part}`,
    en: `Notice 达市府办函〔2019〕30号, part ${part}`,
  },
  quote: { 'zh-CN': quote, en },
});

/** The rules, each with the words of the notice that it comes from. */
export const RULE_TEXT: Readonly<Record<RuleId, RuleText>> = {
  R1: {
    title: { 'zh-CN': '安置点主导产业', en: "Site's leading industry" },
    duty: DUTY_TEXT.R1,
    clause: clause(
      '二（三）1',
      '确保每个集中安置点至少有1项主导产业，并且能对搬迁群众脱贫增收发挥明显带动作用',
      'Ensure that every centralised resettlement site has at least one leading industry that visibly helps those who were relocated out of poverty and to a higher income',
    ),
  },
  R2: {
    title: { 'zh-CN': '稳定增收渠道', en: 'Stable income channel' },
    duty: DUTY_TEXT.R2,
    clause: clause(
      '二（三）1',
      '确保每户至少有1条稳定增收渠道',
      'Ensure that every household has at least one stable channel of a higher income',
    ),
  },
  R3: {
    title: { 'zh-CN': '家庭就业', en: 'Household employment' },
    duty: DUTY_TEXT.R3,
    clause: clause(
      '二（三）2',
      '确保有劳动能力和就业意愿的贫困搬迁家庭至少有1人实现就业',
      'Ensure that in every poor relocated household with labour capacity and the wish to work at least one person is in work',
    ),
  },
  R4: {
    title: { 'zh-CN': '产业发展规划', en: 'Development plan' },
    duty: DUTY_TEXT.R4,
    clause: clause(
      '二（三）1',
      '对有条件的搬迁户，要逐户制定落实产业发展规划',
      'For relocated households that are suited to it, a development plan is to be drawn up and carried out household by household',
    ),
  },
  R5: {
    title: { 'zh-CN': '医疗保险', en: 'Medical cover' },
    duty: DUTY_TEXT.R5,
    clause: clause(
      '二（三）3',
      '整合各类社会保障资源，逐步提高保障水平，解除后顾之忧',
      'Bring together social security of every kind, raise the level of protection step by step, and relieve people of their worries',
    ),
  },
  R6: {
    title: { 'zh-CN': '养老保险', en: 'Pension cover' },
    duty: DUTY_TEXT.R6,
    clause: clause(
      '二（三）3',
      '整合各类社会保障资源，逐步提高保障水平，解除后顾之忧',
      'Bring together social security of every kind, raise the level of protection step by step, and relieve people of their worries',
    ),
  },
  R7: {
    title: { 'zh-CN': '兜底保障', en: 'Safety net' },
    duty: DUTY_TEXT.R7,
    clause: clause(
      '二（三）3',
      '对符合条件的搬迁人口，要纳入低保体系实施政策性兜底脱贫',
      'Relocated people who are eligible are to be taken into the subsistence allowance system',
    ),
  },
  R8: {
    title: { 'zh-CN': '养老保险关系转移接续', en: 'Pension transfer' },
    duty: DUTY_TEXT.R8,
    clause: clause(
      '二（三）3',
      '做好搬迁群众迁出地和迁入地之间养老保险关系衔接',
      'Bridge the pension relations of those relocated between the place they left and the place they moved to',
    ),
  },
  R9: {
    title: { 'zh-CN': '档案数据矛盾', en: 'Conflicts in the record' },
    duty: DUTY_TEXT.R9,
    clause: clause(
      '二（二）6',
      '形成内容完整、资料齐全、整洁规范的档案体系',
      'Form a system of records that is complete in content and documents, tidy and to the standard',
    ),
  },
};

/** The title of a rule; its number where this version does not have it. */
export const ruleTitle = (rule: RuleId, language: Language): string =>
  RULE_TEXT[rule]?.title[language] ?? rule;

export const SUBJECT_TEXT = {
  household: { 'zh-CN': '搬迁户', en: 'household' },
  site: { 'zh-CN': '安置点', en: 'site' },
  member: { 'zh-CN': '家庭成员', en: 'member' },
} as const satisfies Catalogue;
