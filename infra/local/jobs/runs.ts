import type { Deps } from '../../../shared/deps.ts';
import { JOBS, type Job, type Run } from '../../../shared/records/run.ts';
import { type AuditRun, auditRun } from '../../../shared/runs.ts';
import { runsOf } from '../../../shared/table/runs.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import type { Output } from './output.ts';

const SHOWN = 10;

/** What an audit did is gathered from its townships. */
const gathered = async ({ table }: Deps, run: Run): Promise<Run & Partial<Pick<AuditRun, 'missing'>>> => {
  if (run.job !== 'audit') return run;
  const { looked, changed, failed, missing, endedAt } = await auditRun(table, run.run, run.on, run.area);
  return { ...run, looked, changed, failed: [...failed], missing, ...(endedAt ? { endedAt } : {}) };
};

/** The last runs of a job, or of every job: who started them, and what became of them. */
export const showRuns = async (deps: Deps, job: Job | undefined, output: Output): Promise<void> => {
  const { language } = output;
  let shown = 0;
  for (const one of job ? [job] : JOBS) {
    const { items } = await runsOf(deps.table, one, { limit: SHOWN });
    for (const run of items) {
      const record = await gathered(deps, run);
      shown++;
      output.say(record, () =>
        sentence(record.endedAt ? JOB_TEXT.run_line : JOB_TEXT.run_line_open, language, {
          ...{ job: record.job, on: record.on, by: record.by, started: record.startedAt },
          ...{ ended: record.endedAt ?? '', looked: record.looked ?? 0, changed: record.changed ?? 0 },
          failed: (record.failed?.length ?? 0) + (record.missing?.length ?? 0),
        }),
      );
    }
  }
  if (shown === 0) output.remark(JOB_TEXT.no_runs[language]);
};
