import { dayOf } from '../calendar/dates.ts';
import { intersect, minus, span, union } from './days.ts';
import { type HouseholdRule, metWhileHolding, type Part } from './rule.ts';
import { type MemberTerms, nobody } from './terms.ts';
import type { Ground } from './timeline.ts';

/** Who creates the duty for certain, who possibly does, and what is not recorded of the latter. */
const duties = ({ member, able, possiblyAble, willing, possiblyWilling }: MemberTerms) => {
  const certain = intersect(able, willing);
  const possible = minus(intersect(union(able, possiblyAble), union(willing, possiblyWilling)), certain);
  const missing: Part[] = [
    {
      days: intersect(possible, possiblyAble),
      reason: { code: 'missing', what: 'capacity', member: member.id },
    },
    {
      days: intersect(possible, possiblyWilling),
      reason: { code: 'missing', what: 'willingness', member: member.id },
    },
  ];
  return { member, certain, possible, missing };
};

/** 有劳动能力和就业意愿的家庭至少有1人实现就业. */
export const householdEmployment: HouseholdRule = {
  id: 'R3',
  name: 'household-employment',
  subject: 'household',
  clause: '二（三）2',
  order: ['not_applicable', 'met', 'at_risk', 'gap', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_duty' } },
  grounds: ({ members, someoneInWork }, { settings }) => {
    const created = members.map(duties);
    const duty = union(...created.flatMap(({ certain, possible }) => [certain, possible]));
    const inWork = members.map(({ member, inWork: days }) => ({
      days,
      reason: { code: 'in_work', member: member.id },
    }));
    const justEnded = members.flatMap(({ member, jobs, present, ofWorkingAge }) =>
      jobs.flatMap(({ id, until }): Ground[] => {
        if (!until || intersect(ofWorkingAge, span(dayOf(until), dayOf(until))).length === 0) return [];
        const ended = dayOf(until);
        const days = minus(intersect(span(ended + 1, ended + settings.graceDays), present), someoneInWork);
        return [
          {
            outcome: 'at_risk',
            days,
            reason: { code: 'job_ended', member: member.id, fact: id, on: until, count: settings.graceDays },
          },
        ];
      }),
    );
    return [
      { outcome: 'not_applicable', days: nobody(duty), reason: { code: 'no_duty' } },
      ...metWhileHolding(someoneInWork, settings.lookAheadDays, inWork),
      ...justEnded,
      ...created.map(
        ({ member, certain }): Ground => ({
          outcome: 'gap',
          days: certain,
          reason: { code: 'nobody_in_work', member: member.id },
        }),
      ),
      ...created.flatMap(({ missing }) =>
        missing.map(({ days, reason }): Ground => ({ outcome: 'unknown', days, reason })),
      ),
    ];
  },
};
