import { beforeAll, describe, expect, test } from 'vitest';
import { AreaCode } from '../../../../shared/domain/areas/area.ts';
import { plainDate } from '../../../../shared/domain/calendar/dates.ts';
import { MEASURES } from '../../../../shared/domain/numbers/measures.ts';
import {
  type AuditPart,
  NO_FLAGS,
  NO_TALLY,
  type Numbers,
} from '../../../../shared/domain/numbers/numbers.ts';
import { getLeague } from '../../../../shared/queries/numbers/league.ts';
import { putNumbers } from '../../../../shared/table/numbers/numbers.ts';
import { counties, townships } from '../../../areas.ts';
import { type TestDeps, testDeps } from '../../../deps.ts';

const area = (code: string) => AreaCode.parse(code);
const COUNTY = area('511723');
const part: AuditPart = {
  ...{ run: 'r', at: '2026-06-15T18:00:00.000Z', looked: 1, due: 0, sites: 0, changed: 0, failed: [] },
};
const OF_COUNTY = townships(COUNTY).map(({ code }) => code);
const [A, B, C, D, E] = OF_COUNTY as [AreaCode, AreaCode, AreaCode, AreaCode, AreaCode];

let deps: TestDeps;

/** A township's day: of R2 so many met and so many in a gap; of its flags so many overdue, and closed in so many days. */
const put = (
  township: AreaCode,
  on: string,
  [met, gap]: readonly [number, number],
  { overdue = 0, open = 0, closed = 0, closingDays = 0, waived = 0 } = {},
) => {
  const numbers: Numbers = {
    ...{ area: township, on: plainDate(on), households: met + gap, people: 0, sites: 0 },
    ...{ behind: { households: 0, sites: 0 }, rules: { R2: { ...NO_TALLY, met, gap } }, withOne: {} },
  };
  const R2 = { ...NO_FLAGS, open, overdue, closed, closingDays, waived };
  return putNumbers(deps.table, numbers, part, { R2 });
};

beforeAll(async () => {
  deps = await testDeps('2026-06-15');
  // May: its last day is the thirtieth, that of the fifteenth is not looked at.
  await put(A, '2026-05-15', [0, 10]);
  await put(A, '2026-05-30', [9, 1]);
  await put(B, '2026-05-30', [5, 5]);
  await put(C, '2026-05-30', [1, 9]);
  // Today's audit has not been yet: the fourteenth is the last day.
  await put(A, '2026-06-13', [0, 10]);
  await put(A, '2026-06-14', [5, 5], { open: 4, overdue: 1 });
  await put(B, '2026-06-14', [6, 6], { open: 8, overdue: 4, closed: 2, closingDays: 30 });
  await put(C, '2026-06-14', [9, 1], { open: 3, waived: 1, overdue: 0, closed: 1, closingDays: 20 });
  await put(D, '2026-06-14', [0, 0]);
  // Another county, with one township counted today and none in May.
  await put(area('511722107'), '2026-06-15', [1, 0]);
});

const SYSTEM = { kind: 'system', job: 'test' } as const;

const lines = async (of: AreaCode, on?: string) => {
  const league = await getLeague(deps, SYSTEM, { area: of, ...(on ? { on: plainDate(on) } : {}) });
  return { ...league, by: new Map(league.lines.map((line) => [line.area, line])) };
};

describe('townships of a county', () => {
  test('are ranked by the share met; equals share a rank; who has nothing to measure has none', async () => {
    const { on, comparedWith, by, lines: all } = await lines(COUNTY);
    expect([on, comparedWith]).toEqual(['2026-06-14', '2026-05-30']);
    const together = (of: AreaCode) => by.get(of)?.standings.together;
    expect(together(C)).toEqual({ value: 0.9, rank: 1, climbed: 2 });
    expect(together(A)).toEqual({ value: 0.5, rank: 2, climbed: -1 });
    expect(together(B)).toEqual({ value: 0.5, rank: 2, climbed: 0 });
    // Nothing applies in D; nobody counted E.
    expect(together(D)).toEqual({});
    expect(together(E)).toEqual({});
    expect([by.get(D)?.missing, by.get(E)?.missing]).toEqual([[], [E]]);
    expect(all.map((line) => line.area)).toEqual([C, A, B, D, E, ...OF_COUNTY.slice(5)]);
    expect(by.get(C)?.standings.R2).toEqual(together(C));
    expect(by.get(C)?.standings.R3).toEqual({});
    for (const { standings } of all) expect(Object.keys(standings)).toEqual([...MEASURES]);
  });

  test('by the share overdue of live flags that are not waived, and by days to close: the least is the best', async () => {
    const { by } = await lines(COUNTY);
    const of = (measure: 'overdue' | 'daysToClose') =>
      [A, B, C, D].map((one) => by.get(one)?.standings[measure]);
    expect(of('overdue')).toEqual([
      { value: 0.25, rank: 2 },
      { value: 0.5, rank: 3 },
      { value: 0, rank: 1 },
      {},
    ]);
    expect(of('daysToClose')).toEqual([{}, { value: 15, rank: 1 }, { value: 20, rank: 2 }, {}]);
  });

  test('of a day before are those of the last day up to it', async () => {
    const { on, comparedWith, by } = await lines(COUNTY, '2026-06-13');
    expect([on, comparedWith]).toEqual(['2026-06-13', '2026-05-30']);
    expect(by.get(A)?.standings.together).toEqual({ value: 0, rank: 1, climbed: 0 });
    const may = await lines(COUNTY, '2026-05-31');
    expect([may.on, may.comparedWith]).toEqual(['2026-05-30', undefined]);
    expect(may.by.get(A)?.standings.together).toEqual({ value: 0.9, rank: 1 });
  });
});

test('counties of a city are ranked on the last day that any of them has, without those that have none of it', async () => {
  const { on, comparedWith, by, lines: all } = await lines(area('5117'));
  expect(on).toBe('2026-06-15');
  expect(comparedWith).toBe('2026-05-30');
  expect(all.map((line) => line.area).sort()).toEqual(
    counties('5117')
      .map(({ code }) => code)
      .sort(),
  );
  expect(by.get(area('511722'))?.standings.together).toEqual({ value: 1, rank: 1 });
  expect(by.get(area('511722'))?.missing).toHaveLength(townships('511722').length - 1);
  expect(by.get(COUNTY)?.standings.together).toEqual({});
  const yesterday = await lines(area('5117'), '2026-06-14');
  expect(yesterday.by.get(COUNTY)?.standings.together).toEqual({ value: 20 / 32, rank: 1, climbed: 0 });
});
