import type { Deps } from '../../shared/deps.ts';
import { alertId } from '../../shared/domain/alerts/alert.ts';
import { MessageId } from '../../shared/domain/alerts/message.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import type { PlainDate } from '../../shared/domain/calendar/dates.ts';
import { getAuditRun } from '../../shared/queries/audit-runs.ts';
import { putAlerts } from '../../shared/table/outbox/alerts.ts';
import { runsOf } from '../../shared/table/runs.ts';

/** The most recent runs, among which one of the day without failures is sought. */
const MAX_RUNS = 20;

/**
 * Creates an alert if no audit of the day succeeded in a county: none was started, a township has not reported, or
 * records failed. At most one a day. Returns whether it created one.
 */
export async function sendFailedRunAlert(deps: Deps, county: AreaCode, on: PlainDate): Promise<boolean> {
  const { table, clock, newId } = deps;
  const { items } = await runsOf(table, 'audit', { limit: MAX_RUNS });
  const ofToday = items.filter((run) => run.on === on && (run.area === undefined || run.area === county));
  const parts = await Promise.all(ofToday.map(({ run }) => getAuditRun(deps, run, on, county)));
  if (parts.some(({ failed, missing }) => failed.length + missing.length === 0)) return false;
  const [last] = parts;
  return putAlerts(table, [
    {
      ...{ kind: 'run_failed', id: alertId(county, on, 'run.audit'), message: MessageId.parse(newId()) },
      ...{ area: county, on, at: new Date(clock()).toISOString(), job: 'audit', runOn: on },
      failed: last?.failed.length ?? 0,
      missing: last?.missing.length ?? deps.areas.townships(county).length,
    },
  ]);
}
