import * as z from 'zod';
import { definitionOf } from './schema-definition.ts';

type Schema = z.core.$ZodType;

/** Returns the schema with a changed definition; its checks stay. */
const redefined = (schema: Schema, change: object): Schema =>
  z.clone(schema, { ...definitionOf(schema), ...change } as never);

const copies = new WeakMap<Schema, Schema>();

/** Copies a schema so that it keeps unknown fields. A leaf is not copied, so that its entries in registries stay. */
function looseCopy(schema: Schema): Schema {
  const def = definitionOf(schema);
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
      // A later version may know more names than an enumerated key; keys of a pattern stay as they are.
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
  const cached = copies.get(schema);
  if (cached) return cached;
  const copy = looseCopy(schema);
  copies.set(schema, copy);
  return copy;
}

/**
 * Returns the schema for stored values: at every depth it keeps unknown fields, which a later version wrote, so that they
 * are written back. Input from outside is parsed by the strict schema.
 */
export function tolerant<T extends z.ZodType>(schema: T): T {
  return loose(schema) as unknown as T;
}
