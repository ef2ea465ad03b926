import * as z from 'zod/v4/mini';

/**
 * Stands in the bundles for `zod/mini`: the same functions, but what they make is built when it is first used. Our
 * modules write down some 2,000 schemas and checks, of which a request needs a few hundred; to build all of them is a
 * quarter of a start. Those of zod's functions that are not named here build at once.
 */
export * from 'zod/v4/mini';

/** A schema or a check that is not built. To whoever looks at anything of it, it is the one that it stands for. */
class Unbuilt {
  #build: (() => object) | undefined;

  constructor(build: () => object) {
    this.#build = build;
  }

  /** Takes over all that is of the one that it stands for; it is an object like any other from then on. */
  static become(one: Unbuilt): void {
    const build = one.#build;
    if (!build) return;
    const built = build();
    one.#build = undefined;
    Object.defineProperties(one, Object.getOwnPropertyDescriptors(built));
    Object.setPrototypeOf(one, Object.getPrototypeOf(built));
  }

  check(...checks: never[]): Unbuilt {
    return new Unbuilt(() => {
      Unbuilt.become(this);
      return this.check(...checks);
    });
  }

  brand(): this {
    return this;
  }

  register(registry: z.core.$ZodRegistry, meta: never): this {
    registry.add(this as never, meta);
    return this;
  }
}

/** Any other look at it. */
const LOOKS: ProxyHandler<object> = {
  get: (_, key, one: Unbuilt) => {
    Unbuilt.become(one);
    return Reflect.get(one, key);
  },
  has: () => {
    throw new TypeError('whether a schema that is not built has something is not known: look at it');
  },
};
Object.setPrototypeOf(Unbuilt.prototype, new Proxy({}, LOOKS));

const later = <Make>(make: Make): Make =>
  ((...given: unknown[]) => new Unbuilt(() => (make as (...given: unknown[]) => object)(...given))) as Make;

export const _default = /* @__PURE__ */ later(z._default);
export const array = /* @__PURE__ */ later(z.array);
export const boolean = /* @__PURE__ */ later(z.boolean);
export const clone = /* @__PURE__ */ later(z.clone);
export const discriminatedUnion = /* @__PURE__ */ later(z.discriminatedUnion);
export const email = /* @__PURE__ */ later(z.email);
export const extend = /* @__PURE__ */ later(z.extend);
export const int = /* @__PURE__ */ later(z.int);
export const literal = /* @__PURE__ */ later(z.literal);
export const maximum = /* @__PURE__ */ later(z.maximum);
export const maxLength = /* @__PURE__ */ later(z.maxLength);
export const minimum = /* @__PURE__ */ later(z.minimum);
export const minLength = /* @__PURE__ */ later(z.minLength);
export const multipleOf = /* @__PURE__ */ later(z.multipleOf);
export const normalize = /* @__PURE__ */ later(z.normalize);
export const nullable = /* @__PURE__ */ later(z.nullable);
export const number = /* @__PURE__ */ later(z.number);
export const object = /* @__PURE__ */ later(z.object);
export const omit = /* @__PURE__ */ later(z.omit);
export const optional = /* @__PURE__ */ later(z.optional);
export const partial = /* @__PURE__ */ later(z.partial);
export const partialRecord = /* @__PURE__ */ later(z.partialRecord);
export const pick = /* @__PURE__ */ later(z.pick);
export const pipe = /* @__PURE__ */ later(z.pipe);
export const readonly = /* @__PURE__ */ later(z.readonly);
export const record = /* @__PURE__ */ later(z.record);
export const refine = /* @__PURE__ */ later(z.refine);
export const regex = /* @__PURE__ */ later(z.regex);
export const strictObject = /* @__PURE__ */ later(z.strictObject);
export const string = /* @__PURE__ */ later(z.string);
export const superRefine = /* @__PURE__ */ later(z.superRefine);
export const toUpperCase = /* @__PURE__ */ later(z.toUpperCase);
export const transform = /* @__PURE__ */ later(z.transform);
export const trim = /* @__PURE__ */ later(z.trim);
export const union = /* @__PURE__ */ later(z.union);
export const unknown = /* @__PURE__ */ later(z.unknown);
export const url = /* @__PURE__ */ later(z.url);

const enumLater = /* @__PURE__ */ later(z.enum);
const nullLater = /* @__PURE__ */ later(z.null);

export { enumLater as enum, nullLater as null };
