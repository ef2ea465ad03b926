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
  job: Job.meta({ description: '任务 · which job' }),
  /** The run's id. */
  run: z.string().meta({ description: '运行编号 · id of the run' }),
  /** The day that the run is for. */
  on: PlainDate.meta({ description: '为哪一天 · the day that it is for' }),
  /** The area of the run; all areas without it. */
  area: AreaCode.optional(),
  /** `schedule`, or the person who started it. */
  by: z.string().meta({ description: '谁启动：schedule 为定时 · who started it; schedule where nobody did' }),
  startedAt: Instant.meta({ description: '开始时刻 · when it began' }),
  /** Absent while the run is under way, and for good if it died. */
  endedAt: Instant.optional().meta({
    description: '结束时刻；进行中或中断则没有 · when it ended; missing while it is under way, or if it died',
  }),
  looked: z.int().min(0).optional().meta({ description: '查看了多少 · how many were looked at' }),
  changed: z.int().min(0).optional().meta({ description: '改变了多少 · how many changed' }),
  /** The ids of the records and codes of the areas that failed. */
  failed: z
    .array(z.string())
    .optional()
    .meta({ description: '未成：档案编号、区划代码 · what failed: ids of records, codes of areas' }),
});
export type Run = z.infer<typeof Run>;
