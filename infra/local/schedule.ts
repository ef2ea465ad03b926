import { Cron } from 'croner';
import type { Deps } from '../../shared/deps.ts';
import { SCHEDULES, TIME_ZONE } from '../schedules.ts';

/** One of the scheduled jobs, as one machine does it. */
export interface ScheduledWork {
  readonly job: keyof typeof SCHEDULES;
  /** Whether there is anything to do: what was missed is still to be done, and what was done is not. */
  readonly isOwed: () => Promise<boolean>;
  readonly run: () => Promise<unknown>;
}

/**
 * Does what is owed, one after the other, and from then on each at its time. One that fails is logged, stops no other,
 * and is owed the next time.
 */
export function startSchedule(
  { log }: Pick<Deps, 'log'>,
  works: readonly ScheduledWork[],
): {
  readonly next: (job: ScheduledWork['job']) => Date | null;
  /** Settles when what was owed at the start is done. */
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
