import pMap from 'p-map';
import type { DeliveryDeps } from '../../shared/channels/deliver.ts';
import type { Deps } from '../../shared/deps.ts';
import type { AreaCode } from '../../shared/domain/areas/area.ts';
import { chineseCalendar } from '../../shared/domain/calendar/chinese-calendar.ts';
import { dateInShanghai, dayOf, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import type { Run } from '../../shared/domain/records/run.ts';
import type { AreaChannel } from '../../shared/domain/settings/county-channels.ts';
import { putRun, runsOf } from '../../shared/table/runs.ts';
import { type DeliveryCounts, deliverCounty } from './deliver.ts';
import { digestCounty } from './digest.ts';
import { sendFailedRunAlert } from './failed-runs.ts';
import { gatherUrgent } from './urgent.ts';

/** The channels of each county, and the dependencies to send on them. */
export interface Outlets {
  readonly delivering: DeliveryDeps;
  readonly channelsOf: (county: AreaCode) => Promise<readonly AreaChannel[]>;
  /** The URL of the ledger, to which alerts link. */
  readonly ledger?: string | undefined;
}

/** Counties are handled concurrently, so that a channel that hangs does not delay other counties. */
const CONCURRENT_COUNTIES = 10;

/** Runs the work in every county. Returns the counties in which it failed, after all have been tried. */
const forEachCounty = async (
  deps: Deps,
  event: string,
  within: AreaCode | undefined,
  work: (county: AreaCode) => Promise<void>,
): Promise<AreaCode[]> => {
  const failed: AreaCode[] = [];
  const attempt = ({ code }: { readonly code: AreaCode }): Promise<void> =>
    work(code).catch((error: unknown) => {
      failed.push(code);
      deps.log(`${event}_failed`, { county: code, error: String(error) });
    });
  await pMap(deps.areas.counties(within), attempt, { concurrency: CONCURRENT_COUNTIES });
  return failed.sort();
};

/** Creates urgent alerts and sends all that wait: every few minutes, and after a digest. */
export async function deliverAlerts(
  deps: Deps,
  { delivering, channelsOf, ledger }: Outlets,
  within?: AreaCode,
): Promise<DeliveryCounts & { readonly gathered: number; readonly failedCounties: readonly AreaCode[] }> {
  const total = { gathered: 0, alerts: 0, delivered: 0, waiting: 0, failed: 0 };
  const failedCounties = await forEachCounty(deps, 'delivery', within, async (county) => {
    const gathered = await gatherUrgent(deps, county);
    total.gathered += gathered;
    const counts = await deliverCounty(deps, delivering, county, await channelsOf(county), ledger);
    for (const field of ['alerts', 'delivered', 'waiting', 'failed'] as const) total[field] += counts[field];
  });
  return { ...total, failedCounties };
}

/** Creates an alert for each county without a successful audit today. Returns the counties in which that failed. */
export const sendFailedRunAlerts = (deps: Deps, within?: AreaCode): Promise<AreaCode[]> =>
  forEachCounty(deps, 'run_failed', within, async (county) => {
    await sendFailedRunAlert(deps, county, dateInShanghai(deps.clock()));
  });

export const isDigestDay = (on: PlainDate): boolean => chineseCalendar.isWorkingDay(dayOf(on));

/** Whether the digests of a day have been made in all counties without a failure. */
export async function hasDigest({ table }: Deps, on: PlainDate): Promise<boolean> {
  const { items } = await runsOf(table, 'digest', { limit: 20 });
  return items.some(
    (run) => run.on === on && run.area === undefined && run.endedAt && (run.failed ?? []).length === 0,
  );
}

/**
 * Creates the digests of today, county by county, and stores the run. A digest covers the days since the last one. Run
 * again on the same day it creates none.
 */
export async function makeDigests(deps: Deps, { by, area }: Pick<Run, 'by' | 'area'>): Promise<Run> {
  const { table, clock, newId } = deps;
  const instant = () => new Date(clock()).toISOString();
  const on = dateInShanghai(clock());
  const started: Run = {
    ...{ job: 'digest', run: newId(), on, by, startedAt: instant() },
    ...(area ? { area } : {}),
  };
  await putRun(table, started);
  const counts = { looked: 0, changed: 0 };
  const failed = await forEachCounty(deps, 'digest', area, async (county) => {
    counts.looked++;
    if (await sendFailedRunAlert(deps, county, on)) counts.changed++;
    await gatherUrgent(deps, county);
    // Not `+= await`: that would read the count before the wait, and lose what other counties add meanwhile.
    const made = await digestCounty(deps, county, on);
    counts.changed += made;
  });
  const ended: Run = { ...started, ...counts, failed, endedAt: instant() };
  await putRun(table, ended);
  return ended;
}
