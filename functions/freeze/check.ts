import type { Deps } from '../../shared/deps.ts';
import { type AreaCode, isWithin } from '../../shared/domain/areas/area.ts';
import type { FrozenCounty, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { Month } from '../../shared/domain/calendar/months.ts';
import { Refused } from '../../shared/domain/records/refusal.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { monthsOfCounties } from '../../shared/table/assessments/frozen.ts';
import { checkTownship } from './check-township.ts';
import type { Difference } from './difference.ts';
import { countyHash } from './hashes.ts';
import { policyOf } from './open-month.ts';

/** What is to be looked at: a county's month, of the townships within an area alone where one is given. */
export interface CheckRequest {
  readonly county: AreaCode;
  readonly month: Month;
  readonly within?: AreaCode | undefined;
}

/** How much was looked at, and how much of it is otherwise. */
export interface CheckResult {
  readonly county: AreaCode;
  readonly month: Month;
  readonly townships: number;
  readonly subjects: number;
  readonly findings: number;
  readonly differences: number;
}

/** The policy that the month was opened with; undefined where no rule could take its settings any more. */
const policyIn = async (deps: Deps, opened: OpenedMonth): Promise<Policy | undefined> => {
  try {
    return await policyOf(deps, opened);
  } catch {
    return undefined;
  }
};

/** Whether a county's month is what it was closed with. */
const isAsClosed = (opened: OpenedMonth, { townships, hash }: FrozenCounty): boolean =>
  countyHash(opened, townships) === hash && opened.townships.every((township) => township in townships);

/**
 * Recomputes a county's frozen month from the records as they were known when it was frozen, rebuilt from their
 * changes, and says each difference: none is expected, and a finding that only today's other rules find otherwise is
 * named as such. Township by township, in flat memory. Throws `Refused` for a month that nobody has frozen.
 */
export async function checkMonth(
  deps: Deps,
  { county, month, within }: CheckRequest,
  said: (difference: Difference) => void,
): Promise<CheckResult> {
  const standing = (await monthsOfCounties(deps.table, [county], month)).get(county);
  if (!standing) throw new Refused('month_not_frozen', 'month', { month });
  const { opened, closed } = standing;
  const looked = { townships: 0, subjects: 0, findings: 0, differences: 0 };
  const found = (difference: Difference): void => {
    looked.differences++;
    said(difference);
  };
  const isWhole = within === undefined || within.length <= county.length;
  // Of one township nobody asks whether the others are done.
  if (!closed && isWhole) found({ what: 'county_missing', area: county });
  const policy = await policyIn(deps, opened);
  if (!policy || (closed && !isAsClosed(opened, closed))) found({ what: 'county_edited', area: county });
  if (!policy) return { county, month, ...looked };
  for (const township of opened.townships) {
    if (!isWhole && !isWithin(within, township)) continue;
    const checking = { deps, opened, policy, township, found };
    const { subjects, findings } = await checkTownship(checking, closed?.townships[township]);
    looked.townships++;
    looked.subjects += subjects;
    looked.findings += findings;
  }
  return { county, month, ...looked };
}
