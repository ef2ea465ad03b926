import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { type Cover, type Covers, isInForce } from './cover.ts';
import type { People } from './people.ts';

const exactlyOne = (covers: readonly Cover[]): Outcome => {
  const inForce = covers.filter(isInForce).length;
  if (inForce === 1) return 'met';
  if (inForce === 2) return 'gap';
  return covers.includes('absent') && !covers.includes('stale') ? 'gap' : 'unknown';
};

/** R5 `member-medical-cover`, asked about one day. */
export const medicalCoverOn =
  (member: Member, people: People, covers: Covers): ((on: Day) => Outcome) =>
  (on) => {
    if (!people.isPresent(member, on)) return 'not_applicable';
    return exactlyOne([
      covers.ofMember('resident_medical', member, on),
      covers.ofMember('employee_medical', member, on),
    ]);
  };

/** R6 `member-pension-cover`, asked about one day. */
export const pensionCoverOn =
  (member: Member, { settings }: Policy, people: People, covers: Covers): ((on: Day) => Outcome) =>
  (on) => {
    const isOfAge = people.isAged(member, settings.workingAge, on);
    if (!people.isPresent(member, on) || !isOfAge || people.isAtSchool(member, on)) return 'not_applicable';
    const resident = covers.ofMember('resident_pension', member, on);
    const outcome = exactlyOne([resident, covers.ofMember('employee_pension', member, on)]);
    const isStillPaying = resident === 'contributing' && people.isAged(member, settings.retirementAge, on);
    return outcome === 'met' && isStillPaying ? 'at_risk' : outcome;
  };
