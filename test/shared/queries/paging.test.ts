import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '../../../shared/domain/records/actor.ts';
import { listAlerts } from '../../../shared/queries/alerts.ts';
import { getFlag, listFlags } from '../../../shared/queries/flags.ts';
import { listFrozenLines } from '../../../shared/queries/frozen-lines.ts';
import { getFrozenMonth } from '../../../shared/queries/frozen-months.ts';
import { listChanges, listSupportEntries } from '../../../shared/queries/history.ts';
import { type HouseholdFilter, listHouseholds } from '../../../shared/queries/households.ts';
import { mapPage, type Page, type PageRequest } from '../../../shared/queries/page.ts';
import { listRecords } from '../../../shared/queries/record-lists.ts';
import { listRuns } from '../../../shared/queries/runs.ts';
import { listSettingsChanges } from '../../../shared/queries/settings.ts';
import type { TestDeps } from '../../deps.ts';
import { familyId, placeId, TOWNSHIP } from '../../families.ts';
import { BESIDE, COUNTY, MONTH, MOVED, newCounty, READERS, type Reader, VILLAGE } from './county.ts';
import { walkPages } from './walk.ts';

let deps: TestDeps;
beforeAll(async () => {
  deps = await newCounty();
});

type List = (reader: Actor, page: PageRequest) => Promise<Page<unknown>>;

const moved = { kind: 'household', id: familyId(MOVED) } as const;

/** Every list, some with filters, and how many items `lead` has of it. */
const LISTS: Readonly<Record<string, readonly [count: number, list: List]>> = {
  sites: [1, (reader, page) => listRecords(deps, reader, 'site', {}, page)],
  flags: [15, (reader, page) => listFlags(deps, reader, {}, page)],
  'flags of a rule': [7, (reader, page) => listFlags(deps, reader, { rule: 'R3' }, page)],
  'closed flags': [0, (reader, page) => listFlags(deps, reader, { state: 'closed' }, page)],
  'assigned flags': [0, (reader, page) => listFlags(deps, reader, { assignee: 'me' }, page)],
  alerts: [5, (reader, page) => listAlerts(deps, reader, {}, page)],
  'alerts that nobody has acknowledged': [
    4,
    (reader, page) => listAlerts(deps, reader, { kind: 'digest', acknowledged: false }, page),
  ],
  'acknowledged alerts': [0, (reader, page) => listAlerts(deps, reader, { acknowledged: true }, page)],
  changes: [4, async (reader, page) => (await listChanges(deps, reader, moved, page)).changes],
  'support entries': [3, (reader, page) => listSupportEntries(deps, reader, moved, page)],
  'changes of settings': [3, (reader, page) => listSettingsChanges(deps, reader, COUNTY, page)],
  runs: [3, (reader, page) => listRuns(deps, reader, 'audit', page)],
  notes: [
    0,
    async (reader, page) => (await getFlag(deps, reader, { subject: moved, rule: 'R3' }, page)).notes,
  ],
  'lines of a frozen month': [
    // Of two households of two: five findings of each, and three of each member.
    22,
    async (reader, page) => {
      const frozen = await getFrozenMonth(deps, reader, { month: MONTH, area: BESIDE });
      return listFrozenLines(deps, frozen, page);
    },
  ],
  'lines of a frozen village': [
    11,
    async (reader, page) => {
      const frozen = await getFrozenMonth(deps, reader, { month: MONTH, area: VILLAGE });
      return listFrozenLines(deps, frozen, page);
    },
  ],
};

describe('a list', () => {
  test.each(Object.entries(LISTS))(
    'of %s is complete, in the same order, whatever the limit',
    async (_, [count, list]) => {
      const readPage = (page: PageRequest) => list(READERS.lead, page);
      const whole = await walkPages(readPage, 200);
      expect(whole.items).toHaveLength(count);
      expect(new Set(whole.items.map((item) => JSON.stringify(item))).size).toBe(count);
      for (const limit of [1, 2, 3, 7]) {
        const { items, lengths } = await walkPages(readPage, limit);
        expect(items).toEqual(whole.items);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
      }
    },
  );

  test('read again from a position is the same page', async () => {
    const [, list] = LISTS.flags ?? [];
    const first = await list?.(READERS.lead, { limit: 3 });
    const again = () => list?.(READERS.lead, { limit: 3, position: first?.next });
    expect(first?.next).toBeDefined();
    expect(await again()).toEqual(await again());
  });

  test('mapped keeps its position', () => {
    expect(mapPage({ items: [1, 2], next: 'a' }, String)).toEqual({ items: ['1', '2'], next: 'a' });
  });
});

/** Which household matches, by the fixture alone. */
const areaOf = (n: number) => (n === 4 ? VILLAGE : n >= 6 ? BESIDE : TOWNSHIP);
const INSIDE: Partial<Record<Reader, readonly number[]>> = {
  lead: [1, 2, 3, 4, MOVED, 6, 7],
  clerk: [1, 2, 3, 4, MOVED],
  origin: [],
};
const matches = (n: number, { area, site, name, number, outcome }: HouseholdFilter): boolean =>
  (area === undefined || areaOf(n).startsWith(area)) &&
  (site === undefined || n === 1) &&
  (name === undefined || `成员${n}之0`.startsWith(name)) &&
  (number === undefined || number === `511722${String(n).padStart(6, '0')}`) &&
  (outcome === undefined || (outcome === 'met') === (n === 1));

describe('the list of households', () => {
  test('is those that match the filter within the rights of the reader, page by page', async () => {
    const optional = <T>(...values: T[]) =>
      fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });
    const filters: fc.Arbitrary<HouseholdFilter> = fc.record({
      area: optional(TOWNSHIP, VILLAGE),
      site: optional(placeId(1)),
      name: optional('成员', '成员1', '成员6之0', '张'),
      number: optional('511722000001', '511722000006', '511722000008', '511722000099'),
      rule: fc.constant('R3' as const),
      outcome: optional('met' as const, 'gap' as const),
    });
    const readers = fc.constantFrom<Reader>('lead', 'clerk');
    await fc.assert(
      fc.asyncProperty(filters, readers, fc.integer({ min: 1, max: 8 }), async (filter, reader, limit) => {
        const readPage = (page: PageRequest) => listHouseholds(deps, READERS[reader], filter, page);
        const { items, lengths } = await walkPages(readPage, limit);
        const families = items.map(({ id }) => Number(id.slice(2)));
        const expected = (INSIDE[reader] ?? []).filter((n) => matches(n, filter));
        expect(families.sort()).toEqual(expected);
        expect(Math.max(...lengths)).toBeLessThanOrEqual(limit);
      }),
      { numRuns: 60 },
    );
  });
});
