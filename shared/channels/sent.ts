import type { Code } from '../domain/alerts/delivery-codes.ts';

/** What came of sending. */
export interface Sent {
  readonly code: Code;
  /** Milliseconds that the other side asks to be left alone. */
  readonly afterMs?: number | undefined;
  /** The other side's own number: a provider's errcode, an HTTP or SMTP status. */
  readonly answer?: number | undefined;
}

/**
 * Thrown where sending comes to an end early. It carries no cause and no text: those of the system and of libraries
 * hold addresses with their secrets, and would take them into a log.
 */
export class NotSent extends Error implements Sent {
  override readonly name = 'NotSent';
  readonly code: Code;
  readonly answer: number | undefined;

  constructor(code: Code, answer?: number) {
    super(code);
    this.code = code;
    this.answer = answer;
  }
}
