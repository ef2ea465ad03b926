import type { AreaCode } from '../domain/areas/area.ts';
import type { Page, PageRequest } from './page.ts';

interface SourcePage<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** A list that runs through divisions in order. Each division is read by its own keys. */
export interface Source<T> {
  readonly divisions: readonly AreaCode[];
  readonly readPage: (division: AreaCode, limit: number, after: string | undefined) => Promise<SourcePage<T>>;
  readonly keyOf: (item: T) => string;
  /** The filter; undefined if every item belongs to the list. */
  readonly matches?: ((item: T) => boolean) | undefined;
}

/** Items read at a time if the list has a filter. */
const FILTERED_LIMIT = 200;
/** Pages read for one request. The result can then have fewer items than the limit, or none, and a next. */
const MAX_PAGES = 40;

const positionAt = (division: AreaCode, key: string) => `${division}.${key}`;

/** Reads one page of a list that runs through divisions, starting after the request's position. */
export async function pageAcrossAreas<T>(
  { divisions, readPage, keyOf, matches }: Source<T>,
  { limit, position }: PageRequest,
): Promise<Page<T>> {
  const [first = '', ...key] = position?.split('.') ?? [];
  const rest = divisions.filter((division) => division >= first);
  const items: T[] = [];
  let pages = 0;
  for (const [i, division] of rest.entries()) {
    let after = division === first ? key.join('.') || undefined : undefined;
    do {
      if (pages === MAX_PAGES) return { items, next: positionAt(division, after ?? '') };
      pages++;
      const page = await readPage(division, matches ? FILTERED_LIMIT : limit - items.length, after);
      for (const [at, item] of page.items.entries()) {
        if (matches && !matches(item)) continue;
        items.push(item);
        if (items.length < limit) continue;
        const isLast = at === page.items.length - 1 && page.next === undefined;
        if (!isLast) return { items, next: positionAt(division, keyOf(item)) };
        const following = rest[i + 1];
        return following ? { items, next: positionAt(following, '') } : { items };
      }
      after = page.next;
    } while (after);
  }
  return { items };
}
