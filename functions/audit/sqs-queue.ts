import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AuditQueue } from './message.ts';

/** SQS accepts ten messages in a batch. */
const BATCH = 10;

/** The queue on AWS. `send` throws if any message was not accepted; sending all again is harmless. */
export const sqsQueue = (sqs: SQSClient, url: string): AuditQueue => ({
  async send(messages) {
    for (let i = 0; i < messages.length; i += BATCH) {
      const entries = messages.slice(i, i + BATCH).map((message, n) => ({
        Id: String(n),
        MessageBody: JSON.stringify(message),
      }));
      const { Failed = [] } = await sqs.send(
        new SendMessageBatchCommand({ QueueUrl: url, Entries: entries }),
      );
      if (Failed.length > 0)
        throw new Error(`the queue did not take ${Failed.length} messages: ${Failed[0]?.Code}`);
    }
  },
});
