import type { Catalogue } from '../records/language.ts';
import { intersect, minus, union } from './days.ts';
import { daysWhen, notVoided, periodOf, unrecorded } from './fact-days.ts';
import { defineHouseholdRule, noticeClause } from './rule.ts';

const SENTENCES = {
  no_plan_duty: {
    'zh-CN': '不属于有条件发展产业的搬迁户，不适用',
    en: 'The household is not suited to a development plan, so that this does not apply',
  },
  plan: { 'zh-CN': '已制定产业发展规划（{plan}）', en: 'A development plan is in force ({plan})' },
  no_plan: {
    'zh-CN': '有条件发展产业，但没有在执行的产业发展规划',
    en: 'The household is suited to a development plan and has none in force',
  },
} as const satisfies Catalogue;

/** 对有条件的搬迁户，要逐户制定落实产业发展规划. */
export const householdDevelopmentPlan = defineHouseholdRule({
  id: 'R4',
  name: 'household-development-plan',
  subject: 'household',
  title: { 'zh-CN': '产业发展规划', en: 'Development plan' },
  duty: {
    'zh-CN': '对有条件的搬迁户逐户制定并落实产业发展规划',
    en: 'Every household that is suited to it has a development plan',
  },
  clause: noticeClause('二（三）1', {
    'zh-CN': '对有条件的搬迁户，要逐户制定落实产业发展规划',
    en: 'For relocated households that are suited to it, a development plan is to be drawn up and carried out household by household',
  }),
  sentences: SENTENCES,
  words: {
    conditions: { 'zh-CN': '发展产业的条件', en: 'suitability for a development plan' },
  },
  closing: {
    gap: {
      'zh-CN': '为该户制定产业发展规划并登记',
      en: 'Draw up a development plan for the household and record it',
    },
    unknown: {
      'zh-CN': '核实并登记该户是否有条件发展产业',
      en: 'Find out and record whether the household is suited to a development plan',
    },
  },
  defaults: { deadlineDays: 30, autoClose: true },
  highestLevel: 'city',
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
});
