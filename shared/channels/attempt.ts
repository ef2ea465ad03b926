import type { Channel, ChannelKind } from '../domain/alerts/channel.ts';
import type { Message } from '../domain/alerts/message.ts';
import { toDingtalk } from './kinds/dingtalk.ts';
import { toFeishu } from './kinds/feishu.ts';
import { toMail } from './kinds/smtp.ts';
import { toTopic } from './kinds/sns.ts';
import { toWebhook } from './kinds/webhook.ts';
import { toWecom } from './kinds/wecom.ts';
import { SecretNotHad, type SecretOf } from './secrets/secret-of.ts';
import type { Sender, Sending } from './sending.ts';
import { NotSent, type Sent } from './sent.ts';

const SENDERS: { readonly [Kind in ChannelKind]: Sender<Kind> } = {
  wecom: toWecom,
  dingtalk: toDingtalk,
  feishu: toFeishu,
  sns: toTopic,
  smtp: toMail,
  webhook: toWebhook,
  sink: async ({ sink }, channel, message) => {
    await sink(message, channel);
    return { code: 'ok' };
  },
};

type Log = (event: string, fields: Readonly<Record<string, unknown>>) => void;

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** A secret that cannot be had is a code like any other failure. */
const failureCodeOf =
  (secretOf: SecretOf, log: Log): SecretOf =>
  async (name) => {
    try {
      return await secretOf(name);
    } catch (error) {
      if (error instanceof SecretNotHad) throw new NotSent(error.code);
      log('channel_secrets_fault', { error: nameOf(error) });
      throw new NotSent('secrets_unavailable');
    }
  };

/** Settles as `work` does, or with `timeout` once it has lasted so long, whether or not it heeds the signal. */
const within = async (ms: number, work: (signal: AbortSignal) => Promise<Sent>): Promise<Sent> => {
  const over = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NotSent('timeout'));
      over.abort();
    }, ms);
  });
  try {
    return await Promise.race([work(over.signal), late]);
  } finally {
    clearTimeout(timer);
    over.abort();
  }
};

/** Sends a message once. Never throws; `log` is told of what nobody foresaw, by the error's name alone. */
export async function sendOnce(
  sending: Sending,
  channel: Channel,
  message: Message,
  log: Log,
): Promise<Sent> {
  if (!channel.enabled) return { code: 'channel_off' };
  const send = SENDERS[channel.kind] as Sender<ChannelKind>;
  try {
    const parts = { ...sending, secretOf: failureCodeOf(sending.secretOf, log) };
    return await within(sending.limits.totalMs, (signal) => send(parts, channel, message, signal));
  } catch (error) {
    if (error instanceof NotSent) return error;
    log('channel_fault', { channel: channel.id, error: nameOf(error) });
    return { code: 'internal' };
  }
}
