import * as z from 'zod';
import { ChannelId } from '../domain/alerts/channel.ts';
import { CODE_OUTCOMES, CODES, DELIVERY_STATES, OUTCOMES } from '../domain/alerts/delivery-codes.ts';
import { MessageId } from '../domain/alerts/message.ts';
import { Instant } from '../domain/calendar/dates.ts';
import { RETRY, waitMs } from './retry.ts';
import type { Sent } from './sent.ts';

const instant = (ms: number): string => new Date(ms).toISOString();

/** One attempt, as it is kept and shown. */
const Attempt = z.strictObject({
  /** When it began. */
  at: Instant,
  outcome: z.enum(OUTCOMES),
  code: z.enum(CODES),
  /** The other side's own number. */
  answer: z.int().optional(),
  /** How long it took. */
  ms: z.int().min(0),
});
export type Attempt = z.infer<typeof Attempt>;

/** What became of one message on one channel. */
export const Delivery = z.strictObject({
  channel: ChannelId,
  message: MessageId,
  state: z.enum(DELIVERY_STATES),
  attempts: z.array(Attempt).max(RETRY.attempts),
  /** An attempt began then and has not been put down yet. */
  trying: Instant.optional(),
  /** While it waits: when to look at it again. */
  next: Instant.optional().meta({ description: '何时再试 · when it is tried again' }),
  /** One more with each change: who stores it does so on condition of the one before, and nothing is done twice. */
  revision: z.int().min(0),
});
export type Delivery = z.infer<typeof Delivery>;

/** What begins is left alone for so long: longer than any attempt may take. After that, whoever began it is gone. */
export const LEASE_MS = 45_000;

/** Of a message that is still to go out on a channel. */
export const newDelivery = (
  { channel, message }: Pick<Delivery, 'channel' | 'message'>,
  now: number,
): Delivery => ({ channel, message, state: 'waiting', attempts: [], next: instant(now), revision: 0 });

const hasChanged = (delivery: Delivery, change: Partial<Delivery>): Delivery => {
  const { trying: _, next: __, ...kept } = delivery;
  return { ...kept, ...change, revision: delivery.revision + 1 };
};

/** Before an attempt. */
export const beginDelivery = (delivery: Delivery, now: number): Delivery =>
  hasChanged(delivery, { trying: instant(now), next: instant(now + LEASE_MS) });

/** Not now: its turn on the channel comes later. No attempt. */
export const postponeDelivery = (delivery: Delivery, until: number): Delivery =>
  hasChanged(delivery, { next: instant(until) });

/** The attempt that came of what was sent. */
export const attemptOf = ({ code, answer }: Sent, at: number, now: number): Attempt => ({
  at: instant(at),
  outcome: CODE_OUTCOMES[code],
  code,
  ...(answer === undefined ? {} : { answer }),
  ms: Math.max(0, now - at),
});

/**
 * After an attempt: delivered, refused, or waiting for the next one at `next`, unless there were too many or the next
 * would come too late after the first.
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
  if (attempt.outcome !== 'retry') return hasChanged(delivery, { attempts, state: attempt.outcome });
  const next = now + waitMs(attempts.length, afterMs, chance);
  const begin = Date.parse(attempts[0]?.at ?? attempt.at);
  const isOver = attempts.length >= RETRY.attempts || next > begin + RETRY.withinMs;
  return hasChanged(delivery, isOver ? { attempts, state: 'given_up' } : { attempts, next: instant(next) });
}

/**
 * After an attempt of which nothing was put down: its process ended in between, so that the message may have arrived
 * or not. It counts, so that what ends every process is not tried for ever; it is followed by another, however late.
 */
export function interruptDelivery(delivery: Delivery, now: number): Delivery {
  if (delivery.trying === undefined) return delivery;
  const at = Date.parse(delivery.trying);
  const attempts = [...delivery.attempts, attemptOf({ code: 'interrupted' }, at, now)];
  const isOver = attempts.length >= RETRY.attempts;
  return hasChanged(delivery, isOver ? { attempts, state: 'given_up' } : { attempts, next: instant(now) });
}
