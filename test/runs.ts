/** Whether the slow properties run with all of their cases: `npm run check:deep`. */
export const isDeep = process.env.HOUFU_TESTS === 'deep';

/** Returns the number of runs of a slow property: all of them when `isDeep`, otherwise a quarter, at least three. */
export function runs(all: number): number {
  return isDeep ? all : Math.max(3, Math.ceil(all / 4));
}
