import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { MASK_REGISTRY, personal } from '../../../../shared/domain/records/personal.ts';
import { tolerant } from '../../../../shared/domain/records/tolerant.ts';

const Leaf = z.strictObject({ a: z.string().min(2) });
const Strict = z.strictObject({
  leaf: Leaf,
  list: z.array(Leaf).max(2),
  maybe: Leaf.optional(),
  none: Leaf.nullable(),
  usual: Leaf.default({ a: 'xy' }),
  fixed: Leaf.readonly(),
  by: z.partialRecord(z.string().regex(/^R\d$/), Leaf),
  either: z.union([z.strictObject({ b: z.number() }), Leaf]),
  kind: z.discriminatedUnion('k', [
    z.strictObject({ k: z.literal(1), leaf: Leaf }),
    z.strictObject({ k: z.literal(2) }),
  ]),
  made: Leaf.transform((leaf) => ({ ...leaf, made: true })),
});
const later = { a: 'xy', later: { deep: [1] } };
const value = {
  leaf: later,
  list: [later],
  maybe: later,
  none: later,
  usual: later,
  fixed: later,
  by: { R1: later },
  either: later,
  kind: { k: 1, leaf: later, more: 1 },
  made: later,
  more: null,
};

describe('a schema made tolerant', () => {
  const Tolerant = tolerant(Strict);

  test('keeps what it does not know at every depth', () => {
    expect(Tolerant.parse(value)).toEqual({ ...value, made: { ...later, made: true } });
    expect(Strict.safeParse(value).success).toBe(false);
  });

  test('still refuses what it knows to be wrong', () => {
    for (const wrong of [
      { ...value, leaf: { a: 'x' } },
      { ...value, list: [later, later, later] },
      { ...value, by: { X: later } },
      { ...value, kind: { k: 3 } },
      { ...value, leaf: undefined },
    ]) {
      expect(Tolerant.safeParse(wrong).success).toBe(false);
    }
  });

  test('keeps checks of whole objects, and texts with the very marks that they have', () => {
    const name = personal(z.string(), 'name');
    const Checked = z.strictObject({ name, other: z.string() }).refine((of) => of.name !== of.other);
    const copy = tolerant(Checked);
    expect(copy.safeParse({ name: 'a', other: 'a' }).success).toBe(false);
    expect(copy.safeParse({ name: 'a', other: 'b', later: 1 }).success).toBe(true);
    expect(MASK_REGISTRY.get(copy.shape.name)).toEqual({ personal: 'name' });
  });

  test('is made once for each schema', () => {
    expect(tolerant(Strict)).toBe(Tolerant);
    expect(tolerant(z.strictObject({ leaf: Leaf })).shape.leaf).toBe(tolerant(Leaf));
  });
});
