import { addMonths, type Day, dayOf, type PlainDate } from '../calendar/dates.ts';
import type { Household } from '../records/household.ts';
import type { Catalogue } from '../records/language.ts';
import { HOUSEHOLD_DECLARED } from '../records/schemes.ts';
import { intersect, minus, outside, span, union } from './days.ts';
import { daysWhen, notVoided, unrecorded } from './fact-days.ts';
import { defineHouseholdRule, noticeClause } from './rule.ts';
import type { Settings } from './settings.ts';
import { type HouseholdTerms, nobody, transferDays } from './terms.ts';

const SENTENCES = {
  no_safety_net_needed: { 'zh-CN': '目前不需要兜底保障，不适用', en: 'No safety net is needed at present' },
  eligible_without_cover: {
    'zh-CN': '{on}评估认定符合低保或特困条件，至今未纳入',
    en: 'Assessed on {on} as eligible for subsistence allowance or destitute support, and not covered since',
  },
  nobody_able_no_transfer: {
    'zh-CN': '家中没有劳动力，也没有低保、特困或养老待遇',
    en: 'Nobody of the household is able to work, and no allowance, support or pension is in force',
  },
  below_line_unassessed: {
    'zh-CN': '人均纯收入低于{count}元，且近期没有做过低保、特困评估',
    en: 'Income per head is below {count} yuan, and there is no recent assessment',
  },
} as const satisfies Catalogue;

interface Verdict {
  readonly on: PlainDate;
  readonly day: Day;
  readonly eligible: boolean;
}

/** Returns the verdicts on one scheme, one a day, sorted; of two on the same day the eligible one counts. */
const verdictsOf = (
  assessments: Household['assessments'],
  scheme: (typeof HOUSEHOLD_DECLARED)[number],
): Verdict[] =>
  assessments
    .filter((one) => one.scheme === scheme)
    .map(({ on, eligible }) => ({ on, day: dayOf(on), eligible }))
    .sort((a, b) => a.day - b.day || Number(b.eligible) - Number(a.eligible))
    .filter((verdict, i, all) => verdict.day !== all[i - 1]?.day);

/**
 * Returns the days with a recent assessment, and the days on which a household has been eligible for longer than the
 * days of grace. A repeated eligible verdict gives no new grace. Only a later verdict on the same scheme ends
 * eligibility: a household that does not qualify for 特困 may still qualify for 低保.
 */
const assessmentDays = ({ household }: HouseholdTerms, settings: Settings) => {
  const assessments = notVoided(household.assessments);
  return {
    recent: union(
      ...assessments.map(({ on }) => {
        const day = dayOf(on);
        return span(day, addMonths(day, settings.assessmentMonths) - 1);
      }),
    ),
    overdue: HOUSEHOLD_DECLARED.flatMap((scheme) => {
      const verdicts = verdictsOf(assessments, scheme);
      return verdicts.flatMap(({ on, day, eligible }, i) => {
        if (!eligible || verdicts[i - 1]?.eligible) return [];
        const end = verdicts.slice(i).find((later) => !later.eligible);
        const from = day + settings.assessmentGraceDays + 1;
        return [{ on, days: end ? span(from, end.day - 1) : span(from) }];
      });
    }),
  };
};

/** Returns the days on which the latest income per head is below the line, and those on which none is recorded. */
const incomeDays = ({ household }: HouseholdTerms, settings: Settings) => {
  const perCapita = household.statements
    .flatMap(({ date, perCapita: value }) => (value === undefined ? [] : [{ from: date, value }]))
    .sort((a, b) => dayOf(a.from) - dayOf(b.from));
  return {
    belowLine: daysWhen(perCapita, (yuan) => yuan < settings.dibaoLine),
    withoutIncome: unrecorded(perCapita),
  };
};

/** 对符合条件的搬迁人口，要纳入低保体系实施政策性兜底脱贫. */
export const householdSafetyNet = defineHouseholdRule({
  id: 'R7',
  name: 'household-safety-net',
  subject: 'household',
  title: { 'zh-CN': '兜底保障', en: 'Safety net' },
  duty: {
    'zh-CN': '符合条件的搬迁户纳入低保或特困供养',
    en: 'Whoever is eligible has subsistence allowance or destitute support',
  },
  clause: noticeClause('二（三）3', {
    'zh-CN': '对符合条件的搬迁人口，要纳入低保体系实施政策性兜底脱贫',
    en: 'Relocated people who are eligible are to be taken into the subsistence allowance system',
  }),
  sentences: SENTENCES,
  words: {
    income_per_head: { 'zh-CN': '人均纯收入', en: 'income per head' },
  },
  closing: {
    gap: {
      'zh-CN': '按规定纳入低保或特困供养并登记；不再符合条件的，登记新的评估结果',
      en: 'Take the household into subsistence allowance or destitute support; where no longer eligible, record a new assessment',
    },
    unknown: {
      'zh-CN': '开展低保、特困评估并登记结果，或补登人均纯收入和保障情况',
      en: 'Assess the household and record the result, or record its income per head and its cover',
    },
  },
  defaults: { deadlineDays: 30, autoClose: false },
  highestLevel: 'city',
  order: ['gap', 'met', 'unknown'],
  otherwise: { outcome: 'not_applicable', reason: { code: 'no_safety_net_needed' } },
  grounds: (terms, { settings }) => {
    const { dibao, tekun } = terms;
    const covered = union(dibao.inForce, tekun.inForce);
    const coverStale = union(dibao.stale, tekun.stale);
    const { sources, inForce, stale } = transferDays(terms);
    const nobodyAble = nobody(union(terms.someoneAble, terms.someonePossiblyAble));
    const withoutTransfer = minus(nobodyAble, inForce);
    const { overdue, recent } = assessmentDays(terms, settings);
    const { belowLine, withoutIncome } = incomeDays(terms, settings);
    const unassessed = outside(recent);
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
        days: intersect(unassessed, belowLine),
        reason: { code: 'below_line_unassessed', count: settings.dibaoLine },
      },
      {
        outcome: 'unknown',
        days: intersect(unassessed, withoutIncome),
        reason: { code: 'missing', what: 'income_per_head' },
      },
    ];
  },
});
