import { intersect, minus, span } from './days.ts';
import { exactlyOneOf } from './r5-member-medical-cover.ts';
import type { MemberRule } from './rule.ts';

/** 16岁以上非在校人员参加居民养老或职工养老之一；居民养老满60岁应领取待遇. */
export const memberPensionCover: MemberRule = {
  id: 'R6',
  name: 'member-pension-cover',
  subject: 'member',
  clause: '二（三）3',
  order: ['gap', 'at_risk', 'met', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_pension_duty' } },
  grounds: (
    { present, atSchool, ofWorkingAge, residentPension, employeePension, birthday },
    _terms,
    { settings },
  ) => {
    const asked = minus(intersect(present, ofWorkingAge), atSchool);
    const { met, gaps, unknown } = exactlyOneOf(asked, residentPension, employeePension, 'pension');
    const shouldDraw = intersect(
      met.days,
      residentPension.contributing,
      span(birthday(settings.retirementAge)),
    );
    return [
      ...gaps,
      { outcome: 'at_risk', days: shouldDraw, reason: { code: 'should_draw', what: 'resident_pension' } },
      { outcome: 'met', ...met },
      ...unknown,
    ];
  },
};
