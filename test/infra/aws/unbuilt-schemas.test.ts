import { afterEach, describe, expect, it, vi } from 'vitest';
import * as plain from 'zod/mini';
import * as unbuilt from '../../../infra/aws/unbuilt-schemas.ts';
import { recordReadings, takenAndRefused } from '../record-readings.ts';

/** What zod itself calls for each schema and check that it has built. */
const config = plain.config() as { postProcessor?: (built: unknown) => void };

/** How many are built while something is done. */
const builtBy = async (work: () => unknown): Promise<number> => {
  let built = 0;
  config.postProcessor = () => {
    built++;
  };
  await work();
  delete config.postProcessor;
  return built;
};

const withUnbuilt = () => vi.doMock('zod/mini', () => unbuilt);

afterEach(() => {
  vi.doUnmock('zod/mini');
  delete config.postProcessor;
});

/** Something of each kind, in the words of zod. */
const schemasOf = (z: typeof plain) => {
  const registry = z.registry<{ said: string }>();
  const Name = z
    .string()
    .check(z.minLength(1), z.maxLength(4))
    .register(registry, { said: 'name' })
    .brand<'Name'>();
  const Person = z.strictObject({ kind: z.literal('person'), name: Name, age: z.optional(z.int()) });
  const Place = z.object({ kind: z.literal('place'), code: z.string().check(z.regex(/^\d+$/)) });
  const Either = z.discriminatedUnion('kind', [
    Person,
    z.extend(Place, { open: z._default(z.boolean(), true) }),
  ]);
  const Kinds = z.enum(['a', 'b']);
  const All = z.strictObject({
    either: z.array(Either),
    kinds: z.partialRecord(Kinds, z.nullable(z.number().check(z.minimum(0), z.maximum(9)))),
    short: z.omit(Person, { age: true }),
    shouted: z.pipe(
      z.string(),
      z.transform((text) => text.toUpperCase()),
    ),
    even: z.union([z.int().check(z.refine((n) => n % 2 === 0, { error: 'odd' })), z.literal('none')]),
    again: z.clone(Name),
  });
  return { registry, Name, Person, Kinds, All };
};

const GOOD = {
  either: [
    { kind: 'person', name: '甲', age: 3 },
    { kind: 'place', code: '511722' },
  ],
  kinds: { a: 1, b: null },
  short: { kind: 'person', name: '乙' },
  shouted: 'abc',
  even: 2,
  again: '丙',
};

const PARTS: readonly (readonly [keyof typeof GOOD, unknown])[] = [
  ['either', [{ kind: 'person', name: '甲', extra: 1 }]],
  ['either', [{ kind: 'neither' }]],
  ['either', [{ kind: 'place', code: 'x', open: 'no' }]],
  ['kinds', { c: 1 }],
  ['kinds', { a: 10 }],
  ['short', { kind: 'person', name: '乙', age: 3 }],
  ['shouted', 1],
  ['even', 3],
  ['again', ''],
  ['again', undefined],
];

describe('schemas that are built when they are used', () => {
  it('are not built before', async () => {
    expect(await builtBy(() => schemasOf(unbuilt as never))).toBe(0);
    expect(await builtBy(() => schemasOf(plain))).toBeGreaterThan(30);
  });

  it('are built once', async () => {
    const { All } = schemasOf(unbuilt as never);
    expect(await builtBy(() => All.parse(GOOD))).toBeGreaterThan(20);
    expect(await builtBy(() => All.parse(GOOD))).toBe(0);
  });

  it('read what the others read', () => {
    const read = schemasOf(unbuilt as never).All.parse(GOOD);
    expect(JSON.stringify(read)).toBe(JSON.stringify(schemasOf(plain).All.parse(GOOD)));
  });

  it.each(PARTS)('refuse a wrong %s as the others do', (part, value) => {
    const wrong = { ...GOOD, [part]: value };
    const refused = (z: typeof plain) => schemasOf(z).All.safeParse(wrong).error?.issues;
    expect(refused(unbuilt as never)).toEqual(refused(plain));
    expect(refused(plain)).toBeDefined();
  });

  it('are schemas to whoever looks at one first', () => {
    expect(schemasOf(unbuilt as never).Person instanceof plain.ZodMiniObject).toBe(true);
    expect(Object.keys(schemasOf(unbuilt as never).Person.shape)).toEqual(['kind', 'name', 'age']);
    expect(schemasOf(unbuilt as never).Kinds.options).toEqual(['a', 'b']);
    expect(schemasOf(unbuilt as never).Name.def.checks).toHaveLength(2);
  });

  it('are found in a registry, and by what is made of them', () => {
    const { registry, Name } = schemasOf(unbuilt as never);
    expect(registry.get(Name)).toEqual({ said: 'name' });
    expect(registry.get(Name.check(unbuilt.minLength(2)))).toEqual({ said: 'name' });
    expect(registry.get(unbuilt.clone(Name))).toEqual({ said: 'name' });
  });

  it('read and refuse every record as the others do, word by word', async () => {
    const asWritten = await recordReadings();
    withUnbuilt();
    const built = await builtBy(async () => expect(await recordReadings()).toEqual(asWritten));
    const [taken, refused] = takenAndRefused(asWritten);
    expect([taken > 50, refused > 500, built > 100]).toEqual([true, true, true]);
  });

  it('leave a start of the API with a tenth to build', async () => {
    const start = () => {
      vi.resetModules();
      return import('../../../functions/api/app.ts');
    };
    const all = await builtBy(start);
    withUnbuilt();
    expect(await builtBy(start)).toBeLessThan(all / 10);
    expect(all).toBeGreaterThan(1500);
  });
});
