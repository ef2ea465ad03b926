import type * as z from 'zod';

/** 400: what is wrong with a request, item by item. */
export class BadRequest extends Error {
  override readonly name = 'BadRequest';
  readonly issues: readonly z.core.$ZodIssue[];

  constructor(issues: readonly z.core.$ZodIssue[]) {
    super('bad request');
    this.issues = issues;
  }
}

/** Returns a `BadRequest` of one issue, by the code of its sentence. */
export const badRequest = (code: string, path: readonly string[] = []): BadRequest =>
  new BadRequest([{ code: 'custom', path: [...path], message: code }]);

/** Returns the query's parameters. A repeated parameter becomes a list, which no schema accepts. */
function queryParameters(url: string): Record<string, unknown> {
  const mark = url.indexOf('?');
  if (mark < 0) return {};
  const parameters = new URLSearchParams(url.slice(mark + 1));
  const names = [...new Set(parameters.keys())];
  return Object.fromEntries(
    names.map((name) => {
      const values = parameters.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

function parseBy<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new BadRequest(parsed.error.issues);
  return parsed.data;
}

/** Parses the query of a URL by a schema. Throws `BadRequest`. */
export const parseQuery = <T extends z.ZodType>(url: string, schema: T): z.output<T> =>
  parseBy(schema, queryParameters(url));

/** Parses a body by a schema. Throws `BadRequest`. */
export const parseBody = <T extends z.ZodType>(body: unknown, schema: T): z.output<T> =>
  parseBy(schema, body);
