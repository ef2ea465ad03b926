import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonical, hashOf } from '../../../../shared/domain/history/hash.ts';
import { ChangeEntry } from '../../../../shared/domain/records/change.ts';
import { HouseholdId } from '../../../../shared/domain/records/ids.ts';
import { changeKey } from '../../../../shared/table/store/keys.ts';
import { testTable } from '../../../engine.ts';
import { itemAt, put } from '../../table/raw.ts';

/** Any value that a record can hold: numbers of yuan and their parts, texts of any script, empty and nested things. */
const anyText = fc.string({ unit: 'binary', maxLength: 12 });
const { value: anyValue } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.boolean(),
    fc.integer(),
    fc.integer({ min: -1e11, max: 1e11 }).map((fen) => fen / 100),
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((n) => n === 0 || Math.abs(n) > 1e-100),
    anyText,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      anyText.filter((key) => key !== '__proto__'),
      tie('value'),
      { maxKeys: 4 },
    ),
  ),
}));

const anyEntry: fc.Arbitrary<ChangeEntry> = fc
  .record(
    {
      actor: anyText,
      reason: anyText,
      changes: fc.array(
        fc.record({ path: anyText, from: anyValue, to: anyValue }, { requiredKeys: ['path'] }),
        {
          maxLength: 4,
        },
      ),
      previous: fc.constant('A'.repeat(43)),
    },
    { requiredKeys: ['actor', 'changes'] },
  )
  .map((parts) =>
    ChangeEntry.parse({
      version: 1,
      at: '2026-06-15T04:00:00.000Z',
      commands: [],
      findings: [],
      flags: [],
      ...parts,
    }),
  );

/** The same with the fields of each object in another order, and some that are undefined. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([key, field]) => [key, turned(field)]);
  return { 'not there': undefined, ...Object.fromEntries(fields.reverse()) };
};

test('the hash of an entry does not depend on the order of its fields, nor on those that are undefined', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      expect(hashOf(turned(entry) as ChangeEntry)).toBe(hashOf(entry));
    }),
  );
});

test('the hash of an entry is the same once it comes back from the table', async () => {
  const table = await testTable();
  const key = changeKey({ kind: 'household', id: HouseholdId.parse('0H000000000000000000000001') }, 1);
  await fc.assert(
    fc.asyncProperty(anyEntry, async (entry) => {
      await put(table, { ...key, change: entry });
      const { change } = await itemAt(table, key);
      expect(hashOf(ChangeEntry.parse(change))).toBe(hashOf(entry));
    }),
    { numRuns: 200 },
  );
});

// Of RFC 8785, sections 3.2.2 and 3.2.3, and its appendix B.
test.each<[unknown, string]>([
  [
    { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\u{1f600}': 5, '\u0080': 6, ö: 7 },
    '{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"\u{1f600}":5,"\ufb33":3}',
  ],
  [[333333333.3333333, 1e30, 4.5, 2e-3, 1e-27], '[333333333.3333333,1e+30,4.5,0.002,1e-27]'],
  [{ literals: [null, true, false], empty: {} }, '{"empty":{},"literals":[null,true,false]}'],
  [-0, '0'],
])('the one spelling is that of the standard', (value, spelling) => {
  expect(canonical(value)).toBe(spelling);
});

test('another value is another hash', () => {
  fc.assert(
    fc.property(anyEntry, anyEntry, (one, other) => {
      const same = canonical(one) === canonical(other);
      expect(hashOf(one) === hashOf(other)).toBe(same);
      expect(hashOf({ ...one, version: 2 })).not.toBe(hashOf(one));
    }),
  );
});
