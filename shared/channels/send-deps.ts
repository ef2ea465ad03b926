import type { SendMailOptions, SMTPTransportOptions } from 'nodemailer';
import type { Channel, ChannelKind, ChannelOf } from '../domain/alerts/channel.ts';
import type { Message } from '../domain/alerts/message.ts';
import type { SecretOf } from './secrets/secret-of.ts';
import type { SendResult } from './send-result.ts';
import type { Reach } from './web/reach.ts';

/** The time limits of an attempt, in milliseconds. */
export interface Limits {
  /** Until the connection is established. */
  readonly connectMs: number;
  /** The whole attempt, name resolution and reading included. */
  readonly totalMs: number;
}

export const LIMITS: Limits = { connectMs: 5_000, totalMs: 20_000 };

/** Connects to one mail server, as nodemailer does. */
export type MailTransport = (options: SMTPTransportOptions) => Promise<{
  sendMail(mail: SendMailOptions): Promise<{ readonly rejected: readonly unknown[] }>;
  close(): void;
}>;

/** Publishes a message on a topic. */
export type Publish = (
  input: { readonly topic: string; readonly subject: string; readonly body: string; readonly id: string },
  signal: AbortSignal,
) => Promise<void>;

/** The dependencies of senders. */
export interface SendDeps {
  /** The current instant, in milliseconds since 1970. */
  readonly clock: () => number;
  readonly secretOf: SecretOf;
  /** The hosts that may be reached over https. */
  readonly web: Reach;
  /** The mail servers that may be reached. */
  readonly mail: Reach;
  readonly transport: MailTransport;
  readonly publish: Publish;
  /** Receives the messages of channels of kind `sink`, to show them on one machine. */
  readonly sink: (message: Message, channel: Channel) => Promise<void>;
  readonly limits: Limits;
}

/** Sends a message on one kind of channel. Returns the result or throws `SendFailure`; stops with the signal. */
export type Sender<Kind extends ChannelKind> = (
  sending: SendDeps,
  channel: ChannelOf<Kind>,
  message: Message,
  signal: AbortSignal,
) => Promise<SendResult>;
