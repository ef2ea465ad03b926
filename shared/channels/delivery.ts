import * as z from 'zod';
import { ChannelId } from '../domain/alerts/channel.ts';
import { CODE_OUTCOMES, CODES, DELIVERY_STATES, OUTCOMES } from '../domain/alerts/delivery-codes.ts';
import { MessageId } from '../domain/alerts/message.ts';
import { Instant } from '../domain/calendar/dates.ts';
import { RETRY, retryDelayMs } from './retry.ts';
import type { SendResult } from './send-result.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

/** One attempt to send a message. */
const Attempt = z.strictObject({
  /** When the attempt began. */
  at: Instant,
  outcome: z.enum(OUTCOMES),
  code: z.enum(CODES),
  /** The provider's error number, or the HTTP or SMTP status. */
  answer: z.int().optional().meta({ description: '对方的代码 · code of the receiver' }),
  /** Duration in milliseconds. */
  ms: z.int().min(0).meta({ description: '耗时（毫秒） · milliseconds that it took' }),
});
export type Attempt = z.infer<typeof Attempt>;

/** The delivery of one message on one channel. */
export const Delivery = z.strictObject({
  channel: ChannelId,
  message: MessageId,
  state: z.enum(DELIVERY_STATES),
  attempts: z.array(Attempt).max(RETRY.attempts).meta({ description: '各次尝试 · attempts' }),
  /** When an attempt began whose result is not stored yet. */
  trying: Instant.optional(),
  /** When to continue; only while it waits. */
  next: Instant.optional().meta({ description: '何时再试 · when it is tried again' }),
  /** Counts the changes: each is stored on condition of the preceding revision. */
  revision: z.int().min(0),
});
export type Delivery = z.infer<typeof Delivery>;

/** How long a begun attempt is left alone, in milliseconds: longer than any may take, so that its process has died. */
export const LEASE_MS = 45_000;

/** Creates the delivery of a message that has not been sent. */
export const newDelivery = (
  { channel, message }: Pick<Delivery, 'channel' | 'message'>,
  now: number,
): Delivery => ({ channel, message, state: 'waiting', attempts: [], next: instant(now), revision: 0 });

/** Applies a change and counts the revision. */
const revise = (delivery: Delivery, change: Partial<Delivery>): Delivery => {
  const { trying: _, next: __, ...rest } = delivery;
  return { ...rest, ...change, revision: delivery.revision + 1 };
};

/** Records that an attempt begins. */
export const beginDelivery = (delivery: Delivery, now: number): Delivery =>
  revise(delivery, { trying: instant(now), next: instant(now + LEASE_MS) });

/** Records that the channel's rate allows no attempt before `until`. */
export const postponeDelivery = (delivery: Delivery, until: number): Delivery =>
  revise(delivery, { next: instant(until) });

/** Creates the attempt for a result. */
export const attemptOf = ({ code, answer }: SendResult, at: number, now: number): Attempt => ({
  at: instant(at),
  outcome: CODE_OUTCOMES[code],
  code,
  ...(answer === undefined ? {} : { answer }),
  ms: Math.max(0, now - at),
});

/**
 * Records an attempt: the delivery is delivered, refused, or waits for the next attempt, unless there were too many or
 * the next would be too late after the first.
 */
export function recordAttempt(
  delivery: Delivery,
  attempt: Attempt,
  {
    now,
    afterMs = 0,
    chance,
  }: { readonly now: number; readonly afterMs?: number | undefined; readonly chance: number },
): Delivery {
  const attempts = [...delivery.attempts, attempt];
  if (attempt.outcome !== 'retry') return revise(delivery, { attempts, state: attempt.outcome });
  const next = now + retryDelayMs(attempts.length, afterMs, chance);
  const begin = Date.parse(attempts[0]?.at ?? attempt.at);
  const isOver = attempts.length >= RETRY.attempts || next > begin + RETRY.withinMs;
  return revise(delivery, isOver ? { attempts, state: 'given_up' } : { attempts, next: instant(next) });
}

/**
 * Records an attempt whose process ended before it stored a result: the message may have arrived or not. It counts, so
 * that a message that ends every process is given up; another attempt follows, however late.
 */
export function interruptDelivery(delivery: Delivery, now: number): Delivery {
  if (delivery.trying === undefined) return delivery;
  const at = Date.parse(delivery.trying);
  const attempts = [...delivery.attempts, attemptOf({ code: 'interrupted' }, at, now)];
  const isOver = attempts.length >= RETRY.attempts;
  return revise(delivery, isOver ? { attempts, state: 'given_up' } : { attempts, next: instant(now) });
}
