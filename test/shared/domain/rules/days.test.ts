import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOREVER } from '../../../../shared/domain/calendar/dates.ts';
import { atLeast, atLeastShare, atLeastWithin } from '../../../../shared/domain/rules/counting.ts';
import {
  type Days,
  has,
  holdingFor,
  intersect,
  minus,
  outside,
  span,
  union,
} from '../../../../shared/domain/rules/days.ts';

/** Sets of days between 0 and 40, the last stretch of some of them without an end. */
const LAST = 40;
const anyDays: fc.Arbitrary<Days> = fc
  .tuple(
    fc.array(fc.tuple(fc.nat({ max: LAST }), fc.nat({ max: 12 })), { maxLength: 5 }),
    fc.option(fc.nat({ max: LAST }), { freq: 3 }),
  )
  .map(([stretches, open]) =>
    union(...stretches.map(([from, more]) => span(from, from + more)), open === null ? [] : span(open)),
  );
const ALL = Array.from({ length: LAST + 40 }, (_, i) => i - 10);
const FAR = [...ALL, 5000, FOREVER];

const holdsOn = (days: Days, test: (day: number) => boolean, over = FAR) => {
  for (const day of over) expect(has(days, day), `day ${day} of [${days}]`).toBe(test(day));
};

/** In order, apart, and none of them empty. */
const isSound = (days: Days) => {
  expect(days.length % 2).toBe(0);
  for (let i = 1; i < days.length; i++) {
    const apart = i % 2 === 0 ? 2 : 0;
    expect((days[i] ?? 0) - (days[i - 1] ?? 0)).toBeGreaterThanOrEqual(apart);
  }
};

describe('sets of days, held against asking day by day', () => {
  test('union, intersection, difference, complement', () => {
    fc.assert(
      fc.property(anyDays, anyDays, anyDays, (a, b, c) => {
        const results: [Days, (day: number) => boolean][] = [
          [union(a, b, c), (day) => has(a, day) || has(b, day) || has(c, day)],
          [intersect(a, b, c), (day) => has(a, day) && has(b, day) && has(c, day)],
          [minus(a, b), (day) => has(a, day) && !has(b, day)],
          [outside(a), (day) => !has(a, day)],
        ];
        for (const [days, test] of results) {
          isSound(days);
          holdsOn(days, test);
        }
        expect(outside(outside(a))).toEqual(a);
      }),
    );
  });

  test('what goes on holding', () => {
    fc.assert(
      fc.property(anyDays, fc.nat({ max: 9 }), (days, ahead) => {
        const held = holdingFor(days, ahead);
        isSound(held);
        holdsOn(
          held,
          (day) => Array.from({ length: ahead + 1 }, (_, i) => day + i).every((on) => has(days, on)),
          ALL,
        );
      }),
    );
  });

  test('so many of several sets, and such a share of them', () => {
    fc.assert(
      fc.property(fc.array(anyDays, { maxLength: 5 }), fc.array(anyDays, { maxLength: 4 }), (part, whole) => {
        const of = (sets: readonly Days[], day: number) => sets.filter((days) => has(days, day)).length;
        for (const least of [1, 2, 3]) {
          const enough = atLeast(least, part);
          isSound(enough);
          holdsOn(enough, (day) => of(part, day) >= least);
        }
        for (const [some, all] of [
          [0, 1],
          [3, 10],
          [1, 2],
          [1, 1],
        ] as const)
          holdsOn(
            atLeastShare(some / all, part, whole),
            (day) => of(whole, day) > 0 && of(part, day) * all >= of(whole, day) * some,
          );
      }),
    );
  });

  test('so many of the days of a window', () => {
    fc.assert(
      fc.property(
        anyDays,
        fc.integer({ min: 1, max: 15 }),
        fc.integer({ min: 1, max: 15 }),
        (days, least, window) => {
          const enough = atLeastWithin(least, window, days);
          isSound(enough);
          holdsOn(
            enough,
            (day) =>
              Array.from({ length: window }, (_, i) => day - i).filter((on) => has(days, on)).length >= least,
          );
        },
      ),
      { numRuns: 300 },
    );
  });
});

test('30 of 100 is 30 %, and 29 is not', () => {
  const households = (n: number) => Array.from({ length: n }, () => span(1, 2));
  expect(atLeastShare(0.3, households(30), households(100))).toEqual([1, 2]);
  expect(atLeastShare(0.3, households(29), households(100))).toEqual([]);
  expect(atLeastShare(0.07, households(7), households(100))).toEqual([1, 2]);
});
