/** Reproducible random numbers: the same keys give the same draws, on every machine. */
export interface Random {
  /** At least 0, below 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(least: number, most: number): number;
  chance(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  weighted<T>(choices: Weighted<T>): T;
  shuffled<T>(list: readonly T[]): T[];
}

export type Weighted<T> = readonly (readonly [value: T, weight: number])[];

/** FNV-1a over UTF-16 units, 32 bits. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
};

/** mulberry32: 32 bits of state, enough for made-up people. */
const mulberry32 = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Creates a stream for a topic, so that more draws for one topic do not shift the others. */
export function randomOf(...keys: readonly (string | number)[]): Random {
  const next = mulberry32(hashOf(keys.join('/')));
  const at = <T>(list: readonly T[], index: number): T => {
    if (list.length === 0) throw new RangeError('nothing to pick from');
    return list[index] as T;
  };
  const pick = <T>(list: readonly T[]): T => at(list, Math.floor(next() * list.length));
  return {
    next,
    pick,
    int: (least, most) => least + Math.floor(next() * (most - least + 1)),
    chance: (share) => next() < share,
    weighted: (choices) => {
      let left = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      const chosen = choices.findIndex(([, weight]) => {
        left -= weight;
        return left < 0;
      });
      return at(choices, chosen < 0 ? choices.length - 1 : chosen)[0];
    },
    shuffled: (list) => {
      const deck = [...list];
      for (let i = deck.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        [deck[i], deck[j]] = [at(deck, j), at(deck, i)];
      }
      return deck;
    },
  };
}

/**
 * Deals `count` values in these shares, in random order: exact to the nearest whole, each at least once if `count`
 * allows, so that a small county has the rare cases too.
 */
export function deal<T>(random: Random, count: number, choices: Weighted<T>): T[] {
  const total = choices.reduce((sum, [, weight]) => sum + weight, 0);
  const rareFirst = [...choices].sort((a, b) => a[1] - b[1]);
  const deck = rareFirst.flatMap(([value, weight]) =>
    Array.from({ length: Math.max(1, Math.round((count * weight) / total)) }, () => value),
  );
  const commonest = rareFirst.at(-1);
  if (!commonest) throw new RangeError('nothing to deal');
  while (deck.length < count) deck.push(commonest[0]);
  return random.shuffled(deck.slice(0, count));
}
