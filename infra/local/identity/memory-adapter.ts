import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';
import QuickLRU from 'quick-lru';

const MAX_ITEMS = 1000;

/**
 * Returns a storage for the provider that keeps its items in memory until they expire: sign-ins in progress and codes,
 * all of which last minutes. A restart loses them, and costs a click.
 */
export function memoryAdapter(): AdapterFactory {
  const items = new QuickLRU<string, AdapterPayload>({ maxSize: MAX_ITEMS });
  return (model): Adapter => {
    const keyOf = (id: string): string => `${model}:${id}`;
    return {
      upsert: async (id, payload, expiresIn) => {
        items.set(keyOf(id), payload, expiresIn === undefined ? {} : { maxAge: expiresIn * 1000 });
      },
      find: async (id) => items.get(keyOf(id)),
      findByUid: async (uid) =>
        [...items].find(([key, payload]) => key.startsWith(keyOf('')) && payload.uid === uid)?.[1],
      // The device flow is off.
      findByUserCode: async () => undefined,
      consume: async (id) => {
        const payload = items.get(keyOf(id));
        if (payload) payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => {
        items.delete(keyOf(id));
      },
      revokeByGrantId: async (grantId) => {
        for (const [key, payload] of items) if (payload.grantId === grantId) items.delete(key);
      },
    };
  };
}
