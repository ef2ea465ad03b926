import fc from 'fast-check';

/** A schema of JSON Schema 2020-12, as far as the document uses it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/** What anybody could send in place of anything. */
const anything = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('', ' ', '\u0000', '511799198801010012', '2026-02-30', '９'.repeat(600), '__proto__'),
  fc.array(fc.string(), { maxLength: 3 }),
  fc.dictionary(fc.string(), fc.string(), { maxKeys: 2 }),
);

const date = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((one) => one.toISOString().slice(0, 10));

const text = ({ pattern, format }: Schema): fc.Arbitrary<string> => {
  if (format === 'date') return date;
  if (format === 'date-time') return fc.constantFrom('2026-06-15T04:00:00Z', '2020-01-01T00:00:00Z');
  try {
    // Looking ahead or behind is more than the arbitrary can do.
    return pattern && !pattern.includes('(?')
      ? fc.stringMatching(new RegExp(pattern, 'u'), { size: 'small' })
      : words;
  } catch {
    return words;
  }
};
const words = fc.constantFrom('张三', '帮扶车间', '511722107', '511799198801010012', 'x');

/** Values that a schema allows, most of them. `known` are ids that are there, by the form that they have. */
export const valuesOf = (
  schema: Schema,
  resolve: (ref: string) => Schema,
  known: readonly string[],
  depth = 0,
): fc.Arbitrary<unknown> => {
  const of = (inner: Schema) => valuesOf(inner, resolve, known, depth + 1);
  if (schema.$ref) return of(resolve(schema.$ref));
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return fc.oneof(...options.map(of));
  if (schema.allOf?.[0]) return of(schema.allOf[0]);
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0];
  switch (type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(([key, inner]) => [key, of(inner)] as const);
      const requiredKeys = [...(schema.required ?? [])];
      return fc.record(Object.fromEntries(fields), { requiredKeys });
    }
    case 'array': {
      const minLength = schema.minItems ?? 0;
      const maxLength = Math.max(minLength, Math.min(schema.maxItems ?? 3, 3));
      return depth > 6 ? fc.constant([]) : fc.array(of(schema.items ?? {}), { minLength, maxLength });
    }
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -1e6),
        max: Math.min(schema.maximum ?? 3000, 1e6),
      });
    case 'number':
      return fc.integer({ min: 0, max: 500_000 }).map((fen) => fen / 100);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string': {
      const fitting = known.filter((id) => schema.pattern && new RegExp(schema.pattern, 'u').test(id));
      return fitting.length > 0 ? fc.oneof(fc.constantFrom(...fitting), text(schema)) : text(schema);
    }
    default:
      return anything;
  }
};

/** The same with something wrong somewhere: a field gone, too many, or of another kind. */
export const spoilt = (value: unknown): fc.Arbitrary<unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return anything;
  const entries = Object.entries(value);
  return fc.oneof(
    fc
      .nat(Math.max(0, entries.length - 1))
      .map((i) => Object.fromEntries(entries.filter((_, at) => at !== i))),
    fc.tuple(fc.string(), anything).map(([key, more]) => ({ ...value, [key]: more })),
    fc
      .tuple(fc.nat(Math.max(0, entries.length - 1)), anything)
      .map(([i, other]) =>
        Object.fromEntries(entries.map(([key, one], at) => [key, at === i ? other : one])),
      ),
    anything,
  );
};
