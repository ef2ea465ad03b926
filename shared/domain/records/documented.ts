import * as z from 'zod/mini';

/** A schema like the one given, with what the OpenAPI document says of it: its name there, what it means. */
export const documented = <Schema extends z.ZodMiniType>(schema: Schema, said: z.core.GlobalMeta): Schema => {
  const copy = z.clone(schema);
  z.globalRegistry.add(copy, said);
  return copy;
};
