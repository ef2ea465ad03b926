import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';

/** What happens by itself, or by hand in its place. */
export const JOBS = ['audit', 'digest', 'freeze', 'reconcile'] as const;
export const Job = z.enum(JOBS);
export type Job = z.infer<typeof Job>;

/**
 * The record of a run: who started it and when, and what became of it. An audit's is written as it is planned; what
 * its townships did stands with their numbers, so that none of them waits for another.
 */
export const Run = z.strictObject({
  job: Job,
  /** Names the run. */
  run: z.string(),
  /** The day that it is for. */
  on: PlainDate,
  /** Where it looked; everywhere without it. */
  area: AreaCode.optional(),
  /** `schedule`, or who did it by hand. */
  by: z.string(),
  startedAt: Instant,
  /** Missing while it is under way, and for ever where it died. */
  endedAt: Instant.optional(),
  looked: z.int().min(0).optional(),
  changed: z.int().min(0).optional(),
  /** What failed: ids of records, codes of areas. */
  failed: z.array(z.string()).optional(),
});
export type Run = z.infer<typeof Run>;
