import pMap from 'p-map';
import type { Delivering } from '../../shared/channels/deliver.ts';
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

/** Where alerts go, and with what. */
export interface Outlets {
  readonly delivering: Delivering;
  readonly channelsOf: (county: AreaCode) => Promise<readonly AreaChannel[]>;
  /** The address of the ledger, which alerts lead to. */
  readonly ledger?: string | undefined;
}

/** Counties that are gone through at the same time: where a channel of one hangs, the others are served. */
const AT_ONCE = 10;

/** Goes through the counties; one that fails is named and stops no other. */
const eachCounty = async (
  deps: Deps,
  what: string,
  within: AreaCode | undefined,
  work: (county: AreaCode) => Promise<void>,
): Promise<AreaCode[]> => {
  const failed: AreaCode[] = [];
  const attempt = ({ code }: { readonly code: AreaCode }): Promise<void> =>
    work(code).catch((error: unknown) => {
      failed.push(code);
      deps.log(`${what}_failed`, { county: code, error: String(error) });
    });
  await pMap(deps.areas.counties(within), attempt, { concurrency: AT_ONCE });
  return failed.sort();
};

/** Gathers what is urgent, and sends what is to be sent: every few minutes, and after a digest. */
export async function deliverAlerts(
  deps: Deps,
  { delivering, channelsOf, ledger }: Outlets,
  within?: AreaCode,
): Promise<DeliveryCounts & { readonly gathered: number; readonly failedCounties: readonly AreaCode[] }> {
  const total = { gathered: 0, alerts: 0, delivered: 0, waiting: 0, failed: 0 };
  const failedCounties = await eachCounty(deps, 'delivery', within, async (county) => {
    const gathered = await gatherUrgent(deps, county);
    total.gathered += gathered;
    const done = await deliverCounty(deps, delivering, county, await channelsOf(county), ledger);
    for (const field of ['alerts', 'delivered', 'waiting', 'failed'] as const) total[field] += done[field];
  });
  return { ...total, failedCounties };
}

/** Tells each county whose audit of the night did not go through, also on days without a digest. Gives who failed. */
export const sendFailedRunAlerts = (deps: Deps, within?: AreaCode): Promise<AreaCode[]> =>
  eachCounty(deps, 'run_failed', within, async (county) => {
    await sendFailedRunAlert(deps, county, dateInShanghai(deps.clock()));
  });

export const isDigestDay = (on: PlainDate): boolean => chineseCalendar.isWorkingDay(dayOf(on));

/** Whether the digest of a day has been gone through everywhere. */
export async function hasDigest({ table }: Deps, on: PlainDate): Promise<boolean> {
  const { items } = await runsOf(table, 'digest', { limit: 20 });
  return items.some(
    (run) => run.on === on && run.area === undefined && run.endedAt && (run.failed ?? []).length === 0,
  );
}

/**
 * Makes the digests of the clock's day, county by county, and leaves the record of the run. What the days before would
 * have told is in it. Made once a day, however often it is run.
 */
export async function makeDigests(deps: Deps, { by, area }: Pick<Run, 'by' | 'area'>): Promise<Run> {
  const { table, clock, newId } = deps;
  const instant = () => new Date(clock()).toISOString();
  const on = dateInShanghai(clock());
  const begun: Run = {
    ...{ job: 'digest', run: newId(), on, by, startedAt: instant() },
    ...(area ? { area } : {}),
  };
  await putRun(table, begun);
  const counts = { looked: 0, changed: 0 };
  const failed = await eachCounty(deps, 'digest', area, async (county) => {
    counts.looked++;
    if (await sendFailedRunAlert(deps, county, on)) counts.changed++;
    await gatherUrgent(deps, county);
    const made = await digestCounty(deps, county, on);
    counts.changed += made;
  });
  const ended: Run = { ...begun, ...counts, failed, endedAt: instant() };
  await putRun(table, ended);
  return ended;
}
