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

/** A check of a county's month, or of its townships within an area. */
export interface CheckRequest {
  readonly county: AreaCode;
  readonly month: Month;
  readonly within?: AreaCode | undefined;
}

/** The numbers of what was checked and of the differences. */
export interface CheckResult {
  readonly county: AreaCode;
  readonly month: Month;
  readonly townships: number;
  readonly subjects: number;
  readonly findings: number;
  readonly differences: number;
}

/** Returns the policy of the month; undefined if its stored settings are invalid. */
const policyIn = async (deps: Deps, opened: OpenedMonth): Promise<Policy | undefined> => {
  try {
    return await policyOf(deps, opened);
  } catch {
    return undefined;
  }
};

/** Returns whether a county's month has the hash that it was closed with. */
const isAsClosed = (opened: OpenedMonth, { townships, hash }: FrozenCounty): boolean =>
  countyHash(opened, townships) === hash && opened.townships.every((township) => township in townships);

/**
 * Recomputes a county's frozen month from the records as they were known, rebuilt from their changes, and reports each
 * difference; one that comes from a newer version of the rules is marked. Works township by township in constant
 * memory. Throws `Refused` for a month that is not frozen.
 */
export async function checkMonth(
  deps: Deps,
  { county, month, within }: CheckRequest,
  onDifference: (difference: Difference) => void,
): Promise<CheckResult> {
  const frozen = (await monthsOfCounties(deps.table, [county], month)).get(county);
  if (!frozen) throw new Refused('month_not_frozen', 'month', { month });
  const { opened, closed } = frozen;
  const looked = { townships: 0, subjects: 0, findings: 0, differences: 0 };
  const report = (difference: Difference): void => {
    looked.differences++;
    onDifference(difference);
  };
  const isWhole = within === undefined || within.length <= county.length;
  // A check of one township does not need the county to be complete.
  if (!closed && isWhole) report({ what: 'county_missing', area: county });
  const policy = await policyIn(deps, opened);
  if (!policy || (closed && !isAsClosed(opened, closed))) report({ what: 'county_edited', area: county });
  if (!policy) return { county, month, ...looked };
  for (const township of opened.townships) {
    if (!isWhole && !isWithin(within, township)) continue;
    const checking = { deps, opened, policy, township, report };
    const { subjects, findings } = await checkTownship(checking, closed?.townships[township]);
    looked.townships++;
    looked.subjects += subjects;
    looked.findings += findings;
  }
  return { county, month, ...looked };
}
