import QuickLRU from 'quick-lru';

/**
 * Stands in the bundles for the cache in which the SDK would keep endpoints that it discovers: the same by the one
 * that is in the bundle already. It discovers none unless it is told to.
 */
export default class LRUCache extends QuickLRU<string, unknown> {
  constructor(maxSize: number) {
    super({ maxSize });
  }
}
