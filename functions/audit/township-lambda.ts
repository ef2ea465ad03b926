import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { depsFrom } from '../../shared/compose.ts';
import { AuditMessage } from './message.ts';
import { auditTownship } from './township.ts';

const deps = depsFrom(process.env);

/**
 * Audits the townships of the messages in order. A message that cannot be read, or whose township has failed records,
 * returns to the queue and in the end to the dead-letter queue.
 */
export async function handler({ Records }: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
  for (const { messageId, body } of Records) {
    try {
      const part = await auditTownship(deps, AuditMessage.parse(JSON.parse(body)));
      deps.log('township_audited', { ...part });
      if (part.failed.length > 0) batchItemFailures.push({ itemIdentifier: messageId });
    } catch (error) {
      deps.log('audit_message_failed', { messageId, error: String(error) });
      batchItemFailures.push({ itemIdentifier: messageId });
    }
  }
  return { batchItemFailures };
}
