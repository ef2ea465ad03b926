import * as z from 'zod/mini';
import { documented } from '../../../shared/domain/records/documented.ts';
import { sealed, unsealed } from '../../../shared/secrets/seal.ts';
import { badRequest } from './parse.ts';
import type { Asked } from './route.ts';

/** A list's answer: `next` is the cursor that goes on behind it. */
export const pageOf = <T extends z.ZodMiniType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: documented(z.optional(z.string()), {
      description: 'The cursor of the next page; missing on the last',
    }),
  });

const MOST = 200;

/** Query parameters of every list. */
export const PAGING = {
  limit: documented(
    z._default(
      z.pipe(
        z.string().check(
          z.regex(/^\d{1,3}$/, { error: 'limit_out_of_range' }),
          z.refine((said) => +said >= 1 && +said <= MOST, { error: 'limit_out_of_range' }),
        ),
        z.transform(Number),
      ),
      50,
    ),
    {
      description: 'Items on a page, 1 to 200',
      override: { type: 'integer', minimum: 1, maximum: MOST, default: 50 },
    },
  ),
  cursor: documented(z.optional(z.string().check(z.maxLength(2000, { error: 'cursor_malformed' }))), {
    description: '`next` of the page before',
  }),
};

type Paged = Asked<unknown, { readonly limit: number; readonly cursor?: string | undefined }, undefined>;

/** What makes a list this list: who asks, which route, which record, which filters. */
const listOf = ({ actor, params, query }: Paged, name: string): string => {
  const { limit: _, cursor: __, ...filters } = query;
  return JSON.stringify([actor.id, name, params ?? null, filters]);
};

/** The place behind which the page begins. Throws `BadRequest` for a cursor that is not of this list. */
export const placeIn = async (asked: Paged, name: string): Promise<string | undefined> => {
  const { cursor } = asked.query;
  if (cursor === undefined) return undefined;
  const { seal } = await asked.deps.keys();
  const place = unsealed(seal, cursor, listOf(asked, name));
  if (place === undefined) throw badRequest('cursor_malformed', ['cursor']);
  return place;
};

/** A page as it goes out, the place where the next begins sealed. */
export const page = async <T>(
  asked: Paged,
  name: string,
  items: T[],
  place: string | undefined,
): Promise<{ items: T[]; next?: string }> => {
  if (place === undefined) return { items };
  const [key] = (await asked.deps.keys()).seal;
  if (!key) throw new Error('no key to seal cursors with');
  return { items, next: sealed(key, place, listOf(asked, name)) };
};
