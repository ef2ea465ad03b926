import * as z from 'zod';
import type { Page, PageRequest } from '../../../shared/queries/page.ts';
import { seal, unseal } from '../../../shared/secrets/seal.ts';
import { badRequest } from './parse.ts';
import type { RouteContext } from './route.ts';

/** A list's answer: `next` is the cursor that goes on behind it. */
export const pageSchema = <T extends z.ZodType>(item: T) =>
  z.strictObject({
    items: z.array(item),
    next: z.string().optional().meta({
      description: '下一页 · The cursor of the next page; missing on the last',
    }),
  });

const MAX_LIMIT = 200;

/** Query parameters of every list. */
export const PAGING = {
  limit: z
    .string()
    .regex(/^\d{1,3}$/, { error: 'limit_out_of_range' })
    .refine((text) => +text >= 1 && +text <= MAX_LIMIT, { error: 'limit_out_of_range' })
    .transform(Number)
    .default(50)
    .meta({
      description: '每页几项，1 至 200 · Items on a page, 1 to 200',
      override: { type: 'integer', minimum: 1, maximum: MAX_LIMIT, default: 50 },
    }),
  cursor: z.string().max(2000, { error: 'cursor_malformed' }).optional().meta({
    description: '上一页的 next · `next` of the page before',
  }),
};

type PagedContext = RouteContext<
  unknown,
  { readonly limit: number; readonly cursor?: string | undefined },
  undefined
>;

/** Returns the text that identifies a list: a cursor is sealed with it and fits no other reader, route, record or filter. */
const listKey = ({ actor, params, query }: PagedContext, list: string): string => {
  const { limit: _, cursor: __, ...filter } = query;
  return JSON.stringify([actor.id, list, params ?? null, filter]);
};

/** Returns the page that a request asks for. Throws `BadRequest` for a cursor that is not of this list. */
export async function pageRequest(context: PagedContext, list: string): Promise<PageRequest> {
  const { limit, cursor } = context.query;
  if (cursor === undefined) return { limit };
  const { seal } = await context.deps.keys();
  const position = unseal(seal, cursor, listKey(context, list));
  if (position === undefined) throw badRequest('cursor_malformed', ['cursor']);
  return { limit, position };
}

/** Returns a page as it goes out: the position of the next page sealed into a cursor. */
export async function sealPage<T>(
  context: PagedContext,
  list: string,
  { items, next }: Page<T>,
): Promise<{ items: T[]; next?: string }> {
  if (next === undefined) return { items: [...items] };
  const [key] = (await context.deps.keys()).seal;
  if (!key) throw new Error('no key to seal cursors with');
  return { items: [...items], next: seal(key, next, listKey(context, list)) };
}
