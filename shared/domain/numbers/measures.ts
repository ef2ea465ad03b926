import type { RuleId } from '../records/rule-id.ts';
import { REGISTERED, RULES } from '../rules/registry.ts';
import { allFlags, type Day, LIVE_STATES, type Tally } from './numbers.ts';

/** The targets that the notice sets: a site's industry, a household's income, its employment. */
const NOTICE_TARGETS = REGISTERED.filter(({ isNoticeTarget }) => isNoticeTarget).map(({ id }) => id);

/** What townships and counties are compared by. */
export const MEASURES = ['together', ...RULES, 'overdue', 'daysToClose'] as const;
export type Measure = (typeof MEASURES)[number];

/** Whether more is better. */
export const bestOf = (by: Measure): 'most' | 'least' =>
  by === 'overdue' || by === 'daysToClose' ? 'least' : 'most';

const share = (part: number, whole: number): number | undefined => (whole > 0 ? part / whole : undefined);

/** Subjects that a rule has something to ask of. */
export const applicableOf = ({ met, at_risk, gap, unknown }: Tally): number => met + at_risk + gap + unknown;

/** Of the subjects of some rules that they apply to, the share that is met: at risk is not. */
const metShare = ({ numbers: { rules } }: Day, of: readonly RuleId[]): number | undefined => {
  const tallies = of.flatMap((rule) => rules[rule] ?? []);
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  return share(
    sum(({ met }) => met),
    sum(applicableOf),
  );
};

/** Of the live flags that are not waived, the share that is overdue. */
const overdueShare = ({ flags }: Day): number | undefined => {
  if (!flags) return undefined;
  const tally = allFlags(flags);
  const live = LIVE_STATES.reduce((sum, state) => sum + tally[state], 0);
  return share(tally.overdue, live - tally.waived);
};

/** Days from finding to closing, of what was closed in the month to date, on the average. */
export const meanDays = ({ closed, closingDays }: { closed: number; closingDays: number }) =>
  share(closingDays, closed);

/** A day by one measure; undefined where there is nothing to measure. */
export function measuresOf(day: Day, by: Measure): number | undefined {
  if (by === 'together') return metShare(day, NOTICE_TARGETS);
  if (by === 'overdue') return overdueShare(day);
  if (by === 'daysToClose') return day.flags && meanDays(allFlags(day.flags));
  return metShare(day, [by]);
}
