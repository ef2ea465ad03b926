import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { PensionTransfer } from '../../../../../shared/domain/records/household-facts.ts';
import type { Member } from '../../../../../shared/domain/records/member.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { day, happened } from './calendar-days.ts';
import type { Covers } from './cover.ts';
import type { People } from './people.ts';

/** R8 `member-pension-transfer`, asked about one day. */
export const pensionTransferOn = (
  household: Household,
  member: Member,
  { settings, calendar }: Policy,
  people: People,
  covers: Covers,
): ((on: Day) => Outcome) => {
  const cases = household.transfers.filter(
    ({ memberId, voided }) => memberId === member.id && voided === undefined,
  );
  const workingDaysAfter = (start: Day, until: Day): number => {
    let count = 0;
    for (let next = start + 1; next <= until && count <= settings.transferStepWorkingDays; next++)
      if (calendar.isWorkingDay(next)) count++;
    return count;
  };
  /** Overdue from the day after the last of its working days: a weekend after that day is late as well. */
  const isOverdue = (last: Day, on: Day) =>
    workingDaysAfter(last, on - 1) >= settings.transferStepWorkingDays && on > last;

  const caseOn = ({ steps }: PensionTransfer, on: Day): Outcome => {
    const last = steps.filter((step) => happened(step.on, on)).at(-1);
    if (last === undefined || last.step === 'rejected') return 'not_applicable';
    if (last.step === 'completed') return 'met';
    return isOverdue(day(last.on), on) ? 'gap' : 'met';
  };

  return (on) => {
    if (!people.isPresent(member, on) || covers.isDrawing(member, on)) return 'not_applicable';
    const outcomes = cases.map((one) => caseOn(one, on));
    return (['gap', 'met'] as const).find((worst) => outcomes.includes(worst)) ?? 'not_applicable';
  };
};
