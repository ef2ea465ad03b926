import type { ChannelKind } from '../domain/alerts/channel.ts';

/** At most `count` messages in any `windowMs` milliseconds. */
export interface Rate {
  readonly count: number;
  readonly windowMs: number;
}

const MINUTE = 60_000;

/** The rates that providers state for one robot; the other kinds have none. */
export const RATES: Readonly<Record<ChannelKind, readonly Rate[]>> = {
  wecom: [{ count: 20, windowMs: MINUTE }],
  dingtalk: [{ count: 20, windowMs: MINUTE }],
  feishu: [
    { count: 100, windowMs: MINUTE },
    { count: 5, windowMs: 1000 },
  ],
  sns: [],
  smtp: [],
  webhook: [],
  sink: [],
};

/** Whether a message may be sent now, or when to ask again, in milliseconds since 1970. */
export type Turn = 'now' | { readonly waitUntil: number };

/** The instants of messages sent, oldest first: the whole state of a limiter. */
export type Sends = readonly number[];

/**
 * A sliding window: returns whether one more message may be sent at `now`, and the new state. No window of a rate, its
 * start included and its end not, has more than its count. Instants of a clock ahead of this one count.
 */
export function nextTurn(
  sends: Sends,
  rates: readonly Rate[],
  now: number,
): { readonly turn: Turn; readonly sends: Sends } {
  const longest = Math.max(0, ...rates.map(({ windowMs }) => windowMs));
  const recent = sends.filter((at) => at > now - longest).sort((a, b) => a - b);
  const waits = rates.flatMap(({ count, windowMs }) => {
    const nth = recent.at(-count);
    return nth === undefined || nth + windowMs <= now ? [] : [nth + windowMs];
  });
  if (waits.length > 0) return { turn: { waitUntil: Math.max(...waits) }, sends: recent };
  return { turn: 'now', sends: rates.length === 0 ? [] : [...recent, now].sort((a, b) => a - b) };
}
