import type { KeyProvider, Keys } from './secrets/keys.ts';
import { KEPT_MS, refreshingCache, type Source } from './secrets/refreshing-cache.ts';

/** So long a rotation may take to reach a running process. */
export const KEYS_LAST_MS = KEPT_MS;

/** Keys that are kept for five minutes, and go on where they cannot be loaded anew. */
export const cachedKeys = (source: Omit<Source<Keys>, 'failure'>): KeyProvider =>
  refreshingCache({ ...source, failure: 'keys_not_refreshed' });
