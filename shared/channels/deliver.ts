import type { Channel } from '../domain/alerts/channel.ts';
import type { Message } from '../domain/alerts/message.ts';
import { sendOnce } from './attempt.ts';
import {
  attemptOf,
  beginDelivery,
  type Delivery,
  interruptDelivery,
  postponeDelivery,
  recordAttempt,
} from './delivery.ts';
import { RATES, type Rate, type Turn } from './limiter.ts';
import type { SendDeps } from './send-deps.ts';

/** The dependencies of `deliver`. */
export interface DeliveryDeps extends SendDeps {
  /** A random number from 0 up to 1. */
  readonly random: () => number;
  /** Waits for so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly log: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  /**
   * Takes a turn in the rate of a robot, or says when to ask again. An implementation stores the sends that `nextTurn`
   * returns, on condition of those that it read, so that two concurrent calls do not both get the last turn.
   */
  readonly turn: (key: string, rates: readonly Rate[]) => Promise<Turn>;
  /** Milliseconds that one call of `deliver` may wait in all before it leaves the rest to a later call. */
  readonly patienceMs: number;
}

/** Stores a delivery on condition that the stored one has the preceding revision; throws otherwise. */
export type Save = (delivery: Delivery) => Promise<void>;

/** The key of a rate: channels with the same robot share it. */
const rateKey = (channel: Channel): string =>
  'secret' in channel && channel.secret
    ? `${channel.kind}/${channel.secret}`
    : `${channel.kind}/${channel.id}`;

/**
 * Sends a message on a channel, with as many attempts as `patienceMs` allows. Returns the delivery as last stored: ended,
 * or `waiting` until `next`. It is stored before and after each attempt: a process that dies in between leaves `trying`,
 * and the next call sends the message again with the same id. So it arrives at least once, or the delivery says why not.
 * Throws the errors of `save` and `turn`, none of a channel.
 */
export async function deliver(
  deps: DeliveryDeps,
  channel: Channel,
  message: Message,
  record: Delivery,
  save: Save,
): Promise<Delivery> {
  if (record.channel !== channel.id || record.message !== message.id) {
    throw new Error('the delivery is of another channel or message');
  }
  let delivery = record;
  let patience = deps.patienceMs;
  const put = async (next: Delivery): Promise<void> => {
    await save(next);
    delivery = next;
  };
  /** Waits if `patienceMs` allows; returns whether it did. */
  const waitIfAllowed = async (ms: number): Promise<boolean> => {
    if (ms > patience) return false;
    patience -= Math.max(0, ms);
    if (ms > 0) await deps.pause(ms);
    return true;
  };

  while (delivery.state === 'waiting') {
    const next = delivery.next === undefined ? deps.clock() : Date.parse(delivery.next);
    if (!(await waitIfAllowed(next - deps.clock()))) break;
    if (delivery.trying !== undefined) {
      await put(interruptDelivery(delivery, deps.clock()));
      continue;
    }
    const rates = RATES[channel.kind];
    const turn = rates.length === 0 ? 'now' : await deps.turn(rateKey(channel), rates);
    if (turn !== 'now') {
      await put(postponeDelivery(delivery, turn.waitUntil));
      continue;
    }
    const at = deps.clock();
    await put(beginDelivery(delivery, at));
    const result = await sendOnce(deps, channel, message, deps.log);
    const now = deps.clock();
    const attempt = attemptOf(result, at, now);
    await put(recordAttempt(delivery, attempt, { now, afterMs: result.afterMs, chance: deps.random() }));
    if (attempt.outcome !== 'delivered') {
      const { channel: id, message: messageId, state } = delivery;
      deps.log('channel_attempt', {
        channel: id,
        message: messageId,
        state,
        code: result.code,
        answer: result.answer,
      });
    }
  }
  return delivery;
}
