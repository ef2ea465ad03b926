import { Cron } from 'croner';
import type { Deps } from '../../shared/deps.ts';
import { SCHEDULES, TIME_ZONE } from '../schedules.ts';

/** A scheduled job of one machine. */
export interface ScheduledWork {
  readonly job: keyof typeof SCHEDULES;
  /** Whether the job is due: it was missed, or has not run for today. */
  readonly isOwed: () => Promise<boolean>;
  readonly run: () => Promise<unknown>;
}

/**
 * Runs the jobs that are owed, one after the other, then each at its time. A job that fails is logged, does not stop the
 * others, and is owed the next time.
 */
export function startSchedule(
  { log }: Pick<Deps, 'log'>,
  works: readonly ScheduledWork[],
): {
  readonly next: (job: ScheduledWork['job']) => Date | null;
  /** Settles when the jobs owed at the start have run. */
  readonly caughtUp: Promise<void>;
  readonly stop: () => void;
} {
  let stopped = false;
  const work = async ({ job, isOwed, run }: ScheduledWork): Promise<void> => {
    if (stopped) return;
    try {
      if (await isOwed()) await run();
    } catch (error) {
      if (!stopped) log('job_failed', { job, error: String(error) });
    }
  };
  const catchUp = async (): Promise<void> => {
    for (const one of works) await work(one);
  };
  const crons = new Map(
    works.map((one) => [
      one.job,
      new Cron(SCHEDULES[one.job].cron, { timezone: TIME_ZONE, protect: true }, () => work(one)),
    ]),
  );
  return {
    next: (job) => crons.get(job)?.nextRun() ?? null,
    caughtUp: catchUp(),
    stop: () => {
      stopped = true;
      for (const cron of crons.values()) cron.stop();
    },
  };
}
