import type { ChannelKind } from '../domain/alerts/channel.ts';

/** So many within so many milliseconds. */
export interface Rate {
  readonly count: number;
  readonly windowMs: number;
}

const MINUTE = 60_000;

/** What providers take of one robot; elsewhere nobody states a rate. */
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

/** When a message may go: now, or when to ask again, in milliseconds since 1970. */
export type Turn = 'now' | { readonly waitUntil: number };

/** The instants of what was sent, oldest first: what a limiter has to know, and all that it keeps. */
export type Sends = readonly number[];

/**
 * A sliding window: whether one more may go at `now`, and what to remember then. In any window of a rate, its start
 * included and its end not, there are never more than its count. What a clock ahead of this one has put down counts.
 */
export function nextTurn(
  sends: Sends,
  rates: readonly Rate[],
  now: number,
): { readonly turn: Turn; readonly sends: Sends } {
  const longest = Math.max(0, ...rates.map(({ windowMs }) => windowMs));
  const kept = sends.filter((at) => at > now - longest).sort((a, b) => a - b);
  const waits = rates.flatMap(({ count, windowMs }) => {
    const nth = kept.at(-count);
    return nth === undefined || nth + windowMs <= now ? [] : [nth + windowMs];
  });
  if (waits.length > 0) return { turn: { waitUntil: Math.max(...waits) }, sends: kept };
  return { turn: 'now', sends: rates.length === 0 ? [] : [...kept, now].sort((a, b) => a - b) };
}
