import type { Day } from '../../../../../shared/domain/calendar/dates.ts';
import type { Outcome } from '../../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../../shared/domain/records/household.ts';
import { holds, valueOn } from './calendar-days.ts';
import type { People } from './people.ts';

/** R4 `household-development-plan`, asked about one day. */
export const developmentPlanOn =
  (household: Household, people: People): ((on: Day) => Outcome) =>
  (on) => {
    if (people.isAnyAble(on) !== 'yes') return 'not_applicable';
    const conditions = valueOn(household.conditions, on);
    if (conditions === undefined) return 'unknown';
    if (conditions !== 'able') return 'not_applicable';
    return household.plans.some((plan) => holds(plan, on)) ? 'met' : 'gap';
  };
