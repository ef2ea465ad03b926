import type { Outcome } from '../domain/records/evaluated.ts';
import type { Catalogue, Language, LocalizedText } from '../domain/records/language.ts';
import type { RuleId } from '../domain/records/rule-id.ts';
import { REGISTRY } from '../domain/rules/registry.ts';

/** The title of a rule; its number where this version does not have it. */
export const ruleTitle = (rule: RuleId, language: Language): string =>
  REGISTRY[rule]?.title[language] ?? rule;

/** The duty of a rule, in one line; its number where this version does not have it. */
export const ruleDuty = (rule: RuleId, language: Language): string => REGISTRY[rule]?.duty[language] ?? rule;

export const OUTCOME_TEXT = {
  met: { 'zh-CN': '已落实', en: 'met' },
  at_risk: { 'zh-CN': '有风险', en: 'at risk' },
  gap: { 'zh-CN': '未落实', en: 'gap' },
  unknown: { 'zh-CN': '待核实', en: 'unknown' },
  not_applicable: { 'zh-CN': '不适用', en: 'not applicable' },
} as const satisfies Readonly<Record<Outcome, LocalizedText>>;

export const SUBJECT_TEXT = {
  household: { 'zh-CN': '搬迁户', en: 'household' },
  site: { 'zh-CN': '安置点', en: 'site' },
  member: { 'zh-CN': '家庭成员', en: 'member' },
} as const satisfies Catalogue;
