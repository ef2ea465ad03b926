import type { Context } from 'hono';
import type * as z from 'zod';

/** What a request brought cannot be used: what is wrong, item by item. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('bad request');
    this.issues = issues;
  }
}

/** What stands behind the question mark; a parameter given twice is none that could be meant. */
const parametersOf = (c: Context): Record<string, unknown> => {
  const { searchParams } = new URL(c.req.url);
  const names = [...new Set(searchParams.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const said = searchParams.getAll(name);
      return [name, said.length === 1 ? said[0] : said];
    }),
  );
};

/** The query of a request; throws `BadRequest` where it is not what the schema asks for. */
export const queryOf = <T extends z.ZodType>(c: Context, schema: T): z.output<T> => {
  const parsed = schema.safeParse(parametersOf(c));
  if (!parsed.success) throw new BadRequest(parsed.error.issues);
  return parsed.data;
};
