import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import {
  type AuditPart,
  allFlags,
  FlagNumbers,
  FlagTally,
  NO_FLAGS,
  NO_TALLY,
  Numbers,
  sumOf,
} from '../../../../shared/domain/numbers/numbers.ts';
import { OUTCOMES } from '../../../../shared/domain/records/evaluated.ts';
import { RULES } from '../../../../shared/domain/rules/registry.ts';
import {
  daysOfCounty,
  daysOfTownship,
  lastDayOfCounty,
  putNumbers,
} from '../../../../shared/table/numbers/numbers.ts';
import { packFlags, packNumbers, unpackNumbers } from '../../../../shared/table/numbers/packed-numbers.ts';
import type { OpenTable } from '../../../../shared/table/store/client.ts';
import { testTable } from '../../../engine.ts';
import { smallPages } from '../small-pages.ts';

const area = (code: string) => AreaCode.parse(code);
const COUNTY = area('511722');
const [ONE, TWO] = [area('511722107'), area('511722108')];

const count = fc.oneof(fc.constant(0), fc.nat(5), fc.nat(100_000));
const tallyOf = <T extends string>(fields: readonly T[]) =>
  fc.record(Object.fromEntries(fields.map((field) => [field, count])) as Record<T, typeof count>);
const byRule = <T>(of: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(RULES.map((rule) => [rule, of])) as Record<string, typeof of>, {
    requiredKeys: [],
  });
const anyNumbers = fc
  .record({
    ...{ households: count, people: count, sites: count },
    behind: fc.record({ households: count, sites: count }),
    rules: byRule(tallyOf(OUTCOMES)),
  })
  .map((of) =>
    Numbers.parse({
      ...{ area: ONE, on: '2026-06-15', ...of },
      withOne: Object.fromEntries(Object.entries(of.rules).filter(([rule]) => /R[568]/.test(rule))),
    }),
  );
const anyFlags = byRule(tallyOf(Object.keys(FlagTally.shape) as (keyof FlagTally)[])).map((of) =>
  FlagNumbers.parse(of),
);

test('a day in short is read back as it was', () => {
  fc.assert(
    fc.property(anyNumbers, anyFlags, (numbers, flags) => {
      const place = { area: numbers.area, on: numbers.on };
      expect(unpackNumbers(place, packNumbers(numbers), packFlags(flags))).toEqual({ numbers, flags });
      expect(unpackNumbers(place, packNumbers(numbers), undefined)).toEqual({ numbers });
    }),
  );
  expect(() => unpackNumbers({ area: ONE, on: plainDate('2026-06-15') }, '1,x,2', undefined)).toThrow();
  expect(() => unpackNumbers({ area: ONE, on: plainDate('2026-06-15') }, undefined, undefined)).toThrow();
});

test('days together are the sum of each, whatever their order; what one of them lacks all together lack', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ numbers: anyNumbers, flags: anyFlags }), { minLength: 1, maxLength: 5 }),
      (days) => {
        const on = plainDate('2026-06-15');
        const sum = sumOf(COUNTY, on, days);
        expect(sumOf(COUNTY, on, [...days].reverse())).toEqual(sum);
        const total = (of: (day: (typeof days)[number]) => number) =>
          days.reduce((all, day) => all + of(day), 0);
        expect(sum.numbers.people).toBe(total(({ numbers }) => numbers.people));
        expect(sum.numbers.behind?.sites).toBe(total(({ numbers }) => numbers.behind?.sites ?? 0));
        expect(sum.numbers.rules.R5 ?? NO_TALLY).toMatchObject({
          gap: total(({ numbers }) => numbers.rules.R5?.gap ?? 0),
        });
        const { overdue, closingDays } = allFlags(sum.flags ?? {});
        expect([overdue, closingDays]).toEqual([
          total(({ flags }) => allFlags(flags).overdue),
          total(({ flags }) => allFlags(flags).closingDays),
        ]);
        const { behind: _, withOne: __, ...bare } = sum.numbers;
        const lacking = sumOf(COUNTY, on, [...days, { numbers: bare }]);
        for (const field of ['behind', 'withOne']) expect(lacking.numbers).not.toHaveProperty(field);
        expect(lacking).not.toHaveProperty('flags');
        expect(lacking.numbers.people).toBe(2 * sum.numbers.people);
      },
    ),
  );
});

describe('days that are put down', () => {
  let table: OpenTable;
  const part: AuditPart = {
    ...{ run: 'r', at: '2026-06-15T18:00:00.000Z', looked: 1, due: 0, sites: 0, changed: 0, failed: [] },
  };
  const day = (township: AreaCode, on: string, households: number): Numbers => ({
    ...{ area: township, on: plainDate(on), households, people: 0, sites: 0 },
    ...{ behind: { households: 0, sites: 0 }, rules: {}, withOne: {} },
  });
  const seen = async (days: Promise<readonly { numbers: Numbers }[]>) =>
    (await days).map(({ numbers }) => [numbers.area, numbers.on, numbers.households]);
  beforeAll(async () => {
    table = await testTable();
    for (const [township, on, households] of [
      [ONE, '2026-05-31', 1],
      [ONE, '2026-06-01', 2],
      [TWO, '2026-06-01', 3],
      [ONE, '2026-06-03', 4],
      [area('511723100'), '2026-06-03', 5],
    ] as const)
      await putNumbers(table, day(township, on, households), part, { R3: { ...NO_FLAGS, open: households } });
  });
  const [from, until] = [plainDate('2026-06-01'), plainDate('2026-06-03')];

  test.each(['large', 'small'])(
    'are a county’s by day and township, between days, with %s pages',
    async (pages) => {
      const its = pages === 'small' ? { ...table } : table;
      if (pages === 'small') smallPages(its.client);
      expect(await seen(daysOfCounty(its, COUNTY, from, until))).toEqual([
        [ONE, '2026-06-01', 2],
        [TWO, '2026-06-01', 3],
        [ONE, '2026-06-03', 4],
      ]);
      expect(await seen(daysOfCounty(its, COUNTY, from, from))).toHaveLength(2);
      expect(await seen(daysOfTownship(its, ONE, from, until))).toEqual([
        [ONE, '2026-06-01', 2],
        [ONE, '2026-06-03', 4],
      ]);
      expect(await seen(lastDayOfCounty(its, COUNTY, from, until))).toEqual([[ONE, '2026-06-03', 4]]);
      expect(await seen(lastDayOfCounty(its, COUNTY, from, plainDate('2026-06-02')))).toEqual([
        [ONE, '2026-06-01', 2],
        [TWO, '2026-06-01', 3],
      ]);
      expect(
        await seen(lastDayOfCounty(its, COUNTY, plainDate('2026-06-04'), plainDate('2026-06-30'))),
      ).toEqual([]);
    },
  );

  test('keep their flags where they are counted again without any', async () => {
    await putNumbers(table, day(ONE, '2026-06-03', 9), { ...part, run: 'again' });
    const found = [
      ...(await daysOfTownship(table, ONE, until, until)),
      ...(await daysOfCounty(table, COUNTY, until, until)),
    ];
    expect(found).toMatchObject(
      [1, 2].map(() => ({ numbers: { households: 9 }, flags: { R3: { open: 4 } } })),
    );
  });
});
