import { addMonths, dayOf } from '../dates.ts';
import { intersect, minus, outside, span, union } from './days.ts';
import type { HouseholdRule } from './rule.ts';
import type { Settings } from './settings.ts';
import { daysWhen, type HouseholdTerms, nobody, standing, transfersOf, unrecorded } from './terms.ts';

/**
 * The assessments in force day by day. Of one scheme the latest stands, and of two on one day the one that found
 * the household eligible: whoever does not qualify for 特困 may still qualify for 低保.
 */
const assessed = ({ household }: HouseholdTerms, settings: Settings) => {
  const sorted = standing(household.assessments)
    .map(({ on, scheme, eligible }) => ({ on, scheme, day: dayOf(on), eligible }))
    .sort((a, b) => a.day - b.day || Number(a.eligible) - Number(b.eligible));
  return {
    recent: union(...sorted.map(({ day }) => span(day, addMonths(day, settings.assessmentMonths) - 1))),
    overdue: sorted.flatMap(({ on, scheme, day, eligible }, i) => {
      const next = sorted.slice(i + 1).find((one) => one.scheme === scheme);
      const from = day + settings.assessmentGraceDays + 1;
      return eligible ? [{ on, days: next ? span(from, next.day - 1) : span(from) }] : [];
    }),
  };
};

/** Days on which the latest recorded income per head leaves open whether the household needs a safety net. */
const lowOrUnsaid = ({ household }: HouseholdTerms, settings: Settings) => {
  const perCapita = household.statements
    .flatMap(({ date, perCapita: value }) => (value === undefined ? [] : [{ from: date, value }]))
    .sort((a, b) => dayOf(a.from) - dayOf(b.from));
  return {
    low: daysWhen(perCapita, (yuan) => yuan < settings.dibaoLine),
    unsaid: unrecorded(perCapita),
  };
};

/** 对符合条件的搬迁人口，要纳入低保体系实施政策性兜底脱贫. */
export const householdSafetyNet: HouseholdRule = {
  id: 'R7',
  name: 'household-safety-net',
  subject: 'household',
  clause: '二（三）3',
  order: ['gap', 'met', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_safety_net_needed' } },
  grounds: (terms, { settings }) => {
    const { dibao, tekun } = terms;
    const covered = union(dibao.inForce, tekun.inForce);
    const coverStale = union(dibao.stale, tekun.stale);
    const { sources, inForce, stale } = transfersOf(terms);
    const nobodyAble = nobody(union(terms.someoneAble, terms.someonePossiblyAble));
    const withoutTransfer = minus(nobodyAble, inForce);
    const { overdue, recent } = assessed(terms, settings);
    const { low, unsaid } = lowOrUnsaid(terms, settings);
    const open = outside(recent);
    return [
      ...overdue.map(
        ({ on, days }) =>
          ({
            outcome: 'gap',
            days: minus(days, union(covered, coverStale)),
            reason: { code: 'eligible_without_cover', on },
          }) as const,
      ),
      { outcome: 'gap', days: minus(withoutTransfer, stale), reason: { code: 'nobody_able_no_transfer' } },
      { outcome: 'met', days: dibao.inForce, reason: { code: 'safety_net', what: 'dibao' } },
      { outcome: 'met', days: tekun.inForce, reason: { code: 'safety_net', what: 'tekun' } },
      ...sources.map(
        ({ what, member, stale: days }) =>
          ({
            outcome: 'unknown',
            days: member ? intersect(days, withoutTransfer) : days,
            reason: { code: 'stale', what, ...(member ? { member } : {}) },
          }) as const,
      ),
      {
        outcome: 'unknown',
        days: intersect(open, low),
        reason: { code: 'below_line_unassessed', count: settings.dibaoLine },
      },
      {
        outcome: 'unknown',
        days: intersect(open, unsaid),
        reason: { code: 'missing', what: 'income_per_head' },
      },
    ];
  },
};
