import type { SNSClient } from '@aws-sdk/client-sns';
import type { Message } from '../../domain/alerts/message.ts';
import { dateInShanghai } from '../../domain/calendar/dates.ts';
import { fitMessage } from '../render/fit.ts';
import { plain } from '../render/plain.ts';
import { asText } from '../render/text.ts';
import type { Publish, Sender } from '../sending.ts';
import { NotSent } from '../sent.ts';

/** SNS takes 256 KB; what people read in a letter is shorter. */
const MOST_BYTES = 20_000;

/** SNS takes printable ASCII alone, up to 100 signs: a Chinese title stands in the body, the subject says where and when. */
export function topicSubject({ title, area, at }: Message): string {
  const text = plain(title);
  return /^[A-Za-z0-9][\x20-\x7e]{0,98}$/.test(text)
    ? text
    : `Houfu alert, area ${area}, ${dateInShanghai(Date.parse(at))}`;
}

export const topicBody = (message: Message): string =>
  fitMessage(message, MOST_BYTES, asText, (body) => body);

/** Names under which SNS turns away what will not pass by itself; whatever else it says may. */
const FORBIDDEN =
  /AuthorizationError|AccessDenied|KMSAccessDenied|UnrecognizedClient|InvalidClientToken|InvalidSecurity/;
const THROTTLED = /Throttl/;

/** An SNS topic; who reads it is settled there. */
export const toTopic: Sender<'sns'> = async ({ publish }, { topic }, message, signal) => {
  try {
    await publish(
      { topic, subject: topicSubject(message), body: topicBody(message), id: message.id },
      signal,
    );
    return { code: 'ok' };
  } catch (error) {
    if (signal.aborted) throw new NotSent('timeout');
    const { name = '', $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    const status = $metadata?.httpStatusCode;
    if (/NotFound/.test(name)) throw new NotSent('topic_unknown', status);
    if (FORBIDDEN.test(name)) throw new NotSent('topic_forbidden', status);
    if (THROTTLED.test(name)) throw new NotSent('rate_limited', status);
    if (/^InvalidParameter/.test(name)) throw new NotSent('content_refused', status);
    throw new NotSent(status === undefined ? 'connection_lost' : 'server_error', status);
  }
};

/** Publishes by the client of the topic's own region, each made when it is first needed. */
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

/** A client that tries once: trying again is the delivery's, which puts it down. */
export async function snsClient(region: string): Promise<SNSClient> {
  const { SNSClient } = await import('@aws-sdk/client-sns');
  return new SNSClient({
    region,
    maxAttempts: 1,
    requestHandler: { requestTimeout: 10_000, connectionTimeout: 3000, throwOnRequestTimeout: true },
  });
}
