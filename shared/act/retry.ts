import type { Deps } from '../deps.ts';
import { Busy, Throttled, VersionConflict } from '../faults.ts';

/** Enough for fifty clerks who edit one household at once. */
const MOST_ATTEMPTS = 60;
/** As many as the client makes of any other throttled call. */
const MOST_THROTTLED = 4;
const LONGEST_PAUSE_MS = 400;

/**
 * Runs an attempt and repeats it after a version conflict or throttling, with jittered pauses. `tries` counts from 1.
 * Throws `Busy` when the attempts are used up; other errors as they are.
 */
export async function retryOnConflict<T>(
  { pause, random }: Pick<Deps, 'pause' | 'random'>,
  attempt: (tries: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt(tries);
    } catch (error) {
      const most = error instanceof Throttled ? MOST_THROTTLED : MOST_ATTEMPTS;
      const again = error instanceof VersionConflict || error instanceof Throttled;
      if (!again) throw Busy.from(error);
      if (tries === most) throw new Busy(error.name, { cause: error });
      await pause(random() * Math.min(LONGEST_PAUSE_MS, 10 * 2 ** tries));
    }
  }
}
