import type { Deps } from '../../shared/deps.ts';
import type { FrozenCounty, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import { closeCounty, frozenTownships } from '../../shared/table/assessments/frozen.ts';
import { countyHash } from './hashes.ts';

/** Closes a county's month if all of its townships are complete; returns undefined if not. */
export async function closeIfComplete(
  deps: Deps,
  opened: OpenedMonth,
  run: string,
): Promise<FrozenCounty | undefined> {
  const { county, month } = opened;
  const complete = await frozenTownships(deps.table, opened.townships, month);
  if (complete.length < opened.townships.length) return undefined;
  const townships = Object.fromEntries(complete.map(({ area, hash }) => [area, hash]));
  const hash = countyHash(opened, townships);
  const at = new Date(deps.clock()).toISOString();
  return closeCounty(deps.table, { county, month, townships, hash, run, at });
}
