import type { Channel, ChannelKind } from '../domain/alerts/channel.ts';
import type { Message } from '../domain/alerts/message.ts';
import { sendToDingtalk } from './kinds/dingtalk.ts';
import { sendToFeishu } from './kinds/feishu.ts';
import { sendMail } from './kinds/smtp.ts';
import { sendToTopic } from './kinds/sns.ts';
import { sendToWebhook } from './kinds/webhook.ts';
import { sendToWecom } from './kinds/wecom.ts';
import { type SecretOf, SecretUnavailable } from './secrets/secret-of.ts';
import type { SendDeps, Sender } from './send-deps.ts';
import { SendFailure, type SendResult } from './send-result.ts';

const SENDERS: { readonly [Kind in ChannelKind]: Sender<Kind> } = {
  wecom: sendToWecom,
  dingtalk: sendToDingtalk,
  feishu: sendToFeishu,
  sns: sendToTopic,
  smtp: sendMail,
  webhook: sendToWebhook,
  sink: async ({ sink }, channel, message) => {
    await sink(message, channel);
    return { code: 'ok' };
  },
};

type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** Reads secrets, and throws a failure to read one as `SendFailure`. */
const withFailureCodes =
  (secretOf: SecretOf, log: Log): SecretOf =>
  async (name) => {
    try {
      return await secretOf(name);
    } catch (error) {
      if (error instanceof SecretUnavailable) throw new SendFailure(error.code);
      log('channel_secrets_fault', { error: nameOf(error) });
      throw new SendFailure('secrets_unavailable');
    }
  };

/** Runs the work with a signal; after `ms` milliseconds throws `timeout`, even if the work ignores the signal. */
const withTimeout = async (
  ms: number,
  work: (signal: AbortSignal) => Promise<SendResult>,
): Promise<SendResult> => {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new SendFailure('timeout'));
      controller.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(controller.signal), timeout]);
  } finally {
    clearTimeout(timer);
    controller.abort();
  }
};

/** Sends a message once. Never throws; logs an unexpected error, by its name alone. */
export async function sendOnce(
  sending: SendDeps,
  channel: Channel,
  message: Message,
  log: Log,
): Promise<SendResult> {
  if (!channel.enabled) return { code: 'channel_off' };
  const send = SENDERS[channel.kind] as Sender<ChannelKind>;
  try {
    const parts = { ...sending, secretOf: withFailureCodes(sending.secretOf, log) };
    return await withTimeout(sending.limits.totalMs, (signal) => send(parts, channel, message, signal));
  } catch (error) {
    if (error instanceof SendFailure) return error;
    log('channel_fault', { channel: channel.id, error: nameOf(error) });
    return { code: 'internal' };
  }
}
