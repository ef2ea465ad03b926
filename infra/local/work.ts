import { hasDigest, isDigestDay, sendFailedRunAlerts } from '../../functions/alerts/run.ts';
import { isAuditMissing } from '../../functions/audit/plan.ts';
import { missedMonths } from '../../functions/freeze/run.ts';
import { isReconciliationMissing } from '../../functions/reconcile/run.ts';
import { dateInShanghai } from '../../shared/domain/calendar/dates.ts';
import { runDeliveries, runDigest } from './jobs/alerts.ts';
import { runMissedAudits } from './jobs/audit.ts';
import { runFreeze } from './jobs/freeze.ts';
import type { Output } from './jobs/output.ts';
import { runReconcile } from './jobs/reconcile.ts';
import type { Machine } from './machine.ts';
import { localOutlets } from './outlets.ts';
import type { ScheduledWork } from './schedule.ts';

/** A digest that was missed is made at the start, but not before its hour. */
const DIGEST_HOUR = 8;

const hourInShanghai = (instant: number): number => new Date(instant + 8 * 3_600_000).getUTCHours();

/** The scheduled jobs of one machine, in the order in which owed ones run. */
export function scheduledWorks(
  machine: Machine,
  variables: Readonly<Record<string, string | undefined>>,
  output: Output,
): ScheduledWork[] {
  const { deps } = machine;
  const { clock } = deps;
  const outlets = localOutlets(machine, variables, output);
  const by = 'schedule';
  const today = () => dateInShanghai(clock());
  return [
    {
      job: 'audit',
      isOwed: () => isAuditMissing(deps),
      run: () => runMissedAudits(deps, output),
    },
    {
      job: 'freeze',
      isOwed: async () => (await missedMonths(deps)).length > 0,
      run: async () => {
        for (const month of await missedMonths(deps)) await runFreeze(deps, { month, by }, output);
      },
    },
    {
      job: 'reconcile',
      isOwed: () => isReconciliationMissing(deps),
      run: () => runReconcile(deps, { repair: false, by }, output),
    },
    {
      job: 'digest',
      isOwed: async () => hourInShanghai(clock()) >= DIGEST_HOUR && !(await hasDigest(deps, today())),
      // Days off have no digest, but an alert of a failed audit.
      run: () =>
        isDigestDay(today()) ? runDigest(deps, outlets, { by }, output) : sendFailedRunAlerts(deps),
    },
    { job: 'deliver', isOwed: async () => true, run: () => runDeliveries(deps, outlets, output) },
  ];
}
