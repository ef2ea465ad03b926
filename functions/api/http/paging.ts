import * as z from 'zod';
import { seal, unseal } from '../../../shared/secrets/seal.ts';
import { badRequest } from './parse.ts';
import type { RouteContext } from './route.ts';

/** A list's answer: `next` is the cursor that goes on behind it. */
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().meta({
      description: 'The cursor of the next page; missing on the last',
    }),
  });

const MOST = 200;

/** Query parameters of every list. */
export const PAGING = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, { error: 'limit_out_of_range' })
    .refine((said) => +said >= 1 && +said <= MOST, { error: 'limit_out_of_range' })
    .transform(Number)
    .default(50)
    .meta({
      description: 'Items on a page, 1 to 200',
      override: { type: 'integer', minimum: 1, maximum: MOST, default: 50 },
    }),
  cursor: z.string().max(2000, { error: 'cursor_malformed' }).optional().meta({
    description: '`next` of the page before',
  }),
};

type Paged = RouteContext<
  unknown,
  { readonly limit: number; readonly cursor?: string | undefined },
  undefined
>;

/** What makes a list this list: who asks, which route, which record, which filters. */
const listOf = ({ actor, params, query }: Paged, name: string): string => {
  const { limit: _, cursor: __, ...filters } = query;
  return JSON.stringify([actor.id, name, params ?? null, filters]);
};

/** The place behind which the page begins. Throws `BadRequest` for a cursor that is not of this list. */
export const cursorPosition = async (asked: Paged, name: string): Promise<string | undefined> => {
  const { cursor } = asked.query;
  if (cursor === undefined) return undefined;
  const { seal } = await asked.deps.keys();
  const place = unseal(seal, cursor, listOf(asked, name));
  if (place === undefined) throw badRequest('cursor_malformed', ['cursor']);
  return place;
};

/** A page as it goes out, the place where the next begins sealed. */
export const toPage = async <T>(
  asked: Paged,
  name: string,
  items: T[],
  place: string | undefined,
): Promise<{ items: T[]; next?: string }> => {
  if (place === undefined) return { items };
  const [key] = (await asked.deps.keys()).seal;
  if (!key) throw new Error('no key to seal cursors with');
  return { items, next: seal(key, place, listOf(asked, name)) };
};
