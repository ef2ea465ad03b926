import { dayOf } from '../calendar/dates.ts';
import type { Catalogue } from '../records/language.ts';
import { intersect, minus, span, union } from './days.ts';
import { metWhileHolding, type Part } from './met-while-holding.ts';
import { defineHouseholdRule, noticeClause, type ReasonCode } from './rule.ts';
import { type MemberTerms, nobody } from './terms.ts';
import type { Ground } from './timeline.ts';

const SENTENCES = {
  no_duty: {
    'zh-CN': '家中没有既有劳动能力又有就业意愿的成员，不适用',
    en: 'No member is able and willing to work, so that this does not apply',
  },
  in_work: { 'zh-CN': '{member}在就业', en: 'In work: {member}' },
  job_ended: {
    'zh-CN': '{member}的工作已于{on}结束，尚在{count}天缓冲期内',
    en: 'A job ended on {on}, which is within the {count} days of grace: {member}',
  },
  nobody_in_work: {
    'zh-CN': '{member}有劳动能力和就业意愿，但全家无人就业',
    en: 'Able and willing to work, while nobody of the household is in work: {member}',
  },
} as const satisfies Catalogue;

type Code = ReasonCode<typeof SENTENCES>;

/** The days on which a member certainly or possibly creates the duty, and the facts missing for certainty. */
const dutyDays = ({ member, able, possiblyAble, willing, possiblyWilling }: MemberTerms) => {
  const certain = intersect(able, willing);
  const possible = minus(intersect(union(able, possiblyAble), union(willing, possiblyWilling)), certain);
  const missing: Part<Code>[] = [
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
export const householdEmployment = defineHouseholdRule({
  id: 'R3',
  name: 'household-employment',
  subject: 'household',
  title: { 'zh-CN': '家庭就业', en: 'Household employment' },
  duty: {
    'zh-CN': '有劳动能力和就业意愿的家庭至少有1人就业',
    en: 'A household able and willing to work has at least one member in work',
  },
  clause: noticeClause('二（三）2', {
    'zh-CN': '确保有劳动能力和就业意愿的贫困搬迁家庭至少有1人实现就业',
    en: 'Ensure that in every poor relocated household with labour capacity and the wish to work at least one person is in work',
  }),
  sentences: SENTENCES,
  words: {
    willingness: { 'zh-CN': '就业意愿', en: 'wish to work' },
  },
  closing: {
    gap: {
      'zh-CN': '帮助至少一名成员就业并登记就业；就业意愿或劳动能力有变化的，据实更新',
      en: 'Help at least one member into work and record the job; where willingness or capacity changed, record that',
    },
    at_risk: {
      'zh-CN': '在到期前续签或落实新的工作，并登记就业',
      en: 'Extend the job or find the next one in time, and record it',
    },
    unknown: {
      'zh-CN': '入户核实并登记成员的劳动能力和就业意愿',
      en: "Ask, and record the members' capacity and willingness",
    },
  },
  defaults: { deadlineDays: 30, autoClose: false },
  opensFlagWhenUnknown: true,
  highestLevel: 'city',
  isNoticeTarget: true,
  order: ['not_applicable', 'met', 'at_risk', 'gap', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_duty' } },
  grounds: ({ members, someoneInWork }, { settings }) => {
    const memberDuties = members.map(dutyDays);
    const duty = union(...memberDuties.flatMap(({ certain, possible }) => [certain, possible]));
    const inWork = members.map(
      ({ member, inWork: days }): Part<Code> => ({
        days,
        reason: { code: 'in_work', member: member.id },
      }),
    );
    const justEnded = members.flatMap(({ member, jobs, present, ofWorkingAge }) =>
      jobs.flatMap(({ id, until }): Ground<Code>[] => {
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
      ...memberDuties.map(
        ({ member, certain }): Ground<Code> => ({
          outcome: 'gap',
          days: certain,
          reason: { code: 'nobody_in_work', member: member.id },
        }),
      ),
      ...memberDuties.flatMap(({ missing }) =>
        missing.map(({ days, reason }): Ground<Code> => ({ outcome: 'unknown', days, reason })),
      ),
    ];
  },
});
