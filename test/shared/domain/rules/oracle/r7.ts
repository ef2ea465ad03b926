import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import type { Policy } from '../../../../../shared/domain/rules/settings.ts';
import { day, happened, isWithin } from './calendar-days.ts';
import type { Covers } from './cover.ts';
import type { People } from './people.ts';

/** R7 `household-safety-net`, asked about one day. */
export const safetyNetOn = (
  household: Household,
  { settings }: Policy,
  people: People,
  covers: Covers,
): ((on: Day) => Outcome) => {
  const assessments = household.assessments.filter(({ voided }) => voided === undefined);

  /** Days since a scheme's household first qualified, counted anew after an assessment that it does not. */
  const daysEligible = (scheme: 'dibao' | 'tekun', on: Day): number => {
    const past = assessments.filter(
      (assessment) => assessment.scheme === scheme && happened(assessment.on, on),
    );
    const yes = past.filter(({ eligible }) => eligible).map((assessment) => day(assessment.on));
    const no = past
      .filter(({ eligible }) => !eligible)
      .map((assessment) => day(assessment.on))
      .filter((denied) => !yes.includes(denied));
    const lastDenied = Math.max(...no);
    return on - Math.min(...yes.filter((found) => found > lastDenied));
  };
  const perCapita = (on: Day): number | undefined =>
    household.statements
      .filter((statement) => statement.perCapita !== undefined && happened(statement.date, on))
      .sort((a, b) => day(a.date) - day(b.date))
      .at(-1)?.perCapita;

  return (on) => {
    const isRelieved = covers.isReliefInForce('dibao', on) || covers.isReliefInForce('tekun', on);
    const isReliefStale = covers.isReliefStale(on);
    const isNobodyAble = people.isAnyAble(on) === 'no';
    const isHelpless = isNobodyAble && !covers.isTransferInForce(on);
    const isTransferStale = covers.isTransferStale(on);

    const daysWaited = Math.max(daysEligible('dibao', on), daysEligible('tekun', on));
    if (daysWaited > settings.assessmentGraceDays && !isRelieved && !isReliefStale) return 'gap';
    if (isHelpless && !isTransferStale) return 'gap';
    if (isRelieved) return 'met';
    if (isReliefStale || (isHelpless && isTransferStale)) return 'unknown';
    if (assessments.some((assessment) => isWithin(assessment.on, settings.assessmentMonths, on)))
      return 'not_applicable';
    const income = perCapita(on);
    return income === undefined || income < settings.dibaoLine ? 'unknown' : 'not_applicable';
  };
};
