import type { LocalizedText } from '../domain/records/language.ts';

/** Texts of alerts. They contain areas, rules, counts and days; never a name, an ID number or a phone. */
export const ALERT_TEXT = {
  digest_title: { 'zh-CN': '后扶晨报 {area} {on}', en: 'Houfu morning digest, {area}, {on}' },
  urgent_title: { 'zh-CN': '后扶预警 {area}：{count}条', en: 'Houfu alert, {area}: {count}' },
  run_failed_title: { 'zh-CN': '后扶核查未完成 {area} {on}', en: 'Houfu audit incomplete, {area}, {on}' },
  month_frozen_title: {
    'zh-CN': '后扶月度考核已固化 {area} {month}',
    en: 'Houfu month frozen, {area}, {month}',
  },
  since_last: { 'zh-CN': '上次晨报以来', en: 'Since the last digest' },
  opened: { 'zh-CN': '新增问题', en: 'New flags' },
  reopened: { 'zh-CN': '反弹问题', en: 'Reopened flags' },
  cleared: { 'zh-CN': '已整改', en: 'Cleared' },
  at_risk: { 'zh-CN': '新增风险', en: 'Newly at risk' },
  standing: { 'zh-CN': '台账现状', en: 'In the ledger' },
  open: { 'zh-CN': '未整改', en: 'Unsolved' },
  overdue: { 'zh-CN': '其中逾期', en: 'Of these overdue' },
  waiting: { 'zh-CN': '待复核', en: 'To be verified' },
  by_rule: { 'zh-CN': '分规则', en: 'By rule' },
  rule_line: {
    'zh-CN':
      '{rule} {title}：新增{opened} 反弹{reopened} 整改{cleared} 风险{at_risk} 未整改{open} 逾期{overdue}',
    en: '{rule} {title}: {opened} new, {reopened} reopened, {cleared} cleared, {at_risk} at risk, {open} unsolved, {overdue} overdue',
  },
  oldest: { 'zh-CN': '时间最长的问题', en: 'Open longest' },
  old_line: {
    'zh-CN': '{rule} {title}，{area}，{openedOn}发现，应于{dueOn}前整改',
    en: '{rule} {title}, {area}, opened on {openedOn}, due on {dueOn}',
  },
  told_opened: { 'zh-CN': '新增 {rule} {title}，{area}', en: 'New: {rule} {title}, {area}' },
  told_reopened: { 'zh-CN': '反弹 {rule} {title}，{area}', en: 'Reopened: {rule} {title}, {area}' },
  told_overdue: {
    'zh-CN': '逾期 {rule} {title}，{area}，应于{dueOn}前整改',
    en: 'Overdue: {rule} {title}, {area}, was due on {dueOn}',
  },
  told_at_risk: { 'zh-CN': '风险 {rule} {title}，{area}', en: 'At risk: {rule} {title}, {area}' },
  run_failed: {
    'zh-CN':
      '昨夜核查：{missing}个乡镇未完成，{failed}份档案出错。台账和统计可能停留在上次核查，请联系系统管理员。',
    en: 'Last night’s audit: {missing} townships incomplete, {failed} records failed. Ledger and numbers may stand as of an earlier audit; ask the administrator.',
  },
  month_frozen: {
    'zh-CN': '{month}的结论已固化，可供查阅和导出，不再改变。',
    en: 'The findings of {month} are frozen: they can be read and exported, and do not change any more.',
  },
  ledger_link: { 'zh-CN': '打开问题台账', en: 'Open the ledger' },
} as const satisfies Readonly<Record<string, LocalizedText>>;
