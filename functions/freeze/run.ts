import pMap from 'p-map';
import type { Deps } from '../../shared/deps.ts';
import { alertId } from '../../shared/domain/alerts/alert.ts';
import { MessageId } from '../../shared/domain/alerts/message.ts';
import { type AreaCode, countyOf } from '../../shared/domain/areas/area.ts';
import { dateInShanghai, dateOf, dayOf, plainDate } from '../../shared/domain/calendar/dates.ts';
import { lastDayOf, type Month, monthBefore } from '../../shared/domain/calendar/months.ts';
import type { Run } from '../../shared/domain/records/run.ts';
import { monthsOfCounties } from '../../shared/table/assessments/frozen.ts';
import { putAlerts } from '../../shared/table/outbox/alerts.ts';
import { putRun } from '../../shared/table/runs.ts';
import { type FreezeMessage, planFreeze } from './message.ts';
import { type FrozenPart, freezeTownship } from './township.ts';

/** The number of townships worked on concurrently. */
const AT_ONCE = 4;

/** The most missed months that are caught up. */
const MOST_MISSED = 12;

const isFrozen = async ({ table, areas }: Deps, month: Month): Promise<boolean> => {
  const codes = areas.counties().map(({ code }) => code);
  const months = await monthsOfCounties(table, codes, month);
  return codes.every((code) => months.get(code)?.closed !== undefined);
};

/**
 * Returns the months to freeze, latest first: those since the last month frozen everywhere, or only the last month if
 * none ever was.
 */
export async function missedMonths(deps: Deps): Promise<Month[]> {
  const last = monthBefore(dateInShanghai(deps.clock()));
  const owed: Month[] = [];
  for (let month = last; owed.length < MOST_MISSED; month = monthBefore(plainDate(`${month}-01`))) {
    if (await isFrozen(deps, month)) return owed;
    owed.push(month);
  }
  return [last];
}

/** Creates the alert that a county's month is frozen, once. */
const sendFrozenAlert = async (
  { table, clock, newId }: Deps,
  county: AreaCode,
  month: Month,
): Promise<void> => {
  const on = dateOf(dayOf(lastDayOf(month)) + 1);
  const id = alertId(county, on, `month.${month}`);
  const at = new Date(clock()).toISOString();
  await putAlerts(table, [
    { kind: 'month_frozen', id, message: MessageId.parse(newId()), area: county, on, at, month },
  ]);
};

export interface FreezeResult {
  readonly messages: readonly FreezeMessage[];
  /** The result of each message; undefined for a township that failed as a whole. */
  readonly parts: readonly (FrozenPart | undefined)[];
  readonly run: Run;
}

/**
 * Freezes a month, township by township, records the run, and alerts each county once its month is complete. A township
 * that fails stops no other. Running it again freezes what is missing.
 */
export async function freezeOnRecord(
  deps: Deps,
  month: Month,
  { by, area }: Pick<Run, 'by' | 'area'>,
  progress: (done: number) => void = () => {},
): Promise<FreezeResult> {
  const { table, clock, newId, log } = deps;
  const instant = () => new Date(clock()).toISOString();
  const begun: Run = {
    ...{ job: 'freeze', run: newId(), on: lastDayOf(month), by, startedAt: instant() },
    ...(area ? { area } : {}),
  };
  await putRun(table, begun);
  const messages = planFreeze(deps.areas, begun.run, month, area);
  let done = 0;
  const work = async (message: FreezeMessage): Promise<FrozenPart | undefined> => {
    try {
      const part = await freezeTownship(deps, message);
      const county = countyOf(message.township);
      if (part.hash && county) await sendFrozenAlert(deps, county, month);
      return part;
    } catch (error) {
      log('freeze_township_failed', { ...message, error: String(error) });
      return undefined;
    } finally {
      progress(++done);
    }
  };
  const parts = await pMap(messages, work, { concurrency: AT_ONCE });
  const run: Run = {
    ...begun,
    looked: parts.reduce((sum, part) => sum + (part?.looked ?? 0), 0),
    changed: parts.reduce((sum, part) => sum + (part?.frozen ?? 0), 0),
    failed: messages.flatMap(({ township }, i) => parts[i]?.failed ?? [township]),
    endedAt: instant(),
  };
  await putRun(table, run);
  return { messages, parts, run };
}
