import type * as z from 'zod';
import type { LocalizedText } from '../domain/records/language.ts';
import type { RevealableField } from '../domain/records/revealed.ts';

/** Words for the masked fields. */
export const PERSONAL_FIELD_TEXT = {
  certificate: { 'zh-CN': '残疾证号码', en: 'disability certificate' },
  idNumber: { 'zh-CN': '证件号码', en: 'ID number' },
  name: { 'zh-CN': '名称', en: 'name' },
  phone: { 'zh-CN': '联系电话', en: 'phone' },
} as const satisfies Readonly<Record<z.infer<typeof RevealableField>, LocalizedText>>;
