import type { LocalizedText } from '../../../shared/domain/records/language.ts';
import { RECORD_FIELD_TEXT } from '../../../shared/text/fields.ts';
import { SETTING_TEXT } from '../../../shared/text/settings.ts';

/** Fields that mean the same in many schemas. A schema that means something else describes its field by `.meta()`. */
const COMMON = {
  at: { 'zh-CN': '时刻', en: 'when' },
  by: { 'zh-CN': '谁', en: 'by whom' },
  changesOn: {
    'zh-CN': '何日结论会自行改变',
    en: 'the day on which it changes although nobody edits anything',
  },
  code: { 'zh-CN': '代码', en: 'code' },
  dueOn: { 'zh-CN': '整改期限', en: 'the day by which it has to be closed' },
  event: { 'zh-CN': '事件', en: 'event' },
  evidence: { 'zh-CN': '佐证', en: 'evidence' },
  household: { 'zh-CN': '户', en: 'the household' },
  id: { 'zh-CN': '编号', en: 'id' },
  industry: { 'zh-CN': '产业编号', en: 'the industry' },
  industryId: { 'zh-CN': '产业编号', en: 'the industry' },
  items: { 'zh-CN': '各项', en: 'items' },
  member: { 'zh-CN': '成员编号', en: 'the member' },
  memberId: { 'zh-CN': '成员编号', en: 'the member' },
  openedOn: { 'zh-CN': '发现日期', en: 'the day on which it was found' },
  outcome: { 'zh-CN': '结论', en: 'outcome' },
  role: { 'zh-CN': '角色', en: 'role' },
  rule: { 'zh-CN': '规则', en: 'rule' },
  rules: { 'zh-CN': '各规则', en: 'by rule' },
  since: { 'zh-CN': '自何日起', en: 'since' },
  state: { 'zh-CN': '状态', en: 'state' },
  text: { 'zh-CN': '说明', en: 'what is said' },
  title: { 'zh-CN': '标题', en: 'title' },
  untilIs: { 'zh-CN': '结束时间是预计还是实际', en: 'whether the end is planned or has happened' },
  value: { 'zh-CN': '值', en: 'value' },
  version: { 'zh-CN': '版本', en: 'version' },
} as const;

const NAMES: Readonly<Record<string, LocalizedText>> = { ...RECORD_FIELD_TEXT, ...SETTING_TEXT, ...COMMON };

/** Returns what a field is called in general, as `中文 · English`; undefined for a field that has no such name. */
export function fieldName(field: string): string | undefined {
  const text = NAMES[field];
  return text && `${text['zh-CN']} · ${text.en}`;
}
