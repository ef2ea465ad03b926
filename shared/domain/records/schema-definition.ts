import type * as z from 'zod';

/** Returns a schema's definition, by its `type`: the interface that zod's core offers to those who walk schemas. */
export const definitionOf = (schema: z.core.$ZodType): z.core.$ZodTypes['_zod']['def'] =>
  (schema as z.core.$ZodTypes)._zod.def;
