/** What units are measured by; undefined where there is nothing to measure. */
export type Measured<Unit> = ReadonlyMap<Unit, number | undefined>;

/**
 * The rank of each unit that has a value, the best one first: equal values share a rank, and the next one counts them
 * all (1, 1, 3). A unit without a value has none.
 */
export function ranksOf<Unit>(measured: Measured<Unit>, best: 'most' | 'least'): Map<Unit, number> {
  const values = [...measured.values()].filter((value) => value !== undefined);
  const better = (than: number) =>
    values.filter((value) => (best === 'most' ? value > than : value < than)).length;
  return new Map(
    [...measured].flatMap(([unit, value]) =>
      value === undefined ? [] : [[unit, better(value) + 1] as const],
    ),
  );
}
