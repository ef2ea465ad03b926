import type * as z from 'zod';
import type { Actor } from '../records/actor.ts';
import { MASK_REGISTRY, type PersonalKind } from '../records/personal.ts';
import { definitionOf } from '../records/schema-definition.ts';
import { tolerant } from '../records/tolerant.ts';
import { CHANGED } from './change-schemas.ts';
import { FIELD_RIGHTS, NO_OPEN_FIELDS, type OpenFields, openFieldsFor } from './fields.ts';
import { type Placed, relationOf } from './relation.ts';

/** A record was about to go out to a viewer outside whose areas it lies: a bug, never a response. */
export class OutsideViewerAreas extends Error {
  override readonly name = 'OutsideViewerAreas';
}

/** Returns a value with only its schema's fields, masked except for the open kinds. */
type Masker = (value: unknown, viewer: Actor, open: OpenFields) => unknown;

const unmasked: Masker = (value) => value;

const mask = (kind: PersonalKind): Masker => {
  const { cover } = FIELD_RIGHTS[kind];
  return (value, _viewer, open) => (typeof value !== 'string' || open.has(kind) ? value : cover(value));
};

/** A job at a terminal shows its operator names, as the sheets that it imports do. */
const JOB_OPEN: OpenFields = new Set(['name', 'dutyPhone'] as const);

/** Returns the kinds that a viewer sees in full on a record. Throws `OutsideViewerAreas`. */
export function openFieldsOn(viewer: Actor, placed: Placed): OpenFields {
  if (viewer.kind === 'system') return JOB_OPEN;
  const relation = relationOf(viewer, placed);
  if (!relation) throw new OutsideViewerAreas('outside the areas of the viewer');
  return openFieldsFor(viewer.role, relation);
}

const objectMasker = (schema: z.core.$ZodType, shape: Readonly<Record<string, z.core.$ZodType>>): Masker => {
  const { placed, changeOf } = MASK_REGISTRY.get(schema) ?? {};
  const fields = Object.entries(shape)
    .filter(([key]) => !(changeOf && (key === 'from' || key === 'to')))
    .map(([key, inner]) => [key, maskerOf(inner)] as const);
  return (value, viewer, opened) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const source = value as Readonly<Record<string, unknown>>;
    const open = placed ? openFieldsOn(viewer, source as unknown as Placed) : opened;
    const masked: Record<string, unknown> = {};
    for (const [key, show] of fields) {
      const one = source[key];
      if (one !== undefined) masked[key] = show === unmasked ? one : show(one, viewer, open);
    }
    if (!changeOf) return masked;
    const show = maskerAt(CHANGED[changeOf], String(source.path));
    for (const side of ['from', 'to'] as const) {
      if (source[side] !== undefined) masked[side] = show(source[side], viewer, open);
    }
    return masked;
  };
};

const unionMasker = (options: readonly z.core.$ZodType[]): Masker => {
  // A stored value may have fields that no option knows: they are left out, and decide nothing.
  const byKind = options.map((option) => ({
    option: tolerant(option as z.ZodType),
    show: maskerOf(option),
  }));
  if (byKind.every(({ show }) => show === unmasked)) return unmasked;
  return (value, viewer, open) => {
    const found = byKind.find(({ option }) => option.safeParse(value).success);
    return found?.show(value, viewer, open);
  };
};

const listMasker = (element: z.core.$ZodType): Masker => {
  const show = maskerOf(element);
  if (show === unmasked) return unmasked;
  return (value, viewer, open) =>
    Array.isArray(value) ? value.map((one) => show(one, viewer, open)) : undefined;
};

const recordMasker = (keys: z.core.$ZodType, values: z.core.$ZodType): Masker => {
  const show = maskerOf(values);
  // Keys that are listed by name: others are fields that the schema does not know.
  const names = keys._zod.values;
  if (show === unmasked && !names) return unmasked;
  return (value, viewer, open) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(
          Object.entries(value)
            .filter(([key]) => !names || names.has(key))
            .map(([key, one]) => [key, show(one, viewer, open)]),
        )
      : undefined;
};

const maskers = new Map<z.core.$ZodType, Masker>();

const createMasker = (schema: z.core.$ZodType): Masker => {
  const { personal } = MASK_REGISTRY.get(schema) ?? {};
  if (personal) return mask(personal);
  const def = definitionOf(schema);
  switch (def.type) {
    case 'object':
      return objectMasker(schema, def.shape);
    case 'array':
      return listMasker(def.element);
    case 'record':
      return recordMasker(def.keyType, def.valueType);
    case 'union':
      return unionMasker(def.options);
    case 'optional':
    case 'nullable':
    case 'readonly':
    case 'default':
      return maskerOf(def.innerType);
    case 'string':
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
      return unmasked;
    default:
      // A schema that accepts anything could let a name through.
      throw new Error(`a ${def.type} cannot go out`);
  }
};

/** Returns the masker of a schema, built once. */
const maskerOf = (schema: z.core.$ZodType): Masker => {
  const known = maskers.get(schema);
  if (known) return known;
  const shower = createMasker(schema);
  maskers.set(schema, shower);
  return shower;
};

/** `members[01H…].name` → members, [], name. */
const STEP = /([^.[\]]+)|\[[^\]]*\]/g;

/** Removes `optional`, `nullable` and `readonly` wrappers, unless a wrapper is marked itself. */
const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  const def = definitionOf(schema);
  const wraps = def.type === 'optional' || def.type === 'nullable' || def.type === 'readonly';
  return wraps && !MASK_REGISTRY.has(schema) ? unwrap(def.innerType) : schema;
};

const schemaIn = (schema: z.core.$ZodType, step: string): z.core.$ZodType | undefined => {
  const def = definitionOf(unwrap(schema));
  if (step.startsWith('[')) return def.type === 'array' ? def.element : undefined;
  return def.type === 'object' && Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
};

/** Returns the schema at a path of a record; undefined if there is no such path. */
const schemaAt = (root: z.core.$ZodType, path: string): z.core.$ZodType | undefined =>
  [...path.matchAll(STEP)].reduce<z.core.$ZodType | undefined>(
    (schema, [step]) => schema && schemaIn(schema, step),
    root,
  );

/** A path without the ids in it. */
const placeOf = (path: string): string => path.replace(/\[[^\]]*\]/g, '[]');

/** Returns whether the schema of a record has the place that a change names. */
export const isKnownPath = (kind: 'household' | 'site', path: string): boolean =>
  schemaAt(CHANGED[kind], placeOf(path)) !== undefined;

const atPath = new Map<z.core.$ZodType, Map<string, Masker>>();

/** Returns the masker of changes at a path; values at an unknown path are left out. */
const maskerAt = (root: z.core.$ZodType, path: string): Masker => {
  const place = placeOf(path);
  const known = atPath.get(root) ?? new Map<string, Masker>();
  atPath.set(root, known);
  const schema = schemaAt(root, place);
  const shower = known.get(place) ?? (schema ? maskerOf(schema) : () => undefined);
  known.set(place, shower);
  return shower;
};

/**
 * Builds the mask of a schema for responses: drops fields that the schema does not have and masks personal text
 * unless the viewer's role and relation to the record open it. The returned function throws `OutsideViewerAreas` for
 * a record outside the viewer's areas; building throws for a schema that accepts anything.
 */
export function maskWith<T extends z.ZodType>(schema: T): (value: z.output<T>, viewer: Actor) => z.output<T> {
  const show = maskerOf(schema);
  return (value, viewer) => show(value, viewer, NO_OPEN_FIELDS) as z.output<T>;
}

interface ShownChange {
  readonly path: string;
  readonly from?: unknown;
  readonly to?: unknown;
}

/** Masks a change of a record for a job's output at a terminal. */
export function changeForTerminal<T extends ShownChange>(kind: 'household' | 'site', change: T): T {
  const show = maskerAt(CHANGED[kind], change.path);
  const job: Actor = { kind: 'system', job: 'terminal' };
  const sides = (['from', 'to'] as const).filter((side) => change[side] !== undefined);
  return {
    ...change,
    ...Object.fromEntries(sides.map((side) => [side, show(change[side], job, JOB_OPEN)])),
  };
}
