import type { SendMailOptions } from 'nodemailer';
import type { Code } from '../../domain/alerts/delivery-codes.ts';
import type { Message } from '../../domain/alerts/message.ts';
import { fitMessage } from '../render/fit.ts';
import { renderHtml } from '../render/html.ts';
import { toPlainLine } from '../render/plain.ts';
import { renderText } from '../render/text.ts';
import type { MailTransport, Sender } from '../send-deps.ts';
import { SendFailure, type SendResult } from '../send-result.ts';
import { failureOf } from '../web/failures.ts';
import { addressesOf } from '../web/reach.ts';

/** Limit of each of the letter's two forms. */
const MAX_BYTES = 100_000;

type Letter = Pick<
  SendMailOptions,
  'messageId' | 'date' | 'subject' | 'text' | 'html' | 'headers' | 'textEncoding'
>;

/** Composes the letter of a message. It has the message's id, so that mail programs show a repeat once. */
export const letterOf = (message: Message): Letter => ({
  messageId: `<${message.id}@houfu>`,
  date: new Date(message.at),
  subject: toPlainLine(message.title),
  text: fitMessage(message, MAX_BYTES, renderText, (text) => text),
  html: fitMessage(message, MAX_BYTES, renderHtml, (html) => html),
  textEncoding: 'base64',
  // RFC 3834: suppresses out-of-office replies.
  headers: { 'auto-submitted': 'auto-generated' },
});

interface MailFault {
  readonly code?: string;
  readonly originalCode?: string;
  readonly responseCode?: number;
  readonly rejectedErrors?: readonly MailFault[];
}

/** RFC 5321, 4.2.1: 5yz is permanent, 4yz transient; 503 is about the sequence of commands, not the letter. */
const isPermanent = (status: number): boolean => status >= 500 && status !== 503;

const codeOfStatus = (code: string, status: number): Code => {
  if (!isPermanent(status)) return 'mail_deferred';
  return code === 'EAUTH' ? 'mail_login_refused' : 'mail_refused';
};

/** Converts nodemailer's error. Drops its text, which holds addresses and the server's words. */
const faultOf = (error: unknown): SendFailure => {
  const { code = '', originalCode, responseCode, rejectedErrors } = error as MailFault;
  const status = responseCode ?? rejectedErrors?.[0]?.responseCode;
  // Also if the server does not support STARTTLS.
  if (/TLS$/.test(code)) return new SendFailure('tls_failed', status);
  if (status !== undefined) return new SendFailure(codeOfStatus(code, status), status);
  if (code === 'EAUTH' || code === 'ENOAUTH') return new SendFailure('mail_login_refused');
  return failureOf({ code: originalCode ?? code });
};

/** Sends a letter by a mail server over TLS, at an address that was checked. */
export const sendMail: Sender<'smtp'> = async (sending, channel, message, signal): Promise<SendResult> => {
  const { mail, secretOf, transport, limits } = sending;
  const { host, port, tls, from, to, user, secret } = channel;
  const pass = secret && (await secretOf(secret));
  const [{ address }] = await addressesOf(mail, host, port);
  const server = await transport({
    // The checked address, so that nodemailer does not resolve the host again.
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

/** Connects by nodemailer, which is loaded with the first letter. */
export const nodemailerTransport: MailTransport = async (options) => {
  const { createTransport } = await import('nodemailer');
  return createTransport(options);
};
