import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import type { Evaluated } from '../../../../shared/domain/records/evaluated.ts';
import type { Household } from '../../../../shared/domain/records/household.ts';
import { evaluatedFrom } from '../../../../shared/domain/rules/evaluation.ts';
import { findingsOn, householdTimelines } from '../../../../shared/domain/rules/timelines.ts';
import {
  householdSummaryIn,
  packSummary,
  summaryIn,
} from '../../../../shared/table/record/stored-summary.ts';
import { outcomesOf, summaryOf } from '../../../../shared/table/record/summary.ts';
import { anyHousehold } from '../../domain/rules/arbitrary.ts';
import { household, member, policy, site, siteId } from '../../domain/rules/builders.ts';
import { type Item, recordItem } from '../raw.ts';

const TODAY = plainDate('2026-06-15');
const evaluated = (of: Household): Household => ({
  ...of,
  evaluated: evaluatedFrom(findingsOn(householdTimelines(of, policy), TODAY), policy),
});

/** What DynamoDB counts of a value: UTF-8 text, numbers by their digits, 3 bytes a map or list and 1 an entry. */
const bytesOf = (value: unknown): number => {
  if (value === undefined) return 0;
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return Math.ceil(String(value).length / 2) + 1;
  if (typeof value !== 'object' || value === null) return 1;
  return Object.entries(value).reduce(
    (sum, [key, one]) => (one === undefined ? sum : sum + 1 + Buffer.byteLength(key) + bytesOf(one)),
    3,
  );
};

/** A summary as release 8a93417 spelled it. */
const lettered = (of: Household): Item => {
  const { name, area, holdsFrom, changesOn, under, flags, outcomes, ...rest } = summaryOf(of);
  if (rest.kind !== 'household') throw new Error('no household');
  const { number: k, siteId: s, movedIn: m, dissolved: d, people: p } = rest;
  const o = Array.from({ length: 9 }, (_, i) => outcomes[`R${i + 1}`] ?? '').join('/');
  const item = { n: name, a: area, h: holdsFrom, c: changesOn, u: under, f: flags, o, k, s, m, d, p };
  return JSON.parse(JSON.stringify(item));
};

const FLAGS =
  'R2ot2026-07-15 R3at2026-06-30 R4ct2026-06-02/12 R5ct2026-06-02*3/45 R5ot2026-07-15*5 R6ct2026-06-02*8/96 R7ot2026-07-15 R9ct2026-06-02/12';

describe('the summary of a household, as the table keeps it,', () => {
  const eight = evaluated(
    household({
      number: '51172200000000000001',
      siteId: siteId(1),
      resettlement: 'centralised',
      members: Array.from({ length: 8 }, (_, i) =>
        member(i + 1, `19${60 + i * 5}-05-01`, { name: '欧阳长名' }),
      ),
    }),
  );

  test('of eight, with what its index entry carries beside it, takes at most 500 bytes', () => {
    const { pk, sk, township, summary } = recordItem(eight);
    const projected = bytesOf({ pk, sk, township, summary }) - 3 - 5;
    expect(bytesOf(summary)).toBeLessThanOrEqual(245);
    expect(projected).toBeLessThanOrEqual(500);
    // So it does with a flag of every rule that has any, four of them once closed.
    const { summary: flagged, ...keys } = recordItem({
      ...eight,
      evaluated: { ...(eight.evaluated as Evaluated), flags: FLAGS },
    });
    expect(
      bytesOf({ pk: keys.pk, sk: keys.sk, township: keys.township, summary: flagged }) - 3 - 5,
    ).toBeLessThanOrEqual(500);
    // All of its findings are in it: five rules of eight people or the household, none of them dropped to save room.
    const letters = Object.values(summaryOf(eight).outcomes).join('');
    expect(letters).toHaveLength(eight.evaluated?.findings.length ?? 0);
    expect(letters.length).toBeGreaterThan(24);
  });

  test('is read back as it was written, and tells the same outcomes in the same order', () => {
    fc.assert(
      fc.property(anyHousehold, (facts) => {
        const of = evaluated(facts);
        const item = JSON.parse(JSON.stringify(recordItem(of)));
        const read = summaryIn(item);
        expect(JSON.parse(JSON.stringify(read))).toEqual(JSON.parse(JSON.stringify(summaryOf(of))));
        for (const [rule, letters = ''] of Object.entries(read.outcomes)) {
          const stored = of.evaluated?.findings.filter((one) => one.rule === rule) ?? [];
          expect(outcomesOf(letters)).toEqual(stored.map(({ outcome }) => outcome));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('that lacks what it should have, or has it otherwise, is not taken for one', () => {
    const item = recordItem(eight);
    const stored = item.summary as Item;
    expect(() => summaryIn(item)).not.toThrow();
    for (const summary of [
      undefined,
      {},
      'm',
      { ...stored, outcomes: undefined },
      { ...stored, outcomes: { X1: 'm' } },
      { ...stored, name: undefined },
      { ...stored, people: '8' },
      { ...lettered(eight), o: undefined },
      { ...lettered(eight), n: undefined },
      { ...lettered(eight), p: '8' },
    ]) {
      expect(() => summaryIn({ ...item, summary })).toThrow(
        /the summary of H#\w+ cannot be read: houfu audit/,
      );
    }
  });

  test('is read as it was spelled up to schema version 1, one letter a field', () => {
    const { pk } = recordItem(eight);
    expect(summaryIn({ pk, summary: lettered(eight) })).toEqual(JSON.parse(JSON.stringify(summaryOf(eight))));
    const unjudged = household({ members: [] });
    const none = summaryIn({ pk: recordItem(unjudged).pk, summary: lettered(unjudged) });
    expect(none.outcomes).toEqual({});
  });

  test('of a later version keeps the fields and the rules that this one does not know', () => {
    const { pk, summary } = recordItem(eight);
    const { outcomes, ...fields } = summary as Item & { outcomes: object };
    const later = { ...fields, youth: 3, deep: { a: [1] }, outcomes: { ...outcomes, R11: 'mg' } };
    const read = summaryIn({ pk, summary: later });
    expect(read.outcomes.R11).toBe('mg');
    const again = packSummary({ ...summaryOf(eight), outcomes: read.outcomes }, later);
    expect(JSON.parse(JSON.stringify(again))).toEqual(JSON.parse(JSON.stringify(later)));
    // Of the former spelling nothing stays beside the new one.
    expect(Object.keys(packSummary(summaryOf(eight), lettered(eight))).every((key) => key.length > 1)).toBe(
      true,
    );
  });

  test('of a site is read back too', () => {
    const of = site({ name: '安置点' });
    expect(summaryIn(JSON.parse(JSON.stringify(recordItem(of))))).toEqual(
      JSON.parse(JSON.stringify(summaryOf(of))),
    );
    expect(packSummary(summaryOf(of))).not.toHaveProperty('people');
    expect(() => householdSummaryIn(recordItem(of))).toThrow();
    expect(householdSummaryIn(recordItem(eight))).toEqual(summaryIn(recordItem(eight)));
  });
});
