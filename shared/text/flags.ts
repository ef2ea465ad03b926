import type { ManualEvent, ManualStep } from '../domain/ledger/allowed-steps.ts';
import type { FlagState } from '../domain/ledger/flag.ts';
import type { LocalizedText } from '../domain/records/language.ts';

export const FLAG_STATE_TEXT = {
  open: { 'zh-CN': '待交办', en: 'open' },
  assigned: { 'zh-CN': '已交办', en: 'assigned' },
  rectifying: { 'zh-CN': '整改中', en: 'being rectified' },
  rectified: { 'zh-CN': '待复核', en: 'rectified' },
  returned: { 'zh-CN': '已退回', en: 'returned' },
  waived: { 'zh-CN': '已暂缓', en: 'waived' },
  closed: { 'zh-CN': '已销号', en: 'closed' },
} as const satisfies Readonly<Record<FlagState, LocalizedText>>;

/** Names of a flag's steps in sentences. */
export const FLAG_EVENT_TEXT = {
  open: { 'zh-CN': '手工登记', en: 'open it by hand' },
  assign: { 'zh-CN': '交办', en: 'assign it' },
  start: { 'zh-CN': '开始整改', en: 'begin work on it' },
  note: { 'zh-CN': '填写整改记录', en: 'note on it' },
  evidence: { 'zh-CN': '补充佐证', en: 'add evidence' },
  submit: { 'zh-CN': '提交整改', en: 'submit it' },
  verify: { 'zh-CN': '复核销号', en: 'verify it' },
  return: { 'zh-CN': '退回', en: 'return it' },
  waive: { 'zh-CN': '暂缓', en: 'waive it' },
} as const satisfies Readonly<Record<ManualEvent, LocalizedText>>;

/** The same with who it is up to. */
export const FLAG_STEP_TEXT = {
  open: { 'zh-CN': '手工登记（经办人员、县级分管领导）', en: 'open it by hand (clerks, county lead)' },
  assign: { 'zh-CN': '交办（县级分管领导）', en: 'assign it (county lead)' },
  note: { 'zh-CN': '填写整改记录（责任人、经办人员）', en: 'note on it (assignee, clerks)' },
  submit: { 'zh-CN': '提交整改（责任人）', en: 'submit it (assignee)' },
  verify: { 'zh-CN': '复核销号（县级分管领导）', en: 'verify it (county lead)' },
  return: { 'zh-CN': '退回（县级分管领导）', en: 'return it (county lead)' },
  waive: { 'zh-CN': '暂缓（县级分管领导）', en: 'waive it (county lead)' },
} as const satisfies Readonly<Record<ManualStep, LocalizedText>>;
