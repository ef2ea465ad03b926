import type { Catalogue } from '../domain/records/language.ts';
import { CONFLICTS } from './reasons-conflicts.ts';
import { INDUSTRY_AND_INCOME, WORK_AND_PLAN } from './reasons-livelihood.ts';
import { PROTECTION } from './reasons-protection.ts';

/** Reasons that any rule can have. */
const STANDING = {
  not_moved_in: {
    'zh-CN': '尚未搬迁入住，暂不适用',
    en: 'Not yet moved in, so that nothing applies yet',
  },
  moved_in_missing: {
    'zh-CN': '未登记入住时间，无法判断',
    en: 'The date of moving in is not recorded, so that nothing can be told',
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
} as const satisfies Catalogue;

/**
 * Why a finding is what it is, one sentence a reason code. Placeholders: `{member}`, `{on}`, `{count}`, `{percent}`,
 * `{what}` (a word of `what.ts`), `{of}` (whose or which year's it is, or nothing), and for the fact
 * `{industry}`, `{job}`, `{channel}` or `{plan}`, whichever it is.
 */
export const REASON_TEXT = {
  ...STANDING,
  ...INDUSTRY_AND_INCOME,
  ...WORK_AND_PLAN,
  ...PROTECTION,
  ...CONFLICTS,
} as const satisfies Catalogue;

/** What a member or a fact is called where whoever shows the sentence gives no name. */
export const NEUTRAL_TEXT = {
  member: { 'zh-CN': '该成员', en: 'the member' },
  industry: { 'zh-CN': '该产业', en: 'the industry' },
  job: { 'zh-CN': '该项工作', en: 'the job' },
  channel: { 'zh-CN': '该增收渠道', en: 'the income channel' },
  plan: { 'zh-CN': '该规划', en: 'the plan' },
} as const satisfies Catalogue;

/** Whose, or of which year, a thing is. */
export const OF_TEXT = {
  owner: { 'zh-CN': '{name}的', en: ' ({name})' },
  year: { 'zh-CN': '{name}年', en: ' ({name})' },
} as const satisfies Catalogue;
