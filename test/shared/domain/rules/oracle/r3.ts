import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { daily, day, staysSo } from './calendar-days.ts';
import type { Certainty, People } from './people.ts';

/** R3 `household-employment`, asked about one day. */
export const employmentOn = (
  household: Household,
  { settings }: Policy,
  people: People,
): ((on: Day) => Outcome) => {
  const createsDuty = (member: Member, on: Day): Certainty => {
    const able = people.isAble(member, on);
    const willing = people.isWilling(member, on);
    if (able === 'no' || willing === 'no' || people.isExempt(member, on)) return 'no';
    return able === 'yes' && willing === 'yes' ? 'yes' : 'possibly';
  };
  const isSomebodyInWork = daily((on) => household.members.some((member) => people.isInWork(member, on)));
  const isJobJustOver = (member: Member, on: Day): boolean =>
    people.isPresent(member, on) &&
    people.jobsOf(member).some(({ until }) => {
      if (until === undefined) return false;
      const ago = on - day(until);
      return ago >= 1 && ago <= settings.graceDays && people.isAged(member, settings.workingAge, day(until));
    });

  return (on) => {
    const duties = household.members.map((member) => createsDuty(member, on));
    if (duties.every((duty) => duty === 'no')) return 'not_applicable';
    if (isSomebodyInWork(on))
      return staysSo(isSomebodyInWork, on, settings.lookAheadDays) ? 'met' : 'at_risk';
    if (household.members.some((member) => isJobJustOver(member, on))) return 'at_risk';
    return duties.includes('yes') ? 'gap' : 'unknown';
  };
};
