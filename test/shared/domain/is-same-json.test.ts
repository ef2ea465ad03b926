import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSameJson } from '../../../shared/domain/is-same-json.ts';

const fieldsReversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fieldsReversed);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).reverse();
  return {
    ...Object.fromEntries(fields.map(([key, field]) => [key, fieldsReversed(field)])),
    gone: undefined,
  };
};

const json = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));

test('the order of fields does not matter, nor does an undefined one', () => {
  fc.assert(
    fc.property(json, (value) => {
      expect(isSameJson(value, fieldsReversed(value))).toBe(true);
      expect(isSameJson(fieldsReversed(value), value)).toBe(true);
    }),
  );
});

test('values in the same order are the same where their JSON is', () => {
  fc.assert(
    fc.property(json, json, (a, b) => {
      expect(isSameJson(a, b)).toBe(JSON.stringify(fieldsSorted(a)) === JSON.stringify(fieldsSorted(b)));
    }),
  );
});

const fieldsSorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(fieldsSorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([key, field]) => [key, fieldsSorted(field)]));
};

test.each([
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: 1 }, { a: 1, b: null }, false],
  [{ a: 1, b: 2 }, { a: 1 }, false],
  [[1, 2], [2, 1], false],
  [[], {}, false],
  [null, {}, false],
  [undefined, null, false],
  ['1', 1, false],
])('%j and %j: %s', (a, b, same) => {
  expect([isSameJson(a, b), isSameJson(b, a)]).toEqual([same, same]);
});
