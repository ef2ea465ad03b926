import type { SendMailOptions } from 'nodemailer';
import type { Code } from '../../domain/alerts/delivery-codes.ts';
import type { Message } from '../../domain/alerts/message.ts';
import { fitMessage } from '../render/fit.ts';
import { asHtml } from '../render/html.ts';
import { plain } from '../render/plain.ts';
import { asText } from '../render/text.ts';
import type { MailTransport, Sender } from '../sending.ts';
import { NotSent, type Sent } from '../sent.ts';
import { failureOf } from '../web/failures.ts';
import { addressesOf } from '../web/reach.ts';

/** Each of the letter's two forms. */
const MOST_BYTES = 100_000;

type Letter = Pick<
  SendMailOptions,
  'messageId' | 'date' | 'subject' | 'text' | 'html' | 'headers' | 'textEncoding'
>;

/** The letter of a message. Its id is the message's, so that mail programs show a repeat once. */
export const letterOf = (message: Message): Letter => ({
  messageId: `<${message.id}@houfu>`,
  date: new Date(message.at),
  subject: plain(message.title),
  text: fitMessage(message, MOST_BYTES, asText, (text) => text),
  html: fitMessage(message, MOST_BYTES, asHtml, (html) => html),
  textEncoding: 'base64',
  // RFC 3834: no out-of-office notes in answer.
  headers: { 'auto-submitted': 'auto-generated' },
});

interface MailFault {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly rejectedErrors?: readonly MailFault[];
}

/** RFC 5321, 4.2.1: 5yz is for good, 4yz for now; 503 says that the conversation went wrong, not the letter. */
const isForGood = (status: number): boolean => status >= 500 && status !== 503;

const byStatus = (code: string, status: number): Code => {
  if (!isForGood(status)) return 'mail_deferred';
  return code === 'EAUTH' ? 'mail_login_refused' : 'mail_refused';
};

/** What nodemailer's error comes to. Its text has addresses and what the server said: none of that goes on. */
const faultOf = (error: unknown): NotSent => {
  const { code = '', originalCode, responseCode, rejectedErrors } = error as MailFault;
  const status = responseCode ?? rejectedErrors?.[0]?.responseCode;
  // Also where the server answers that it knows no STARTTLS.
  if (/TLS$/.test(code)) return new NotSent('tls_failed', status);
  if (status !== undefined) return new NotSent(byStatus(code, status), status);
  if (code === 'EAUTH' || code === 'ENOAUTH') return new NotSent('mail_login_refused');
  return failureOf({ code: originalCode ?? code });
};

/** Mailboxes, by a mail server over TLS, at an address that was checked. */
export const toMail: Sender<'smtp'> = async (sending, channel, message, signal): Promise<Sent> => {
  const { mail, secretOf, transport, limits } = sending;
  const { host, port, tls, from, to, user, secret } = channel;
  const pass = secret && (await secretOf(secret));
  const [{ address }] = await addressesOf(mail, host, port);
  const server = await transport({
    // An address: nodemailer then asks nobody where the host is.
    host: address,
    port,
    secure: tls === 'implicit',
    requireTLS: true,
    servername: host,
    tls: { servername: host, rejectUnauthorized: true, ...(mail.ca === undefined ? {} : { ca: mail.ca }) },
    ...(user === undefined || pass === undefined ? {} : { auth: { user, pass }, forceAuth: true }),
    connectionTimeout: limits.connectMs,
    greetingTimeout: limits.connectMs,
    socketTimeout: limits.totalMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  try {
    const letter = { ...letterOf(message), from: { name: '后扶', address: from }, to: [...to], signal };
    const { rejected } = await server.sendMail(letter);
    return { code: rejected.length > 0 ? 'some_recipients_refused' : 'ok' };
  } catch (error) {
    throw faultOf(error);
  } finally {
    server.close();
  }
};

/** nodemailer, loaded when the first letter goes. */
export const nodemailerTransport: MailTransport = async (options) => {
  const { createTransport } = await import('nodemailer');
  return createTransport(options);
};
