import { Busy } from '../faults.ts';
import type { Log } from '../log.ts';
import type { KeyProvider, Keys } from './keys.ts';

/** So long a change of what is kept may take to reach a running process. */
export const KEPT_MS = 5 * 60_000;
/** After a refresh that failed, until the next. */
const RETRY_MS = 30_000;

export interface Source<Kept> {
  readonly load: () => Promise<Kept>;
  readonly clock: () => number;
  readonly log: Log;
  /** The event that is logged where a refresh fails. */
  readonly failure: string;
}

/**
 * What is loaded when it is first asked for and again when it is five minutes old; whoever asks meanwhile waits for
 * the same load. Where a refresh fails the last good one goes on; where there is none yet the failure is the caller's
 * (`Busy` where it may pass) and is not remembered.
 */
export function refreshingCache<Kept>({ load, clock, log, failure }: Source<Kept>): () => Promise<Kept> {
  let good: { readonly kept: Kept } | undefined;
  let until = 0;
  let loading: Promise<Kept> | undefined;

  const refreshed = async (): Promise<Kept> => {
    try {
      good = { kept: await load() };
      until = clock() + KEPT_MS;
      return good.kept;
    } catch (error) {
      if (!good) throw Busy.from(error);
      log(failure, { error: String(error) });
      until = clock() + RETRY_MS;
      return good.kept;
    } finally {
      loading = undefined;
    }
  };

  return async () => {
    if (good && clock() < until) return good.kept;
    loading ??= refreshed();
    return loading;
  };
}

/** Provides keys from a cache that keeps them for five minutes, and longer while they cannot be loaded again. */
export function cachedKeys(source: Omit<Source<Keys>, 'failure'>): KeyProvider {
  return refreshingCache({ ...source, failure: 'keys_not_refreshed' });
}
