import * as z from 'zod';
import { AreaCode } from '../../shared/domain/areas/area.ts';
import { PlainDate } from '../../shared/domain/calendar/dates.ts';

/** One township's share of a run of the audit. */
export const AuditMessage = z.strictObject({
  /** Names the run. */
  run: z.string(),
  /** The day for which the rules are evaluated. */
  on: PlainDate,
  township: AreaCode,
});
export type AuditMessage = z.infer<typeof AuditMessage>;

/** Where a run's messages go: SQS on AWS, a bounded pool in the same process on one machine. */
export interface AuditQueue {
  /** Hands over all of them, or throws: whoever plans again sends all again, and that is harmless. */
  readonly send: (messages: readonly AuditMessage[]) => Promise<void>;
}
