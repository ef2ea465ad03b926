import { expect, test } from 'vitest';
import { codesAfter, refusalsIn, underscored } from './source-codes.ts';

test('codes are found in branches, whatever stands around them, and not in what follows', () => {
  const text =
    "({ code: isOld(of, 'x') ? 'too_old' : 'child', what: 'age' }); gap('no_head', a('b')); code: z.string()";
  expect([...codesAfter(text, /\bcode:/g)]).toEqual(['x', 'too_old', 'child']);
  expect([...codesAfter(text, /\bgap\(/g)]).toEqual(['no_head']);
  expect([...underscored(text)]).toEqual(['too_old', 'no_head']);
});

test('refusals are found with the names of their values', () => {
  const text = `
    throw new Refused(a ? 'gone' : 'dead', path, { date: from, on: member.died, today });
    throw new Refused(
      'taken',
    );
    new Refused('twice', 'idNumber')`;
  expect(refusalsIn(text)).toEqual([
    { code: 'gone', values: ['date', 'on', 'today'] },
    { code: 'dead', values: ['date', 'on', 'today'] },
    { code: 'taken', values: [] },
    { code: 'twice', values: [] },
  ]);
});
