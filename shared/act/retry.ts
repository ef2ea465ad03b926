import type { Deps } from '../deps.ts';
import { Busy, Throttled, VersionConflict } from '../faults.ts';

/** Fifty clerks at one household each get their turn well within these. */
const MOST_ATTEMPTS = 60;
/** As often as the client tries any other call that is throttled. */
const MOST_THROTTLED = 4;
const LONGEST_PAUSE_MS = 400;

/**
 * What an attempt comes to, made again on what is then there where somebody else came first, or where the table is
 * throttling; `tries` counts from 1. In the end `Busy`.
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
