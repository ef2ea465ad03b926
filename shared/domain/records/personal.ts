import * as z from 'zod';

/** Kinds of personal text, each with its own cover. */
export const PERSONAL_KINDS = ['name', 'idNumber', 'phone', 'dutyPhone'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

interface Marked {
  /** A text about a person: what goes out is covered unless `FIELD_RIGHTS` opens it. */
  readonly personal?: PersonalKind;
  /**
   * An object that lies somewhere, by its `area` and, where it has one, its `origin`: it goes out only to whoever
   * may see it, and what it holds is covered by how they stand to it.
   */
  readonly placed?: true;
  /** A change of such a record: its `from` and `to` are covered as the field at its `path` is. */
  readonly changeOf?: 'household' | 'site';
}

/**
 * What the schemas of records say of going out. Marked where a field is declared, so that no answer that is made of
 * the schema can forget it.
 */
export const MASK_REGISTRY = z.registry<Marked>();

/** A schema of its own, marked as personal text of a kind. */
export const personal = (schema: z.ZodString, kind: PersonalKind): z.ZodString =>
  schema.clone().register(MASK_REGISTRY, { personal: kind });
