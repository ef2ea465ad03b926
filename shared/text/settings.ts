import type { LocalizedText } from '../domain/records/language.ts';
import type { Settings } from '../domain/rules/settings.ts';

/** The meaning of each setting, with its unit. */
export const SETTING_TEXT: Readonly<Record<keyof Settings, LocalizedText>> = {
  lookAheadDays: { 'zh-CN': '提前预警天数', en: 'how many days ahead a loss is a risk' },
  workingAge: { 'zh-CN': '劳动年龄起（岁）', en: 'age from which a member can be able or in work' },
  retirementAge: { 'zh-CN': '劳动年龄止（岁）', en: 'age at which ability to work ends' },
  tooOldToWork: { 'zh-CN': '在业视为矛盾的年龄（岁）', en: 'age from which a job contradicts the record' },
  refusals: { 'zh-CN': '拒绝推荐岗位几次', en: 'how many refused offers exempt' },
  refusalWindowDays: { 'zh-CN': '拒绝次数统计天数', en: 'within how many days they were refused' },
  refusalExemptionDays: { 'zh-CN': '拒绝后免计天数', en: 'for how many days they exempt' },
  minLinkedHouseholds: {
    'zh-CN': '主导产业至少带动户数',
    en: 'households that a leading industry must link',
  },
  minLinkedShare: {
    'zh-CN': '主导产业带动比例（0 至 1）',
    en: 'share of the site’s households that must be linked, 0 to 1',
  },
  offSeasonDays: { 'zh-CN': '季节性停业至多天数', en: 'days that an off-season may last' },
  confirmationMonths: { 'zh-CN': '核实有效月数', en: 'months for which a confirmation stands' },
  statementMonths: { 'zh-CN': '年收入有效月数', en: 'months for which a yearly statement counts' },
  assessmentMonths: { 'zh-CN': '认定有效月数', en: 'months for which an assessment stands' },
  declarationStaleMonths: {
    'zh-CN': '年度申报过期月数（自当年1月1日）',
    en: 'months from 1 January of its year after which a declaration is stale',
  },
  stableWageDays: { 'zh-CN': '稳定务工天数', en: 'days of work that make a wage stable' },
  wageWindowDays: { 'zh-CN': '务工天数统计期（天）', en: 'days within which they are counted' },
  contractDays: { 'zh-CN': '财产性合同至少天数', en: 'days that a dividend or rent contract must run' },
  graceDays: { 'zh-CN': '离岗宽限天数', en: 'days after the last job that are still a warning' },
  assessmentGraceDays: { 'zh-CN': '认定后纳保宽限天数', en: 'days from an assessment to the cover' },
  dibaoLine: { 'zh-CN': '低保标准（元/年）', en: 'line of subsistence allowance, yuan a year' },
  transferStepWorkingDays: {
    'zh-CN': '转移接续每步工作日',
    en: 'working days for each step of a pension transfer',
  },
  levelDays: { 'zh-CN': '逾期升级天数', en: 'days overdue after which a flag rises a level' },
  deadlineDays: { 'zh-CN': '各规则整改期限（天）', en: 'days until a flag of the rule is due' },
  autoClose: {
    'zh-CN': '各规则可否自动销号',
    en: 'whether the system may close a flag of the rule by itself',
  },
  dutyFrom: {
    'zh-CN': '各规则自何日起执行，此前不适用；不填为一直执行',
    en: 'the day from which the rule holds, before which it does not apply; always without it',
  },
};
