import type { Catalogue } from '../records/language.ts';
import { COVER_SENTENCES, exactlyOneCover } from './exactly-one-cover.ts';
import { memberCover } from './record-covers.ts';
import { defineMemberRule, noticeClause } from './rule.ts';

const SENTENCES = {
  ...COVER_SENTENCES,
  not_present: {
    'zh-CN': '该成员不在户内，不适用',
    en: 'The member is not part of the household, so that this does not apply',
  },
} as const satisfies Catalogue;

/** 每人参加居民医保或职工医保之一. */
export const memberMedicalCover = defineMemberRule({
  id: 'R5',
  name: 'member-medical-cover',
  subject: 'member',
  title: { 'zh-CN': '医疗保险', en: 'Medical cover' },
  duty: {
    'zh-CN': '每名成员参加居民医保或职工医保其中一种',
    en: "Every member is covered by exactly one of residents' and employees' medical insurance",
  },
  clause: noticeClause('二（三）3', {
    'zh-CN': '整合各类社会保障资源，逐步提高保障水平，解除后顾之忧',
    en: 'Bring together social security of every kind, raise the level of protection step by step, and relieve people of their worries',
  }),
  sentences: SENTENCES,
  words: {
    medical: { 'zh-CN': '医疗保险', en: 'medical insurance' },
  },
  closing: {
    gap: {
      'zh-CN': '办理居民医保或职工医保参保并登记；重复参保的，终止其中一种',
      en: 'Enrol the member in one of the two schemes and record it; where both are in force, end one',
    },
    unknown: {
      'zh-CN': '核实并登记最新的医疗保险参保情况',
      en: "Find out and record the member's present medical cover",
    },
  },
  defaults: { deadlineDays: 30, autoClose: true },
  highestLevel: 'city',
  order: ['gap', 'met', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'not_present' } },
  grounds: ({ member, present, birthday }, { household }, { settings }) => {
    const drawsFrom = birthday(settings.retirementAge);
    const { met, gaps, unknown } = exactlyOneCover(
      present,
      memberCover(household, member, 'resident_medical', drawsFrom, settings),
      memberCover(household, member, 'employee_medical', drawsFrom, settings),
      'medical',
    );
    return [...gaps, met, ...unknown];
  },
});
