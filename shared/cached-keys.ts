import type { KeyProvider, Keys } from './keys-of-secret.ts';
import { Busy } from './table/faults.ts';

/** So long a rotation may take to reach a running process. */
export const KEYS_LAST_MS = 5 * 60_000;
/** After a refresh that failed, until the next. */
const RETRY_MS = 30_000;

interface Source {
  readonly load: () => Promise<Keys>;
  readonly clock: () => number;
  readonly log: (event: string, fields?: Readonly<Record<string, unknown>>) => void;
}

/**
 * Keys that are loaded when they are first asked for and again when they are five minutes old; whoever asks
 * meanwhile waits for the same load. Where a refresh fails the last good ones go on; where there are none yet the
 * failure is the caller's (`Busy` where it may pass) and is not remembered.
 */
export const cachedKeys = ({ load, clock, log }: Source): KeyProvider => {
  let good: Keys | undefined;
  let until = 0;
  let loading: Promise<Keys> | undefined;

  const refreshed = async (): Promise<Keys> => {
    try {
      good = await load();
      until = clock() + KEYS_LAST_MS;
      return good;
    } catch (error) {
      if (!good) throw Busy.from(error);
      log('keys_not_refreshed', { error: String(error) });
      until = clock() + RETRY_MS;
      return good;
    } finally {
      loading = undefined;
    }
  };

  return async () => {
    if (good && clock() < until) return good;
    loading ??= refreshed();
    return loading;
  };
};
