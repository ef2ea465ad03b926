import * as z from 'zod';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { PlainDate } from '../../shared/domain/calendar/dates.ts';

/** One township's share of a run of the audit. */
export const AuditMessage = z.strictObject({
  /** The run's id. */
  run: z.string(),
  /** The day of the evaluation. */
  on: PlainDate,
  township: AreaCode,
});
export type AuditMessage = z.infer<typeof AuditMessage>;

/** The queue of a run's messages: SQS on AWS, a bounded pool in the same process on one machine. */
export interface AuditQueue {
  /** Enqueues all messages or throws. Planning again sends all again, which is harmless. */
  readonly send: (messages: readonly AuditMessage[]) => Promise<void>;
}
