/** The limits of retries of a message on one channel. */
export const RETRY = {
  /** The last of twelve is an hour and three quarters after the first, or later if the receiver asks for it. */
  attempts: 12,
  withinMs: 4 * 3_600_000,
  firstMs: 5_000,
  mostMs: 30 * 60_000,
} as const;

/**
 * The wait after so many attempts, in milliseconds: doubles each time, with jitter between half and whole by `chance`
 * (0 up to 1). At least the time that the receiver asks for, at most half an hour.
 */
export function retryDelayMs(attempts: number, afterMs: number, chance: number): number {
  const maxDelay = Math.min(RETRY.mostMs, RETRY.firstMs * 2 ** (attempts - 1));
  return Math.min(RETRY.mostMs, Math.max(afterMs, Math.round(maxDelay * (0.5 + chance / 2))));
}
