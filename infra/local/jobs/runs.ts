import type { Deps } from '../../../shared/deps.ts';
import { JOBS, type Job } from '../../../shared/domain/records/run.ts';
import { listRuns } from '../../../shared/queries/runs.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import { TIME_ZONE } from '../../schedules.ts';
import type { Output } from './output.ts';

const RUNS_PER_JOB = 10;

const SYSTEM = { kind: 'system', job: 'runs' } as const;

const formatInstant = (instant: string): string =>
  new Date(instant).toLocaleString('zh-CN', { timeZone: TIME_ZONE });

/** Prints the last runs of a job, or of every job. */
export async function printRuns(deps: Deps, job: Job | undefined, output: Output): Promise<void> {
  const { language } = output;
  let printed = 0;
  for (const one of job ? [job] : JOBS) {
    const { items } = await listRuns(deps, SYSTEM, one, { limit: RUNS_PER_JOB });
    for (const run of items) {
      printed++;
      output.say(run, () =>
        sentence(run.endedAt ? JOB_TEXT.run_line : JOB_TEXT.run_line_open, language, {
          ...{ job: run.job, on: run.on, by: run.by, started: formatInstant(run.startedAt) },
          ended: run.endedAt ? formatInstant(run.endedAt) : '',
          ...{ looked: run.looked ?? 0, changed: run.changed ?? 0 },
          failed: (run.failed?.length ?? 0) + (run.missing?.length ?? 0),
        }),
      );
    }
  }
  if (printed === 0) output.remark(JOB_TEXT.no_runs[language]);
}
