import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  attemptOf,
  beginDelivery,
  Delivery,
  interruptDelivery,
  LEASE_MS,
  newDelivery,
  postponeDelivery,
  recordAttempt,
} from '../../../shared/channels/delivery.ts';
import { RETRY, retryDelayMs } from '../../../shared/channels/retry.ts';
import { LIMITS } from '../../../shared/channels/send-deps.ts';
import { CODE_OUTCOMES, CODES, DELIVERY_STATES } from '../../../shared/domain/alerts/delivery-codes.ts';
import { CHANNEL_CODE_TEXT, DELIVERY_STATE_TEXT } from '../../../shared/text/channels.ts';
import { word } from '../../../shared/text/render.ts';
import { channelId, newMessageId, START } from './world.ts';

const fresh = () => newDelivery({ channel: channelId('wecom-1'), message: newMessageId() }, START);

const anyStep = fc.oneof(
  fc.record({
    kind: fc.constant('send' as const),
    code: fc.constantFrom(...CODES),
    took: fc.nat({ max: 20_000 }),
    afterMs: fc.option(fc.nat({ max: 10_000_000 }), { nil: undefined }),
    chance: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  }),
  fc.record({ kind: fc.constant('die' as const), later: fc.nat({ max: 100_000_000 }) }),
  fc.record({ kind: fc.constant('postpone' as const), by: fc.nat({ max: 60_000 }) }),
);

describe('the record of a delivery', () => {
  test('keeps to its states whatever happens', () => {
    fc.assert(
      fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
        let now = START;
        let delivery: Delivery = fresh();
        const changed = (next: Delivery) => {
          // It is as its schema says, after storing too.
          expect(Delivery.parse(JSON.parse(JSON.stringify(next)))).toEqual(next);
          expect(next.revision).toBe(delivery.revision + 1);
          // Nothing that was put down is lost.
          expect(next.attempts.slice(0, delivery.attempts.length)).toEqual(delivery.attempts);
          delivery = next;
        };
        for (const step of steps) {
          if (delivery.state !== 'waiting') break;
          now = Math.max(now, Date.parse(delivery.next ?? ''));
          if (step.kind === 'postpone') {
            changed(postponeDelivery(delivery, now + step.by));
            continue;
          }
          changed(beginDelivery(delivery, now));
          expect(Date.parse(delivery.next ?? '') - now).toBe(LEASE_MS);
          if (step.kind === 'die') {
            now += LEASE_MS + step.later;
            changed(interruptDelivery(delivery, now));
            continue;
          }
          const attempt = attemptOf({ code: step.code }, now, now + step.took);
          now += step.took;
          changed(recordAttempt(delivery, attempt, { now, afterMs: step.afterMs, chance: step.chance }));
        }
        const { state, attempts, next, trying } = delivery;
        expect(trying).toBeUndefined();
        expect(next === undefined).toBe(state !== 'waiting');
        expect(attempts.length).toBeLessThanOrEqual(RETRY.attempts);
        const last = attempts.at(-1)?.outcome;
        if (state === 'delivered' || state === 'refused') expect(last).toBe(state);
        if (state === 'waiting' || state === 'given_up') expect([undefined, 'retry']).toContain(last);
        // Given up is only what had its chances.
        const whole = Date.parse(attempts.at(-1)?.at ?? '') - Date.parse(attempts[0]?.at ?? '');
        if (state === 'given_up' && attempts.length < RETRY.attempts) {
          expect(whole + 20_000 + RETRY.mostMs).toBeGreaterThan(RETRY.withinMs);
        }
      }),
    );
  });

  test.each(Object.entries(CODE_OUTCOMES))('%s is %s', (code, outcome) => {
    const attempt = attemptOf({ code: code as keyof typeof CODE_OUTCOMES }, START, START + 12);
    const { state } = recordAttempt(beginDelivery(fresh(), START), attempt, { now: START + 12, chance: 0 });
    expect(attempt).toEqual({ at: '2026-06-15T00:00:00.000Z', outcome, code, ms: 12 });
    expect(state).toBe(outcome === 'retry' ? 'waiting' : outcome);
  });

  test('ends after twelve attempts, in about two hours', () => {
    let now = START;
    let delivery = fresh();
    while (delivery.state === 'waiting') {
      now = Date.parse(delivery.next ?? '');
      const attempt = attemptOf({ code: 'timeout' }, now, now);
      delivery = recordAttempt(beginDelivery(delivery, now), attempt, { now, chance: 0.999 });
    }
    expect([delivery.state, delivery.attempts.length]).toEqual(['given_up', 12]);
    expect((now - START) / 3_600_000).toBeCloseTo(1.7, 1);
  });

  test('ends when the next attempt would come too late', () => {
    const [first, last] = [START, START + RETRY.withinMs - 1_000];
    const early = recordAttempt(beginDelivery(fresh(), first), attemptOf({ code: 'timeout' }, first, first), {
      now: first,
      chance: 0,
    });
    const late = recordAttempt(beginDelivery(early, last), attemptOf({ code: 'timeout' }, last, last), {
      now: last,
      chance: 0,
    });
    expect(late.state).toBe('given_up');
  });

  test('counts deaths, so that what ends every process is not tried for ever', () => {
    let delivery = fresh();
    let deaths = 0;
    while (delivery.state === 'waiting') {
      delivery = interruptDelivery(beginDelivery(delivery, START), START + LEASE_MS);
      deaths++;
    }
    expect([deaths, delivery.state, delivery.attempts.at(-1)?.code]).toEqual([12, 'given_up', 'interrupted']);
  });

  test('is sent again however late its process is missed', () => {
    const later = START + 10 * RETRY.withinMs;
    expect(interruptDelivery(beginDelivery(fresh(), START), later)).toMatchObject({
      state: 'waiting',
      next: new Date(later).toISOString(),
    });
    expect(interruptDelivery(fresh(), later)).toMatchObject({ attempts: [], revision: 0 });
  });

  test('what began is left alone for longer than any attempt may take', () => {
    expect(LEASE_MS).toBeGreaterThan(2 * LIMITS.totalMs);
  });
});

describe('the wait before the next attempt', () => {
  const anyChance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

  test('doubles, up to half an hour, between the half and the whole of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), anyChance, (attempts, chance) => {
        const whole = Math.min(RETRY.mostMs, 5_000 * 2 ** (attempts - 1));
        const wait = retryDelayMs(attempts, 0, chance);
        expect(wait).toBeGreaterThanOrEqual(whole / 2);
        expect(wait).toBeLessThanOrEqual(whole);
      }),
    );
  });

  test('is what the other side asks for, but never longer than half an hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.nat(), anyChance, (attempts, afterMs, chance) => {
        const wait = retryDelayMs(attempts, afterMs, chance);
        expect(wait).toBeGreaterThanOrEqual(Math.min(afterMs, RETRY.mostMs));
        expect(wait).toBeLessThanOrEqual(RETRY.mostMs);
      }),
    );
  });
});

describe('what is said of a delivery', () => {
  test('each code and each state has its sentence, and no sentence stands for nothing', () => {
    expect(Object.keys(CHANNEL_CODE_TEXT).sort()).toEqual([...CODES].sort());
    expect(Object.keys(DELIVERY_STATE_TEXT).sort()).toEqual([...DELIVERY_STATES].sort());
  });

  test('it says what to do', () => {
    expect(word(CHANNEL_CODE_TEXT, 'key_invalid', 'zh-CN')).toBe(
      '机器人密钥无效，请在群机器人设置中重新复制',
    );
    expect(word(CHANNEL_CODE_TEXT, 'key_invalid', 'en')).toContain('copy it anew');
  });
});
