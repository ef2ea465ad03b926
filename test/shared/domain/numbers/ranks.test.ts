import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ranksOf } from '../../../../shared/domain/numbers/ranks.ts';

const of = (values: readonly (number | undefined)[]) => new Map(values.map((value, i) => [i, value]));
const listed = (ranks: Map<number, number>, count: number) =>
  Array.from({ length: count }, (_, i) => ranks.get(i));

test.each([
  ['most', [0.5, 0.9, 0.1], [2, 1, 3]],
  ['least', [0.5, 0.9, 0.1], [2, 3, 1]],
  ['most', [0.9, 0.5, 0.9, 0.1], [1, 3, 1, 4]],
  ['most', [1 / 3, 2 / 6, 0.3], [1, 1, 3]],
  ['least', [12, undefined, 12, 40], [1, undefined, 1, 3]],
  ['most', [undefined, undefined], [undefined, undefined]],
  ['least', [0, undefined], [1, undefined]],
  ['most', [], []],
] as const)('the %s is best: %j ranks as %j', (best, values, ranks) => {
  expect(listed(ranksOf(of(values), best), values.length)).toEqual(ranks);
});

test('equals share a rank, whoever is better stands before, and nobody without a value stands anywhere', () => {
  const value = fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined });
  fc.assert(
    fc.property(fc.array(value, { maxLength: 12 }), fc.constantFrom('most', 'least'), (values, best) => {
      const ranks = ranksOf(of(values), best);
      expect(ranks.size).toBe(values.filter((one) => one !== undefined).length);
      for (const [a, one] of values.entries())
        for (const [b, other] of values.entries()) {
          const [first, second] = [ranks.get(a), ranks.get(b)];
          if (one === undefined || other === undefined || first === undefined || second === undefined)
            continue;
          const better = best === 'most' ? one > other : one < other;
          expect(first < second).toBe(better);
          expect(first === second).toBe(one === other);
        }
      // As many stand before a rank as it says.
      for (const rank of ranks.values())
        expect([...ranks.values()].filter((one) => one < rank)).toHaveLength(rank - 1);
    }),
  );
});
