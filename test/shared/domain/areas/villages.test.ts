import { expect, test } from 'vitest';
import villages from '../../../../areas/5117-villages.json' with { type: 'json' };
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { findVillage, townships } from '../../../areas.ts';

const nanba = AreaCode.parse('511722107');
const bamiao = AreaCode.parse('511725224');

test.each(['临江社区居民委员会', '临江社区居委会', '临江社区', '临江居委会', '临江'])(
  '%s is one community',
  (name) => {
    expect(findVillage(nanba, name)).toBe('511722107001');
  },
);

test.each([
  ['八庙村', '511725224200'],
  ['八庙村委会', '511725224200'],
  ['八庙村村委会', '511725224200'],
  ['八庙村民委员会', '511725224200'],
  ['八庙村村民委员会', '511725224200'],
  ['八庙社区', '511725224001'],
  ['八庙社区居民委员会', '511725224001'],
  ['八庙', undefined],
])('where a village and a community share their stem, %s is %s', (name, code) => {
  expect(findVillage(bamiao, name)).toBe(code);
});

test.each(['临河社区', '', '村', '临江社区第一组'])('%j is none of the township', (name) => {
  expect(findVillage(nanba, name)).toBeUndefined();
});

test('a village of another township is none of this one', () => {
  expect(findVillage(AreaCode.parse('511722100'), '临江社区')).not.toBe('511722107001');
});

test('each is found by its own name, and lies in a township in use', () => {
  const known = new Set<string>(townships().map(({ code }) => code));
  for (const [code, name] of Object.entries(villages)) {
    const township = AreaCode.parse(code.slice(0, 9));
    expect(known).toContain(township);
    expect(findVillage(township, name), name).toBe(code);
  }
});
