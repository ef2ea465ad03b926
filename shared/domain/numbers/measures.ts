import type { RuleId } from '../records/rule-id.ts';
import { REGISTERED, RULES } from '../rules/registry.ts';
import { allFlags, type Day, LIVE_STATES, type Tally } from './numbers.ts';

/** The targets of the notice: a site's industry, a household's income, its employment. */
const NOTICE_TARGETS = REGISTERED.filter(({ isNoticeTarget }) => isNoticeTarget).map(({ id }) => id);

/** The measures by which townships and counties are compared. */
export const MEASURES = ['together', ...RULES, 'overdue', 'daysToClose'] as const;
export type Measure = (typeof MEASURES)[number];

/** Returns whether the highest or the lowest value is the best. */
export const bestOf = (by: Measure): 'most' | 'least' =>
  by === 'overdue' || by === 'daysToClose' ? 'least' : 'most';

const share = (part: number, total: number): number | undefined => (total > 0 ? part / total : undefined);

/** Returns the number of subjects to which a rule applies. */
export const applicableOf = ({ met, at_risk, gap, unknown }: Tally): number => met + at_risk + gap + unknown;

/** Returns the share of met subjects among those to which the rules apply (0–1); `at_risk` does not count as met. */
const metShare = ({ numbers: { rules } }: Day, ruleIds: readonly RuleId[]): number | undefined => {
  const tallies = ruleIds.flatMap((rule) => rules[rule] ?? []);
  const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
  return share(
    sum(({ met }) => met),
    sum(applicableOf),
  );
};

/** Returns the share of overdue flags among the live ones that are not waived (0–1). */
const overdueShare = ({ flags }: Day): number | undefined => {
  if (!flags) return undefined;
  const tally = allFlags(flags);
  const live = LIVE_STATES.reduce((sum, state) => sum + tally[state], 0);
  return share(tally.overdue, live - tally.waived);
};

/** Returns the mean days from finding to closing of the flags closed in the month to date. */
export const meanDays = ({ closed, closingDays }: { closed: number; closingDays: number }) =>
  share(closingDays, closed);

/** Returns the value of a day by a measure; undefined if there is nothing to measure. */
export function measuresOf(day: Day, by: Measure): number | undefined {
  if (by === 'together') return metShare(day, NOTICE_TARGETS);
  if (by === 'overdue') return overdueShare(day);
  if (by === 'daysToClose') return day.flags && meanDays(allFlags(day.flags));
  return metShare(day, [by]);
}
