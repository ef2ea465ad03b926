import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { Areas } from '../../shared/domain/areas/areas.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import type { Run } from '../../shared/domain/records/run.ts';
import { getAuditRun } from '../../shared/queries/audit-runs.ts';
import { putRun, runsOf } from '../../shared/table/runs.ts';
import type { AuditMessage } from './message.ts';

/** Plans a run: one message for each township of the area (of a village, its township), or for all townships. */
export const planAudit = (
  { townships }: Pick<Areas, 'townships'>,
  run: string,
  on: PlainDate,
  area?: AreaCode,
): AuditMessage[] => townships(area).map(({ code }) => ({ run, on, township: code }));

/** The most missed days that are caught up. */
const MOST_MISSED = 31;

/**
 * Returns the days to audit: today, then the missed days, latest first. Only today's audit changes flags; an earlier
 * day is counted.
 */
export function missedDays(lastOn: PlainDate | undefined, today: PlainDate): PlainDate[] {
  const missed = lastOn === undefined ? 0 : dayOf(today) - dayOf(lastOn) - 1;
  const count = Math.min(Math.max(missed, 0), MOST_MISSED);
  return Array.from({ length: count + 1 }, (_, ago) => dateOf(dayOf(today) - ago));
}

/** Records the beginning of an audit of a day, in an area or everywhere. */
export async function beginAudit(
  { table, clock, newId }: Deps,
  { on, area, by }: Pick<Run, 'on' | 'area' | 'by'>,
): Promise<Run> {
  const startedAt = new Date(clock()).toISOString();
  const run: Run = { job: 'audit', run: newId(), on, ...(area ? { area } : {}), by, startedAt };
  await putRun(table, run);
  return run;
}

/** The number of runs among which the last one of all areas is looked for. */
const LOOKED_BACK = 100;

/** Returns the days that the schedule audits now. */
export async function daysToAudit({ table, clock }: Deps): Promise<PlainDate[]> {
  const today = dateInShanghai(clock());
  const { items } = await runsOf(table, 'audit', { limit: LOOKED_BACK });
  return missedDays(items.find(({ on, area }) => on <= today && area === undefined)?.on, today);
}

/** Returns whether today's audit is missing: no run of all areas has a report of every township. */
export async function isAuditMissing(deps: Deps): Promise<boolean> {
  const today = dateInShanghai(deps.clock());
  const { items } = await runsOf(deps.table, 'audit', { limit: LOOKED_BACK });
  for (const { run, on, area } of items) {
    if (on !== today || area !== undefined) continue;
    const { missing } = await getAuditRun(deps, run, on);
    if (missing.length === 0) return false;
  }
  return true;
}
