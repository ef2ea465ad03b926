import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextTurn, RATES, type Rate, type Sends } from '../../../shared/channels/limiter.ts';

/** Asks at each instant after the last by so many milliseconds; gives when something went. */
const went = (rates: readonly Rate[], steps: readonly number[]): { at: number[]; sends: Sends } => {
  const at: number[] = [];
  let sends: Sends = [];
  let now = 1_000_000;
  for (const step of steps) {
    now += step;
    const next = nextTurn(sends, rates, now);
    sends = next.sends;
    if (next.turn === 'now') at.push(now);
  }
  return { at, sends };
};

/** The most in any window of a rate, each begun at something that went. */
const most = (at: readonly number[], windowMs: number): number =>
  Math.max(0, ...at.map((from) => at.filter((one) => one >= from && one < from + windowMs).length));

const anyRates = fc.array(
  fc.record({ count: fc.integer({ min: 1, max: 8 }), windowMs: fc.integer({ min: 1, max: 500 }) }),
  { minLength: 1, maxLength: 3 },
);
const anySteps = fc.array(fc.oneof(fc.nat({ max: 5 }), fc.nat({ max: 300 })), { maxLength: 150 });

describe('a sliding window', () => {
  test('never lets more than its count go in any window', () => {
    fc.assert(
      fc.property(anyRates, anySteps, (rates, steps) => {
        const { at } = went(rates, steps);
        for (const { count, windowMs } of rates) expect(most(at, windowMs)).toBeLessThanOrEqual(count);
      }),
    );
  });

  test('lets go at the very instant that it names, and not a millisecond before', () => {
    fc.assert(
      fc.property(anyRates, anySteps, (rates, steps) => {
        const { sends } = went(rates, steps);
        const now = Math.max(1_000_000, ...sends);
        const { turn } = nextTurn(sends, rates, now);
        if (turn === 'now') return;
        expect(turn.waitUntil).toBeGreaterThan(now);
        expect(nextTurn(sends, rates, turn.waitUntil - 1).turn).not.toBe('now');
        expect(nextTurn(sends, rates, turn.waitUntil).turn).toBe('now');
      }),
    );
  });

  test('remembers no more than its largest count', () => {
    fc.assert(
      fc.property(anyRates, anySteps, (rates, steps) => {
        const bound = Math.max(...rates.map(({ count }) => count));
        expect(went(rates, steps).sends.length).toBeLessThanOrEqual(bound * rates.length);
      }),
    );
  });

  test('counts what a clock ahead of this one has put down', () => {
    expect(nextTurn([900, 5_000], [{ count: 1, windowMs: 1000 }], 1_000).turn).toEqual({ waitUntil: 6_000 });
  });

  test('does not change what it was handed', () => {
    const sends = Object.freeze([3, 1, 2]);
    expect(nextTurn(sends, [{ count: 5, windowMs: 10 }], 4).sends).toEqual([1, 2, 3, 4]);
  });

  test.each([
    ['wecom', 20, 60_000],
    ['dingtalk', 20, 60_000],
    ['feishu', 5, 1_000],
  ] as const)('of %s: after %i at once the next goes %i ms later', (kind, count, waits) => {
    let sends: Sends = [];
    for (let i = 0; i < count; i++) ({ sends } = nextTurn(sends, RATES[kind], 1_000));
    expect(nextTurn(sends, RATES[kind], 1_000).turn).toEqual({ waitUntil: 1_000 + waits });
  });

  test('of Feishu: after 100 within a minute the next waits for the minute’s end', () => {
    const { at, sends } = went(
      RATES.feishu,
      Array.from({ length: 100 }, () => 250),
    );
    expect(at).toHaveLength(100);
    expect(nextTurn(sends, RATES.feishu, (at.at(-1) ?? 0) + 250).turn).toEqual({
      waitUntil: (at[0] ?? 0) + 60_000,
    });
  });

  test('without a rate is always open, and remembers nothing', () => {
    expect(nextTurn([], RATES.sns, 1_000)).toEqual({ turn: 'now', sends: [] });
  });
});
