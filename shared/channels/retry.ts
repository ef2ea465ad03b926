/** How often and how long a message is tried on one channel. */
export const RETRY = {
  /** The last of twelve comes an hour and three quarters after the first, or later where the other side asks for it. */
  attempts: 12,
  withinMs: 4 * 3_600_000,
  firstMs: 5_000,
  mostMs: 30 * 60_000,
} as const;

/**
 * How long to wait after so many attempts: twice as long each time, between the half and the whole of it by `chance`
 * (0 up to 1), so that what failed together does not come back together. At least what the other side asks for, and
 * never longer than half an hour: who asks for a day is asked again before.
 */
export function waitMs(attempts: number, afterMs: number, chance: number): number {
  const whole = Math.min(RETRY.mostMs, RETRY.firstMs * 2 ** (attempts - 1));
  return Math.min(RETRY.mostMs, Math.max(afterMs, Math.round(whole * (0.5 + chance / 2))));
}
