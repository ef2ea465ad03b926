import { describe, expect, test } from 'vitest';
import { AreaCode, countyOf, isWithin, townshipOf } from '../../../../shared/domain/areas/area.ts';

const area = (code: string) => AreaCode.parse(code);

describe('an area code', () => {
  test.each(['51', '5117', '511722', '511722107', '511722107203'])('%s is one', (code) => {
    expect(AreaCode.parse(code)).toBe(code);
  });

  test.each([
    '',
    '5',
    '511',
    '51172',
    '5117221',
    '51172210',
    '5117221072',
    '5117221072030',
    '01',
    '51172a',
    '５１',
    ' 51',
  ])('%j is none', (code) => {
    expect(AreaCode.safeParse(code).error?.issues[0]?.message).toBe('area_malformed');
  });
});

test.each([
  ['51', undefined, undefined],
  ['5117', undefined, undefined],
  ['511722', '511722', undefined],
  ['511722107', '511722', '511722107'],
  ['511722107203', '511722', '511722107'],
])('%s lies in the county %s and the township %s', (code, county, township) => {
  expect([countyOf(area(code)), townshipOf(area(code))]).toEqual([county, township]);
});

test.each([
  ['511722107203', '5117', true],
  ['511722107203', '511722', true],
  ['511722107203', '511722107', true],
  ['511722107', '511722107', true],
  ['511722107', '511722107203', false],
  ['511722107', '511723', false],
  ['5117', '511722', false],
  ['5118', '5117', false],
])('whether %s lies within %s: %s', (inner, outer, isInside) => {
  expect(isWithin(area(inner), area(outer))).toBe(isInside);
});
