import type { Deps } from '../../shared/deps.ts';
import { dateInShanghai, dateOf, dayOf, type PlainDate } from '../../shared/domain/calendar/dates.ts';
import type { Run } from '../../shared/domain/records/run.ts';
import { putRun, runsOf } from '../../shared/table/runs.ts';
import { type ReconcileResult, reconcile } from './reconcile.ts';

/** 1970-01-01 was a Thursday. */
const lastSunday = (on: PlainDate): PlainDate => dateOf(dayOf(on) - ((((dayOf(on) + 4) % 7) + 7) % 7));

/** Returns whether the week's reconciliation is missing: none has ended since Sunday. */
export async function isReconciliationMissing({ table, clock }: Deps): Promise<boolean> {
  const sunday = lastSunday(dateInShanghai(clock()));
  const { items } = await runsOf(table, 'reconcile', { limit: 20 });
  return !items.some((run) => run.on >= sunday && run.endedAt !== undefined);
}

/** Reconciles and records the run; repaired differences count as changed. */
export async function reconcileOnRecord(
  deps: Deps,
  by: Run['by'],
  options: Parameters<typeof reconcile>[1],
): Promise<ReconcileResult> {
  const { table, clock, newId } = deps;
  const instant = () => new Date(clock()).toISOString();
  const on = dateInShanghai(clock());
  const begun: Run = { job: 'reconcile', run: newId(), on, by, startedAt: instant() };
  await putRun(table, begun);
  const result = await reconcile(deps, options);
  const { looked, differences, failed } = result;
  const changed = differences.filter(({ repaired }) => repaired).length;
  await putRun(table, { ...begun, looked, changed, failed: [...failed], endedAt: instant() });
  return result;
}
