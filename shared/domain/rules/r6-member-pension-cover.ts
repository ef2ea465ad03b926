import type { Catalogue } from '../records/language.ts';
import { intersect, minus, span } from './days.ts';
import { COVER_SENTENCES, exactlyOneCover } from './exactly-one-cover.ts';
import { defineMemberRule, noticeClause } from './rule.ts';

const SENTENCES = {
  ...COVER_SENTENCES,
  no_pension_duty: {
    'zh-CN': '未到参保年龄、在校或不在户内，不适用',
    en: 'Too young, at school or not part of the household, so that this does not apply',
  },
  should_draw: {
    'zh-CN': '已到领取年龄，{what}仍是缴费状态',
    en: 'Of the age to draw, and still contributing: {what}',
  },
} as const satisfies Catalogue;

/** 16岁以上非在校人员参加居民养老或职工养老之一；居民养老满60岁应领取待遇. */
export const memberPensionCover = defineMemberRule({
  id: 'R6',
  name: 'member-pension-cover',
  subject: 'member',
  title: { 'zh-CN': '养老保险', en: 'Pension cover' },
  duty: {
    'zh-CN': '16岁以上非在校成员参加居民养老或职工养老其中一种，到龄领取待遇',
    en: "Every member of working age who is not at school is in exactly one of residents' and employees' pension",
  },
  clause: noticeClause('二（三）3', {
    'zh-CN': '整合各类社会保障资源，逐步提高保障水平，解除后顾之忧',
    en: 'Bring together social security of every kind, raise the level of protection step by step, and relieve people of their worries',
  }),
  sentences: SENTENCES,
  closing: {
    gap: {
      'zh-CN': '办理居民养老或职工养老参保并登记；重复参保的，终止其中一种',
      en: 'Enrol the member in one of the two schemes and record it; where both are in force, end one',
    },
    at_risk: {
      'zh-CN': '办理养老待遇领取，并将状态更新为待遇领取',
      en: 'Have the pension paid out, and record the status as drawing',
    },
    unknown: {
      'zh-CN': '核实并登记最新的养老保险参保情况',
      en: "Find out and record the member's present pension cover",
    },
  },
  defaults: { deadlineDays: 30, autoClose: true },
  highestLevel: 'city',
  order: ['gap', 'at_risk', 'met', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_pension_duty' } },
  grounds: (
    { present, atSchool, ofWorkingAge, residentPension, employeePension, birthday },
    _terms,
    { settings },
  ) => {
    const dutyDays = minus(intersect(present, ofWorkingAge), atSchool);
    const { met, gaps, unknown } = exactlyOneCover(dutyDays, residentPension, employeePension, 'pension');
    const shouldDraw = intersect(
      met.days,
      residentPension.contributing,
      span(birthday(settings.retirementAge)),
    );
    return [
      ...gaps,
      { outcome: 'at_risk', days: shouldDraw, reason: { code: 'should_draw', what: 'resident_pension' } },
      met,
      ...unknown,
    ];
  },
});
