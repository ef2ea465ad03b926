import type { SendMailOptions, SMTPTransportOptions } from 'nodemailer';
import type { Channel, ChannelKind, ChannelOf } from '../domain/alerts/channel.ts';
import type { Message } from '../domain/alerts/message.ts';
import type { SecretOf } from './secrets/secret-of.ts';
import type { Sent } from './sent.ts';
import type { Reach } from './web/reach.ts';

/** How long an attempt may take, in milliseconds. */
export interface Limits {
  /** Until there is a connection. */
  readonly connectMs: number;
  /** The whole attempt, looking up and reading included. */
  readonly totalMs: number;
}

export const LIMITS: Limits = { connectMs: 5_000, totalMs: 20_000 };

/** A connection to one mail server, as nodemailer makes it. */
export type MailTransport = (options: SMTPTransportOptions) => Promise<{
  sendMail(mail: SendMailOptions): Promise<{ readonly rejected: readonly unknown[] }>;
  close(): void;
}>;

/** Puts a message on a topic. */
export type Publish = (
  input: { readonly topic: string; readonly subject: string; readonly body: string; readonly id: string },
  signal: AbortSignal,
) => Promise<void>;

/** What sending needs of the world. */
export interface Sending {
  /** The instant, in milliseconds. */
  readonly clock: () => number;
  readonly secretOf: SecretOf;
  /** What may be reached over https. */
  readonly web: Reach;
  /** Which mail servers may be reached. */
  readonly mail: Reach;
  /** A connection to a mail server. */
  readonly transport: MailTransport;
  readonly publish: Publish;
  /** Where the channels of kind `sink` end: what shows alerts on one machine. */
  readonly sink: (message: Message, channel: Channel) => Promise<void>;
  readonly limits: Limits;
}

/** One way of sending: gives what came of it, or throws `NotSent`; stops when the signal says so. */
export type Sender<Kind extends ChannelKind> = (
  sending: Sending,
  channel: ChannelOf<Kind>,
  message: Message,
  signal: AbortSignal,
) => Promise<Sent>;
