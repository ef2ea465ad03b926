import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';

/** The scheduled jobs, which can also be started by hand. */
export const JOBS = ['audit', 'digest', 'freeze', 'reconcile'] as const;
export const Job = z.enum(JOBS);
export type Job = z.infer<typeof Job>;

/**
 * The record of a run: who started it, when, and its result. The record of an audit is written when it is planned; the
 * results of its townships are stored with their numbers, so that none waits for another.
 */
export const Run = z.strictObject({
  job: Job,
  /** The run's id. */
  run: z.string(),
  /** The day that the run is for. */
  on: PlainDate,
  /** The area of the run; all areas without it. */
  area: AreaCode.optional(),
  /** `schedule`, or the person who started it. */
  by: z.string(),
  startedAt: Instant,
  /** Absent while the run is under way, and for good if it died. */
  endedAt: Instant.optional(),
  looked: z.int().min(0).optional(),
  changed: z.int().min(0).optional(),
  /** The ids of the records and codes of the areas that failed. */
  failed: z.array(z.string()).optional(),
});
export type Run = z.infer<typeof Run>;
