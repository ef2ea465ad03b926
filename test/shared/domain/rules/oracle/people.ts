import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { daily, day, happened, holds, valueOn, yearsAfter } from './calendar-days.ts';

export type Certainty = 'yes' | 'possibly' | 'no';

const CAPABLE = new Set<string>(['ordinary', 'skilled', 'weak_or_half']);

/** What can be asked of the people of a household about one day. */
export const peopleOf = (household: Household, { settings }: Policy) => {
  const isPresent = (member: Member, on: Day): boolean =>
    happened(household.movedIn, on) &&
    happened(member.birth, on) &&
    (member.joined === undefined || happened(member.joined, on)) &&
    !happened(member.left, on) &&
    !happened(member.died, on);

  const isAged = (member: Member, years: number, on: Day): boolean => on >= yearsAfter(member.birth, years);

  const isAtSchool = (member: Member, on: Day): boolean =>
    (valueOn(member.schooling, on) ?? 'none') !== 'none';

  const isAble = (member: Member, on: Day): Certainty => {
    if (!isPresent(member, on) || isAtSchool(member, on)) return 'no';
    if (!isAged(member, settings.workingAge, on) || isAged(member, settings.retirementAge, on)) return 'no';
    if ((valueOn(member.service, on) ?? 'none') !== 'none') return 'no';
    const capacity = valueOn(member.capacity, on);
    if (capacity === undefined) return 'possibly';
    return CAPABLE.has(capacity) ? 'yes' : 'no';
  };

  const isWilling = (member: Member, on: Day): Certainty => {
    const willingness = valueOn(member.willingness, on);
    if (willingness === undefined) return 'possibly';
    return willingness === 'willing' ? 'yes' : 'no';
  };

  const isExempt = (member: Member, on: Day): boolean => {
    const refused = member.refusals
      .filter(({ voided }) => voided === undefined)
      .map((refusal) => day(refusal.on))
      .sort((a, b) => a - b);
    return refused.some((last, i) => {
      const first = refused[i - settings.refusals + 1];
      return (
        first !== undefined &&
        last - first <= settings.refusalWindowDays &&
        last <= on &&
        on <= last + settings.refusalExemptionDays
      );
    });
  };

  const jobsOf = (member: Member) =>
    household.employments.filter((job) => job.voided === undefined && job.memberId === member.id);

  /** Whether the member had a job on the day, present or not. */
  const worked = new Map(
    household.members.map((member) => {
      const jobs = jobsOf(member);
      return [
        member,
        daily((on) => isAged(member, settings.workingAge, on) && jobs.some((job) => holds(job, on))),
      ];
    }),
  );
  const hadWork = (member: Member, on: Day): boolean => worked.get(member)?.(on) ?? false;
  const isInWork = (member: Member, on: Day): boolean => isPresent(member, on) && hadWork(member, on);

  const presentOn = (on: Day): Member[] => household.members.filter((member) => isPresent(member, on));
  const isAnyAble = daily((on): Certainty => {
    const answers = household.members.map((member) => isAble(member, on));
    if (answers.includes('yes')) return 'yes';
    return answers.includes('possibly') ? 'possibly' : 'no';
  });

  return {
    isPresent,
    presentOn,
    isAged,
    isAtSchool,
    isAble,
    isAnyAble,
    isWilling,
    isExempt,
    jobsOf,
    hadWork,
    isInWork,
  };
};

export type People = ReturnType<typeof peopleOf>;
