import pMap from 'p-map';
import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { Job, Run } from '../domain/records/run.ts';
import { runsOf } from '../table/runs.ts';
import { getAuditRun } from './audit-runs.ts';
import type { Page, PageRequest } from './page.ts';

/** A run with its progress. */
export interface RunWithProgress extends Run {
  /** Of an audit: the townships that have not reported. They are still at work or failed as a whole. */
  readonly missing?: readonly AreaCode[];
}

/** Audits whose townships are read at the same time. */
const CONCURRENCY = 4;

/** The most audits on a page: each takes a read of every township's day. */
const MAX_AUDITS = 20;

/** Returns a run with its progress: an audit's is gathered from its townships. */
const withProgress = async (deps: Pick<Deps, 'table' | 'areas'>, run: Run): Promise<RunWithProgress> => {
  if (run.job !== 'audit') return run;
  const { looked, changed, failed, missing, endedAt } = await getAuditRun(deps, run.run, run.on, run.area);
  return { ...run, looked, changed, failed: [...failed], missing, ...(endedAt ? { endedAt } : {}) };
};

/** Lists the runs of a job, the latest first. Throws `Refused` (`not_permitted`). */
export async function listRuns(
  deps: Deps,
  actor: Actor,
  job: Job,
  { limit, position }: PageRequest,
): Promise<Page<RunWithProgress>> {
  permitRight(actor, 'oversee', undefined);
  const most = job === 'audit' ? Math.min(limit, MAX_AUDITS) : limit;
  const { items, next } = await runsOf(deps.table, job, { limit: most, after: position });
  return { items: await pMap(items, (run) => withProgress(deps, run), { concurrency: CONCURRENCY }), next };
}
