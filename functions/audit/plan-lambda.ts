import { SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { dateInShanghai, PlainDate } from '../../shared/dates.ts';
import { depsFrom } from '../../shared/deps.ts';
import { planAudit } from './plan.ts';
import { sqsQueue } from './sqs-queue.ts';

const { HOUFU_QUEUE_URL } = z.object({ HOUFU_QUEUE_URL: z.url() }).parse(process.env);
const deps = depsFrom(process.env);
const queue = sqsQueue(new SQSClient({}), HOUFU_QUEUE_URL);

/** What the schedule sends: nothing that matters, or by hand the day to be audited. */
const Event = z.object({ on: PlainDate.optional() });

export const handler = async (event: unknown): Promise<{ run: string; messages: number }> => {
  const { on = dateInShanghai(deps.clock()) } = Event.parse(event);
  const run = deps.newId();
  const messages = planAudit(run, on);
  await queue.send(messages);
  deps.log('audit_planned', { run, on, messages: messages.length });
  return { run, messages: messages.length };
};
