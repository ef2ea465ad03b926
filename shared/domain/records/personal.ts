import * as z from 'zod';

/** The kinds of personal text, each with its own mask. */
export const PERSONAL_KINDS = ['name', 'idNumber', 'phone', 'dutyPhone'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

interface Marked {
  /** Personal text: masked in responses unless `FIELD_RIGHTS` opens it. */
  readonly personal?: PersonalKind;
  /**
   * An object with an `area` and perhaps an `origin`: it goes out only to viewers of these areas, masked by their
   * relation to it.
   */
  readonly placed?: true;
  /** A change of such a record: its `from` and `to` are masked like the field at its `path`. */
  readonly changeOf?: 'household' | 'site';
}

/**
 * The marks that views read for masking. A field is marked where it is declared, so that no response built from its
 * schema can leave the mask out.
 */
export const MASK_REGISTRY = z.registry<Marked>();

/** Returns a copy of a schema marked as personal text of a kind. */
export const personal = (schema: z.ZodString, kind: PersonalKind): z.ZodString =>
  schema.clone().register(MASK_REGISTRY, { personal: kind });
