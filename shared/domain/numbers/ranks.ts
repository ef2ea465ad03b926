/** The value of each unit; undefined if there is nothing to measure. */
export type ValueByUnit<Unit> = ReadonlyMap<Unit, number | undefined>;

/**
 * Returns the rank of each unit with a value, 1 for the best. Equal values share a rank, and the next rank counts them
 * all (1, 1, 3).
 */
export function ranksOf<Unit>(values: ValueByUnit<Unit>, best: 'most' | 'least'): Map<Unit, number> {
  const known = [...values.values()].filter((value) => value !== undefined);
  const countBetter = (than: number) =>
    known.filter((value) => (best === 'most' ? value > than : value < than)).length;
  return new Map(
    [...values].flatMap(([unit, value]) =>
      value === undefined ? [] : [[unit, countBetter(value) + 1] as const],
    ),
  );
}
