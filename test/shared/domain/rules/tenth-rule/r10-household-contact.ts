import type { Catalogue } from '../../../../../shared/domain/records/language.ts';
import { span } from '../../../../../shared/domain/rules/days.ts';
import { defineHouseholdRule, noticeClause } from '../../../../../shared/domain/rules/rule.ts';

const SENTENCES = {
  contact_recorded: { 'zh-CN': '已登记联系电话', en: 'A phone number is recorded' },
  no_contact: { 'zh-CN': '没有登记联系电话', en: 'No phone number is recorded' },
} as const satisfies Catalogue;

/** A duty that nobody has set: it is added by a test. */
export const householdContact = defineHouseholdRule({
  id: 'R10',
  name: 'household-contact',
  subject: 'household',
  title: { 'zh-CN': '联系电话', en: 'Contact' },
  duty: { 'zh-CN': '每户登记联系电话', en: 'Every household has a phone number on record' },
  clause: noticeClause('二（二）6', { 'zh-CN': '资料齐全', en: 'Complete in documents' }),
  sentences: SENTENCES,
  closing: {
    gap: { 'zh-CN': '登记联系电话', en: 'Record a phone number' },
    unknown: { 'zh-CN': '登记搬迁入住时间', en: 'Record the date of moving in' },
  },
  defaults: { deadlineDays: 21, autoClose: true },
  highestLevel: 'county',
  order: ['met'],
  otherwise: { outcome: 'gap', reason: { code: 'no_contact' } },
  grounds: ({ household, lifespan: life }) =>
    household.phone ? [{ outcome: 'met', days: span(life.from), reason: { code: 'contact_recorded' } }] : [],
});
