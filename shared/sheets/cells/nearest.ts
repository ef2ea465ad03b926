/** The Levenshtein distance of two words, in characters. */
const distance = (a: string, b: string): number => {
  const from = [...a];
  const to = [...b];
  let row = to.map((_, j) => j + 1);
  from.forEach((character, i) => {
    let left = i + 1;
    let corner = i;
    row = to.map((other, j) => {
      const above = row[j] ?? 0;
      left = Math.min(left + 1, above + 1, corner + (character === other ? 0 : 1));
      corner = above;
      return left;
    });
  });
  return row.at(-1) ?? from.length;
};

/** Returns the word of a non-empty list that is nearest to the typed one. */
export function nearest(word: string, list: readonly string[]): string {
  const typed = word.slice(0, 40);
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const one of list) {
    const steps = distance(typed, one);
    if (steps < least) [best, least] = [one, steps];
  }
  return best;
}
