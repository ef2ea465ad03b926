import { intersect, minus, union } from './days.ts';
import type { HouseholdRule } from './rule.ts';
import { daysWhen, notVoided, periodOf, unrecorded } from './terms.ts';

/** 对有条件的搬迁户，要逐户制定落实产业发展规划. */
export const householdDevelopmentPlan: HouseholdRule = {
  id: 'R4',
  name: 'household-development-plan',
  subject: 'household',
  clause: '二（三）1',
  order: ['met', 'gap', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_plan_duty' } },
  grounds: ({ household, someoneAble }) => {
    const suited = intersect(
      someoneAble,
      daysWhen(household.conditions, (value) => value === 'able'),
    );
    const plans = notVoided(household.plans);
    return [
      ...plans.map(
        (plan) =>
          ({
            outcome: 'met',
            days: intersect(suited, periodOf(plan)),
            reason: { code: 'plan', fact: plan.id },
          }) as const,
      ),
      { outcome: 'gap', days: minus(suited, union(...plans.map(periodOf))), reason: { code: 'no_plan' } },
      {
        outcome: 'unknown',
        days: intersect(someoneAble, unrecorded(household.conditions)),
        reason: { code: 'missing', what: 'conditions' },
      },
    ];
  },
};
