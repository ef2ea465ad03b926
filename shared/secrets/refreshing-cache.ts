import { Busy } from '../faults.ts';
import type { Log } from '../log.ts';
import type { KeyProvider, Keys } from './keys.ts';

/** How long a value is cached, in milliseconds: a change reaches a running process after at most this time. */
export const CACHE_MS = 5 * 60_000;
/** Time from a failed refresh to the next, in milliseconds. */
const RETRY_MS = 30_000;

export interface Source<Value> {
  readonly load: () => Promise<Value>;
  readonly clock: () => number;
  readonly log: Log;
  /** The event to log if a refresh fails. */
  readonly failure: string;
}

/**
 * Returns a function that loads a value with its first call and again when it is five minutes old; concurrent calls
 * share one load. If a refresh fails, the last value stays. If the first load fails, the call throws, `Busy` for a
 * transient failure, and the next one tries again.
 */
export function refreshingCache<Value>({ load, clock, log, failure }: Source<Value>): () => Promise<Value> {
  let last: { readonly value: Value } | undefined;
  let until = 0;
  let loading: Promise<Value> | undefined;

  const refresh = async (): Promise<Value> => {
    try {
      last = { value: await load() };
      until = clock() + CACHE_MS;
      return last.value;
    } catch (error) {
      if (!last) throw Busy.from(error);
      log(failure, { error: String(error) });
      until = clock() + RETRY_MS;
      return last.value;
    } finally {
      loading = undefined;
    }
  };

  return async () => {
    if (last && clock() < until) return last.value;
    loading ??= refresh();
    return loading;
  };
}

/** Provides keys from a cache: for five minutes, and longer while they cannot be loaded. */
export function cachedKeys(source: Omit<Source<Keys>, 'failure'>): KeyProvider {
  return refreshingCache({ ...source, failure: 'keys_not_refreshed' });
}
