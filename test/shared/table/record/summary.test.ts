import { describe, expect, test } from 'vitest';
import { OUTCOMES } from '../../../../shared/domain/records/evaluated.ts';
import { outcomesOf, summaryOf } from '../../../../shared/table/record/summary.ts';
import { household, member } from '../../domain/rules/builders.ts';

describe('the summary of a household', () => {
  test('goes by the name of its head who is there, and counts who is', () => {
    const left = member(1, '1980-05-01', { left: '2025-06-01' });
    const died = member(3, '1950-05-01', { died: '2025-06-01' });
    const of = household({ members: [left, member(2, '1985-05-01', { relation: '配偶' }), died] });
    expect(summaryOf(of)).toMatchObject({ name: '成员2', people: 1 });
    expect(summaryOf(household({ members: [left] }))).toMatchObject({ name: '成员1', people: 0 });
    expect(summaryOf(household())).toMatchObject({ name: '', people: 0 });
  });
});

test('each outcome has a letter of its own, and no other letter means anything', () => {
  expect(outcomesOf('mrgun')).toEqual([...OUTCOMES]);
  expect(() => outcomesOf('mx')).toThrow();
});
