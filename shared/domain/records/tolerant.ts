import * as z from 'zod';

type Schema = z.core.$ZodType;

const defOf = (schema: Schema) => (schema as z.core.$ZodTypes)._zod.def;

/** The same schema with another definition; its checks stay. */
const redefined = (schema: Schema, change: object): Schema =>
  z.clone(schema, { ...defOf(schema), ...change } as never);

const copies = new WeakMap<Schema, Schema>();

/** A definition's schemas are read once: an unchanged leaf stays the very schema, with the marks registered for it. */
function looseCopy(schema: Schema): Schema {
  const def = defOf(schema);
  switch (def.type) {
    case 'object': {
      const shape = Object.entries(def.shape).map(([field, inner]) => [field, loose(inner)] as const);
      return redefined(schema, { shape: Object.fromEntries(shape), catchall: z.unknown() });
    }
    case 'array':
      return redefined(schema, { element: loose(def.element) });
    case 'union':
      return redefined(schema, { options: def.options.map(loose) });
    case 'record':
      // Keys of a list of names may be a later version's; keys of a pattern are what the pattern says.
      return redefined(schema, {
        valueType: loose(def.valueType),
        ...(def.keyType._zod.values ? { mode: 'loose' } : {}),
      });
    case 'pipe':
      return redefined(schema, { in: loose(def.in), out: loose(def.out) });
    case 'optional':
    case 'nullable':
    case 'default':
    case 'readonly':
      return redefined(schema, { innerType: loose(def.innerType) });
    default:
      return schema;
  }
}

function loose(schema: Schema): Schema {
  const known = copies.get(schema);
  if (known) return known;
  const copy = looseCopy(schema);
  copies.set(schema, copy);
  return copy;
}

/**
 * The schema by which a stored value is read: at every depth it keeps fields that it does not know, so that they are
 * written back. A later version put them there. What comes from outside is parsed by the strict schema itself.
 */
export function tolerant<T extends z.ZodType>(schema: T): T {
  return loose(schema) as unknown as T;
}
