import type { SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../../domain/alerts/message.ts';
import { dateInShanghai } from '../../domain/calendar/dates.ts';
import { fitMessage } from '../render/fit.ts';
import { toPlainLine } from '../render/plain.ts';
import { renderText } from '../render/text.ts';
import type { Publish, Sender } from '../send-deps.ts';
import { SendFailure } from '../send-result.ts';

/** SNS takes 256 KB; a letter that people read is shorter. */
const MAX_BYTES = 20_000;

/** The subject: SNS takes up to 100 characters of printable ASCII, so for a Chinese title it has area and date. */
export function topicSubject({ title, area, at }: Message): string {
  const text = toPlainLine(title);
  return /^[A-Za-z0-9][\x20-\x7e]{0,98}$/.test(text)
    ? text
    : `Houfu alert, area ${area}, ${dateInShanghai(Date.parse(at))}`;
}

export const topicBody = (message: Message): string =>
  fitMessage(message, MAX_BYTES, renderText, (body) => body);

/** Names of errors that do not pass by themselves; all others count as transient. */
const FORBIDDEN =
  /AuthorizationError|AccessDenied|KMSAccessDenied|UnrecognizedClient|InvalidClientToken|InvalidSecurity/;
const THROTTLED = /Throttl/;

/** Publishes on an SNS topic. */
export const sendToTopic: Sender<'sns'> = async ({ publish }, { topic }, message, signal) => {
  try {
    await publish(
      { topic, subject: topicSubject(message), body: topicBody(message), id: message.id },
      signal,
    );
    return { code: 'ok' };
  } catch (error) {
    if (signal.aborted) throw new SendFailure('timeout');
    const { name = '', $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    if (/NotFound/.test(name)) throw new SendFailure('topic_unknown', status);
    if (FORBIDDEN.test(name)) throw new SendFailure('topic_forbidden', status);
    if (THROTTLED.test(name)) throw new SendFailure('rate_limited', status);
    if (/^InvalidParameter/.test(name)) throw new SendFailure('content_refused', status);
    throw new SendFailure(status === undefined ? 'connection_lost' : 'server_error', status);
  }
};

/** Publishes by a client of the topic's region; each client is created with its first use. */
export function snsPublish(clientOf: (region: string) => Promise<SNSClient>): Publish {
  const clients = new Map<string, Promise<SNSClient>>();
  return async ({ topic, subject, body, id }, abortSignal) => {
    const { PublishCommand } = await import('@aws-sdk/client-sns');
    const region = topic.split(':')[3] ?? '';
    const client = clients.get(region) ?? clientOf(region);
    clients.set(region, client);
    const MessageAttributes = { message: { DataType: 'String', StringValue: id } };
    const command = new PublishCommand({
      TopicArn: topic,
      Subject: subject,
      Message: body,
      MessageAttributes,
    });
    await (await client).send(command, { abortSignal });
  };
}

/** Creates a client that does not retry: the delivery retries, and records it. */
export async function snsClient(region: string): Promise<SNSClient> {
  const { SNSClient } = await import('@aws-sdk/client-sns');
  return new SNSClient({
    region,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 10_000, connectionTimeout: 3000, throwOnRequestTimeout: true },
  });
}
