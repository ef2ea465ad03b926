import { expect, test } from 'vitest';
import { agrees } from '../../../../shared/table/store/agrees.ts';

test.each([
  ['the same', { a: 1, b: [{ c: 'x' }] }, { a: 1, b: [{ c: 'x' }] }, true],
  [
    'more beside it, at any depth',
    { a: 1, b: [{ c: 'x', later: 1 }], later: {} },
    { a: 1, b: [{ c: 'x' }] },
    true,
  ],
  ['another value', { a: 2 }, { a: 1 }, false],
  ['nothing where nothing is expected', { a: 1 }, { a: 1, b: undefined }, true],
  ['something where nothing is expected', { a: 1, b: 2 }, { a: 1, b: undefined }, false],
  ['a longer list', { b: [1, 2] }, { b: [1] }, false],
  ['no list', { b: { 0: 1 } }, { b: [1] }, false],
  ['nothing at all', undefined, { a: 1 }, false],
])('a stored value that has %s', (_, stored, expected, does) => {
  expect(agrees(stored, expected)).toBe(does);
});
