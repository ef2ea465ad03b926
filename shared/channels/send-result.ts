import type { Code } from '../domain/alerts/delivery-codes.ts';

/** The result of sending a message once. */
export interface SendResult {
  readonly code: Code;
  /** Milliseconds that the receiver asks to wait before the next attempt. */
  readonly afterMs?: number | undefined;
  /** The provider's error number, or the HTTP or SMTP status. */
  readonly answer?: number | undefined;
}

/**
 * Sending failed. It has no cause and no text: those of the system and of libraries contain URLs with their secrets,
 * which must not get into a log.
 */
export class SendFailure extends Error implements SendResult {
  override readonly name = 'SendFailure';
  readonly code: Code;
  readonly answer: number | undefined;

  constructor(code: Code, answer?: number) {
    super(code);
    this.code = code;
    this.answer = answer;
  }
}
