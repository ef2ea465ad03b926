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

/** One thing that is wrong with a request, by the code of its sentence. */
export const badRequest = (code: string, path: readonly string[] = []): BadRequest =>
  new BadRequest([{ code: 'custom', path: [...path], message: code }]);

/** What stands behind the question mark; a parameter given twice is none that could be meant. */
const parametersOf = (url: string): Record<string, unknown> => {
  const mark = url.indexOf('?');
  if (mark < 0) return {};
  const parameters = new URLSearchParams(url.slice(mark + 1));
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const said = parameters.getAll(name);
      return [name, said.length === 1 ? said[0] : said];
    }),
  );
};

const parsedBy = <T extends z.ZodType>(schema: T, given: unknown): z.output<T> => {
  const parsed = schema.safeParse(given);
  if (!parsed.success) throw new BadRequest(parsed.error.issues);
  return parsed.data;
};

/** The query of a request; throws `BadRequest` where it is not what the schema asks for. */
export const parseQuery = <T extends z.ZodType>(url: string, schema: T): z.output<T> =>
  parsedBy(schema, parametersOf(url));

/** A body; throws `BadRequest` where it is not what the schema asks for. */
export const parseBody = <T extends z.ZodType>(body: unknown, schema: T): z.output<T> =>
  parsedBy(schema, body);
