import type { Catalogue } from '../records/language.ts';

/** Sentences of reasons that more than one rule uses. */
export const SHARED_SENTENCES = {
  not_moved_in: {
    'zh-CN': '尚未搬迁入住，暂不适用',
    en: 'Not yet moved in, so that nothing applies yet',
  },
  moved_in_missing: {
    'zh-CN': '未登记入住时间，无法判断',
    en: 'The date of moving in is not recorded, so that nothing can be told',
  },
  duty_not_begun: {
    'zh-CN': '本县自{on}起执行该项要求，此前不适用',
    en: 'The county applies this duty from {on} on, so that nothing applies before',
  },
  dissolved: {
    'zh-CN': '该户已于{on}销户，不再适用',
    en: 'The household was dissolved on {on}, so that nothing applies any more',
  },
  vacated: {
    'zh-CN': '该安置点已于{on}停用，不再适用',
    en: 'The site was vacated on {on}, so that nothing applies any more',
  },
  ends: {
    'zh-CN': '按现有登记只能维持到{on}，之后将不再符合要求',
    en: 'By what is recorded this holds until {on} only',
  },
  missing: {
    'zh-CN': '{of}{what}未登记，无法判断',
    en: 'It cannot be told, since this is not recorded: {what}{of}',
  },
  stale: {
    'zh-CN': '{of}{what}的登记已超过有效期，需重新核实',
    en: 'What is recorded of this is out of date and has to be confirmed again: {what}{of}',
  },
  safety_net: { 'zh-CN': '已享受兜底保障：{of}{what}', en: 'A safety net is in force: {what}{of}' },
} as const satisfies Catalogue;

/** Words for codes of a reason's `what` that more than one rule uses. */
export const SHARED_WORDS = {
  capacity: { 'zh-CN': '劳动能力', en: 'labour capacity' },
  pension: { 'zh-CN': '养老保险', en: 'pension' },
} as const satisfies Catalogue;

/** The action that closes a finding with one of these reasons, for any rule. */
export const SHARED_CLOSING = {
  moved_in_missing: { 'zh-CN': '先登记搬迁入住时间', en: 'Record the date of moving in first' },
} as const satisfies Catalogue;
