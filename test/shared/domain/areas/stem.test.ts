import { expect, test } from 'vitest';
import { peopleIn, stemOf } from '../../../../shared/domain/areas/stem.ts';

test.each([
  ['南坝镇', '南坝'],
  ['渡口土家族乡', '渡口'],
  ['长底布依族乡', '长底'],
  ['彭水苗族土家族自治县', '彭水'],
  ['鄂温克族自治旗', ''],
  ['神农架林区', '神农架'],
  ['朝阳街道办事处', '朝阳'],
  ['达来苏木', '达来'],
  ['万源市', '万源'],
  ['镇', ''],
])('%s is %j without its kind', (name, stem) => {
  expect(stemOf(name)).toBe(stem);
});

test.each([
  ['渡口土家族乡', '土家族'],
  ['长底布依族乡', '布依族'],
  ['彭水苗族土家族自治县', '苗族'],
  ['南坝镇', undefined],
  ['白族大道街道', undefined],
])('the people in %s: %s', (name, people) => {
  expect(peopleIn(name)).toBe(people);
});
