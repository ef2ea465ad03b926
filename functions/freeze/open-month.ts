import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { isOver, lastDayOf, type Month } from '../../shared/domain/calendar/months.ts';
import { Refused } from '../../shared/domain/records/refusal.ts';
import { tolerant } from '../../shared/domain/records/tolerant.ts';
import { RULES_VERSION, underPolicy } from '../../shared/domain/rules/evaluation.ts';
import { type Policy, Settings } from '../../shared/domain/rules/settings.ts';
import { openedMonth, openMonth } from '../../shared/table/assessments/frozen.ts';

/**
 * Opens a county's month: stores the instant, the version of the rules and the settings for all of its townships, or
 * returns them if another run has. Throws `Refused` for a month that is not over.
 */
export async function openCountyMonth(
  deps: Deps,
  run: string,
  county: AreaCode,
  month: Month,
): Promise<OpenedMonth> {
  const begun = await openedMonth(deps.table, county, month);
  if (begun) return begun;
  const now = deps.clock();
  if (!isOver(month, dateInShanghai(now))) throw new Refused('month_not_over', 'month', { month });
  const on = lastDayOf(month);
  const policy = await deps.policies(county, on);
  return openMonth(deps.table, {
    county,
    month,
    on,
    frozenAt: new Date(now).toISOString(),
    rulesVersion: RULES_VERSION,
    under: underPolicy(policy),
    settings: policy.settings,
    townships: deps.areas.townships(county).map(({ code }) => code),
    run,
  });
}

/** Returns the policy that a month was opened with. Throws a `$ZodError` if its settings are invalid. */
export const policyOf = async (
  deps: Deps,
  { county, on, under, settings }: OpenedMonth,
): Promise<Policy> => ({
  settings: tolerant(Settings).parse(settings),
  version: under,
  calendar: (await deps.policies(county, on)).calendar,
});
