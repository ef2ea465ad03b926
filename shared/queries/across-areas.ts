import type { AreaCode } from '../domain/areas/area.ts';

interface Items<T> {
  readonly items: readonly T[];
  readonly next?: string | undefined;
}

/** A list that runs through divisions one after the other, in each by keys of its own. */
export interface Source<T> {
  readonly divisions: readonly AreaCode[];
  readonly pageOf: (division: AreaCode, limit: number, after: string | undefined) => Promise<Items<T>>;
  readonly keyOf: (item: T) => string;
  /** Which of them are asked for; all without it. */
  readonly isAsked?: ((item: T) => boolean) | undefined;
}

/** Read at a time where only some are asked for. */
const SIFTED = 200;
/** Pages looked through for one answer: it may then have fewer items than were asked for, or none, and goes on. */
const MOST_PAGES = 40;

const placeOf = (division: AreaCode, key: string) => `${division}.${key}`;

/**
 * At most so many items from a place on, and the place behind the last one that was looked at, unless all have been.
 */
export const pageAcrossAreas = async <T>(
  { divisions, pageOf, keyOf, isAsked }: Source<T>,
  most: number,
  place: string | undefined,
): Promise<{ items: T[]; place?: string }> => {
  const [begin = '', ...key] = place?.split('.') ?? [];
  const rest = divisions.filter((division) => division >= begin);
  const items: T[] = [];
  let pages = 0;
  for (const [i, division] of rest.entries()) {
    let after = division === begin ? key.join('.') || undefined : undefined;
    do {
      if (pages === MOST_PAGES) return { items, place: placeOf(division, after ?? '') };
      pages++;
      const found = await pageOf(division, isAsked ? SIFTED : most - items.length, after);
      for (const [at, item] of found.items.entries()) {
        if (isAsked && !isAsked(item)) continue;
        items.push(item);
        if (items.length < most) continue;
        const isLast = at === found.items.length - 1 && found.next === undefined;
        if (!isLast) return { items, place: placeOf(division, keyOf(item)) };
        const following = rest[i + 1];
        return following ? { items, place: placeOf(following, '') } : { items };
      }
      after = found.next;
    } while (after);
  }
  return { items };
};
