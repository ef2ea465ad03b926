import * as z from 'zod';
import type { Actor } from '../records/actor.ts';
import { MASK_REGISTRY, type PersonalKind } from '../records/personal.ts';
import { CHANGED } from './change-schemas.ts';
import { FIELD_RIGHTS, NO_OPEN_FIELDS, type OpenFields, openFieldsFor } from './fields.ts';
import { type Placed, relationOf } from './relation.ts';

/** Something was about to go out to somebody for whom it does not exist: a fault of the program, never an answer. */
export class OutsideViewerAreas extends Error {
  override readonly name = 'NotToBeShown';
}

/** A value as it goes out: the schema's fields and no others, with what is not open covered. */
type Masker = (value: unknown, viewer: Actor, open: OpenFields) => unknown;

type Def = z.core.$ZodTypes['_zod']['def'];

const defOf = (schema: z.core.$ZodType): Def => (schema as z.core.$ZodTypes)._zod.def;

const unmasked: Masker = (value) => value;

const mask = (kind: PersonalKind): Masker => {
  const { cover } = FIELD_RIGHTS[kind];
  return (value, _viewer, open) => (typeof value !== 'string' || open.has(kind) ? value : cover(value));
};

/** A job of the system shows what it does to whoever runs it: names, as in the sheets they come from. */
const JOB_OPEN: OpenFields = new Set(['name', 'dutyPhone'] as const);

/** What somebody sees in full of a record; throws `NotToBeShown` where there is no such record for them. */
export function openFieldsOn(viewer: Actor, placed: Placed): OpenFields {
  if (viewer.kind === 'system') return JOB_OPEN;
  const relation = relationOf(viewer, placed);
  if (!relation) throw new OutsideViewerAreas('outside the areas of whoever asks');
  return openFieldsFor(viewer.role, relation);
}

const objectMasker = (schema: z.core.$ZodType, shape: Readonly<Record<string, z.core.$ZodType>>): Masker => {
  const { placed, changeOf } = MASK_REGISTRY.get(schema) ?? {};
  const fields = Object.entries(shape)
    .filter(([key]) => !(changeOf && (key === 'from' || key === 'to')))
    .map(([key, inner]) => [key, maskerOf(inner)] as const);
  return (value, viewer, opened) => {
    if (typeof value !== 'object' || value === null) return undefined;
    const given = value as Readonly<Record<string, unknown>>;
    const open = placed ? openFieldsOn(viewer, given as unknown as Placed) : opened;
    const shown: Record<string, unknown> = {};
    for (const [key, show] of fields) {
      const one = given[key];
      if (one !== undefined) shown[key] = show === unmasked ? one : show(one, viewer, open);
    }
    if (!changeOf) return shown;
    const show = maskerAt(CHANGED[changeOf], String(given.path));
    for (const side of ['from', 'to'] as const) {
      if (given[side] !== undefined) shown[side] = show(given[side], viewer, open);
    }
    return shown;
  };
};

const unionMasker = (options: readonly z.core.$ZodType[]): Masker => {
  const byKind = options.map((option) => ({ option, show: maskerOf(option) }));
  if (byKind.every(({ show }) => show === unmasked)) return unmasked;
  return (value, viewer, open) => {
    const found = byKind.find(({ option }) => z.safeParse(option, value).success);
    return found?.show(value, viewer, open);
  };
};

const listMasker = (element: z.core.$ZodType): Masker => {
  const show = maskerOf(element);
  if (show === unmasked) return unmasked;
  return (value, viewer, open) =>
    Array.isArray(value) ? value.map((one) => show(one, viewer, open)) : undefined;
};

const recordMasker = (values: z.core.$ZodType): Masker => {
  const show = maskerOf(values);
  if (show === unmasked) return unmasked;
  return (value, viewer, open) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, show(one, viewer, open)]))
      : undefined;
};

const maskers = new Map<z.core.$ZodType, Masker>();

const createMasker = (schema: z.core.$ZodType): Masker => {
  const { personal } = MASK_REGISTRY.get(schema) ?? {};
  if (personal) return mask(personal);
  const def = defOf(schema);
  switch (def.type) {
    case 'object':
      return objectMasker(schema, def.shape);
    case 'array':
      return listMasker(def.element);
    case 'record':
      return recordMasker(def.valueType);
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
      // What could hold anything could hold a name.
      throw new Error(`a ${def.type} cannot go out`);
  }
};

/** What shows values of a schema, worked out once. */
const maskerOf = (schema: z.core.$ZodType): Masker => {
  const known = maskers.get(schema);
  if (known) return known;
  const shower = createMasker(schema);
  maskers.set(schema, shower);
  return shower;
};

/** `members[01H…].name` → members, [], name. */
const STEP = /([^.[\]]+)|\[[^\]]*\]/g;

/** The schema without what says that it may be missing, unless that is marked itself. */
const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  const def = defOf(schema);
  const wraps = def.type === 'optional' || def.type === 'nullable' || def.type === 'readonly';
  return wraps && !MASK_REGISTRY.has(schema) ? unwrap(def.innerType) : schema;
};

const schemaIn = (schema: z.core.$ZodType, step: string): z.core.$ZodType | undefined => {
  const def = defOf(unwrap(schema));
  if (step.startsWith('[')) return def.type === 'array' ? def.element : undefined;
  return def.type === 'object' && Object.hasOwn(def.shape, step) ? def.shape[step] : undefined;
};

/** The schema of what stands at a path of a record; undefined where its schema has no such place. */
const schemaAt = (root: z.core.$ZodType, path: string): z.core.$ZodType | undefined =>
  [...path.matchAll(STEP)].reduce<z.core.$ZodType | undefined>(
    (schema, [step]) => schema && schemaIn(schema, step),
    root,
  );

const atPath = new Map<z.core.$ZodType, Map<string, Masker>>();

/** What shows a change at a path; a place that the schema does not know shows nothing. */
const maskerAt = (root: z.core.$ZodType, path: string): Masker => {
  const place = path.replace(/\[[^\]]*\]/g, '[]');
  const known = atPath.get(root) ?? new Map<string, Masker>();
  atPath.set(root, known);
  const schema = schemaAt(root, place);
  const shower = known.get(place) ?? (schema ? maskerOf(schema) : () => undefined);
  known.set(place, shower);
  return shower;
};

/**
 * What goes out to somebody, by its schema: fields that the schema does not know stay behind, personal text is
 * covered unless the place and the role open it, and what lies outside the viewer's areas is never shown: that
 * throws `NotToBeShown`. Made once for a schema; throws for one that could hold anything.
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

/** A change of a record as a job of the system shows it at a terminal. */
export function changeForTerminal<T extends ShownChange>(kind: 'household' | 'site', change: T): T {
  const show = maskerAt(CHANGED[kind], change.path);
  const job: Actor = { kind: 'system', job: 'terminal' };
  const sides = (['from', 'to'] as const).filter((side) => change[side] !== undefined);
  return {
    ...change,
    ...Object.fromEntries(sides.map((side) => [side, show(change[side], job, JOB_OPEN)])),
  };
}
