import { type Cover, exactlyOne, memberCover } from './cover.ts';
import { type Days, intersect } from './days.ts';
import type { MemberRule, Part } from './rule.ts';
import type { Ground } from './timeline.ts';

/** The grounds of "exactly one of the residents' and the employees' scheme", on the days on which it is asked for. */
export const exactlyOneOf = (asked: Days, resident: Cover, employee: Cover, what: 'medical' | 'pension') => {
  const { one, both, none, unrecorded } = exactlyOne(resident, employee);
  const on = (days: Days) => intersect(days, asked);
  const met: Part = { days: on(one), reason: { code: 'covered', what } };
  const gaps: Ground[] = [
    { outcome: 'gap', days: on(both), reason: { code: 'duplicate_cover', what } },
    { outcome: 'gap', days: on(none), reason: { code: 'no_cover', what } },
  ];
  const unknown: Ground[] = [
    { outcome: 'unknown', days: on(resident.stale), reason: { code: 'stale', what: `resident_${what}` } },
    { outcome: 'unknown', days: on(employee.stale), reason: { code: 'stale', what: `employee_${what}` } },
    { outcome: 'unknown', days: on(unrecorded[0]), reason: { code: 'missing', what: `resident_${what}` } },
    { outcome: 'unknown', days: on(unrecorded[1]), reason: { code: 'missing', what: `employee_${what}` } },
  ];
  return { met, gaps, unknown };
};

/** 每人参加居民医保或职工医保之一. */
export const memberMedicalCover: MemberRule = {
  id: 'R5',
  name: 'member-medical-cover',
  subject: 'member',
  clause: '二（三）3',
  order: ['gap', 'met', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'not_present' } },
  grounds: ({ member, present, birthday }, { household }, { settings }) => {
    const drawsFrom = birthday(settings.retirementAge);
    const { met, gaps, unknown } = exactlyOneOf(
      present,
      memberCover(household, member, 'resident_medical', drawsFrom, settings),
      memberCover(household, member, 'employee_medical', drawsFrom, settings),
      'medical',
    );
    return [...gaps, { outcome: 'met', ...met }, ...unknown];
  },
};
