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
import type { Sending } from './sending.ts';

/** What delivering needs of the world: `Deps` has clock, random, pause and log. */
export interface Delivering extends Sending {
  /** From 0 up to 1. */
  readonly random: () => number;
  /** Waits so many milliseconds. */
  readonly pause: (ms: number) => Promise<void>;
  readonly log: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
  /**
   * Whether one more may go on the robot of that key now. Who implements it keeps what `nextTurn` says to remember,
   * and writes it on condition of what was read, so that two who ask at once do not both get the last turn.
   */
  readonly turn: (key: string, rates: readonly Rate[]) => Promise<Turn>;
  /** How many milliseconds `deliver` may wait in all before it leaves the rest to a later call. */
  readonly patienceMs: number;
}

/** Stores a delivery; on condition that the one stored is of the revision before, or throws. */
export type Save = (delivery: Delivery) => Promise<void>;

/** Channels with one robot between them share its rate. */
const rateKey = (channel: Channel): string =>
  'secret' in channel && channel.secret
    ? `${channel.kind}/${channel.secret}`
    : `${channel.kind}/${channel.id}`;

/**
 * Brings a message to a channel, with as many attempts as patience allows, and gives the delivery as it was last
 * stored: `waiting` with `next`, when to call again, or an end. It is stored before and after each attempt: who dies in
 * between leaves `trying`, and the next call sends the message again under the same id. So it arrives at least once,
 * or its record says why not. Throws what `save` and `turn` throw, and nothing that a channel does.
 */
export async function deliver(
  deps: Delivering,
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
  /** Waits where patience lasts; says whether it did. */
  const waited = async (ms: number): Promise<boolean> => {
    if (ms > patience) return false;
    patience -= Math.max(0, ms);
    if (ms > 0) await deps.pause(ms);
    return true;
  };

  while (delivery.state === 'waiting') {
    const next = delivery.next === undefined ? deps.clock() : Date.parse(delivery.next);
    if (!(await waited(next - deps.clock()))) break;
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
    const sent = await sendOnce(deps, channel, message, deps.log);
    const now = deps.clock();
    const attempt = attemptOf(sent, at, now);
    await put(recordAttempt(delivery, attempt, { now, afterMs: sent.afterMs, chance: deps.random() }));
    if (attempt.outcome !== 'delivered') {
      const { channel: id, message: messageId, state } = delivery;
      deps.log('channel_attempt', {
        channel: id,
        message: messageId,
        state,
        code: sent.code,
        answer: sent.answer,
      });
    }
  }
  return delivery;
}
