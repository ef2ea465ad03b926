/** The part of a list to read: at most `limit` items, starting after `position`. */
export interface PageRequest {
  readonly limit: number;
  /** The `next` of the page before; the start of the list without it. */
  readonly position?: string | undefined;
}

/** A part of a list. A page can have fewer items than the limit, even none, and still have a next. */
export interface Page<T> {
  readonly items: readonly T[];
  /** The position of the next page; missing at the end of the list. */
  readonly next?: string | undefined;
}

/** Returns the page with each of its items mapped. */
export function mapPage<T, U>({ items, next }: Page<T>, map: (item: T) => U): Page<U> {
  return { items: items.map(map), next };
}
