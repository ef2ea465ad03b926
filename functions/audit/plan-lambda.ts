import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { depsFrom } from '../../shared/compose.ts';
import { PlainDate } from '../../shared/domain/calendar/dates.ts';
import { beginAudit, daysToAudit, planAudit } from './plan.ts';
import { sqsQueue } from './sqs-queue.ts';

const { HOUFU_QUEUE_URL } = z.object({ HOUFU_QUEUE_URL: z.url() }).parse(process.env);
const deps = depsFrom(process.env);
const queue = sqsQueue(new SQSClient({}), HOUFU_QUEUE_URL);

/** The event of a manual audit: the day and the person. The schedule's event has neither. */
const Event = z.object({
  on: PlainDate.optional(),
  by: z.string().max(100).default('schedule'),
});

export async function handler(event: unknown): Promise<{ runs: { run: string; on: PlainDate }[] }> {
  const { on, by } = Event.parse(event);
  const runs = [];
  for (const day of on === undefined ? await daysToAudit(deps) : [on]) {
    const { run } = await beginAudit(deps, { on: day, by });
    const messages = planAudit(deps.areas, run, day);
    await queue.send(messages);
    deps.log('audit_planned', { run, on: day, messages: messages.length });
    runs.push({ run, on: day });
  }
  return { runs };
}
