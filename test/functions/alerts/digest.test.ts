import { beforeEach, expect, test } from 'vitest';
import { digestCounty } from '../../../functions/alerts/digest.ts';
import { gatherUrgent } from '../../../functions/alerts/urgent.ts';
import { act } from '../../../shared/act/act.ts';
import { type Alert, NO_FIGURES } from '../../../shared/domain/alerts/alert.ts';
import { plainDate } from '../../../shared/domain/calendar/dates.ts';
import { alertsOfCounty } from '../../../shared/table/outbox/alerts.ts';
import { alertMessage } from '../../../shared/text/alert-message.ts';
import { AREAS } from '../../areas.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, place, placement, TOWNSHIP } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { auditOf } from '../audit/county.ts';
import { COUNTY } from './outlets.ts';

type Digest = Extract<Alert, { kind: 'digest' }>;

const clerk = person('township_clerk');
let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps('2026-06-15');
  await act(deps, clerk, place(1));
  for (const n of [1, 2, 3]) await act(deps, clerk, family(n));
  await act(deps, clerk, placement(3, '2026-01-01'));
});

/** The same dependencies so many minutes after noon. */
const minutesLater = (minutes: number): TestDeps => ({
  ...deps,
  clock: () => deps.clock() + minutes * 60_000,
});
const digestOf = (on: string) => digestCounty(minutesLater(10), COUNTY, plainDate(on));
const digests = async (): Promise<Digest[]> => {
  const { items } = await alertsOfCounty(deps.table, COUNTY, { limit: 100 });
  return items.flatMap((alert) => (alert.kind === 'digest' ? [alert] : []));
};
const r3 = async (on: string) =>
  (await digests()).find((alert) => alert.on === on && alert.area === COUNTY)?.figures.rules.R3;

test('counts what has come since the last one, and what stands in the ledger, of the county and of its townships', async () => {
  expect(await digestOf('2026-06-15')).toBe(2);
  const [first, second] = await digests();
  expect([first?.area, second?.area].sort()).toEqual([COUNTY, TOWNSHIP]);
  expect(first?.figures).toEqual(second?.figures);
  expect(await r3('2026-06-15')).toEqual({ ...NO_FIGURES, opened: 3, cleared: 1, open: 2, waiting: 1 });
  expect(first?.figures.oldest.length).toBeGreaterThan(4);
  expect(first?.figures.oldest[0]).toMatchObject({ openedOn: '2026-06-15', area: TOWNSHIP });

  deps.goTo('2026-06-16');
  await act(deps, clerk, placement(2, '2026-06-01'));
  expect(await digestOf('2026-06-16')).toBe(2);
  expect(await r3('2026-06-16')).toEqual({ ...NO_FIGURES, cleared: 1, open: 1, waiting: 2 });
});

test('is made once a day; what comes after it is told the next morning', async () => {
  expect(await Promise.all([digestOf('2026-06-15'), digestOf('2026-06-15')])).toContain(2);
  await act(minutesLater(20), clerk, family(4));
  expect(await digestOf('2026-06-15')).toBe(0);
  expect((await r3('2026-06-15'))?.opened).toBe(3);
  deps.goTo('2026-06-16');
  await digestOf('2026-06-16');
  expect((await r3('2026-06-16'))?.opened).toBe(1);
  expect((await digests()).length).toBe(4);
});

test('after somebody died before settling, the next call settles what was told', async () => {
  const fault = failing(deps.table.client, {
    command: 'TransactWriteItemsCommand',
    saying: 'REMOVE pendingCounty',
    error: () => new Error('the process died'),
  });
  await expect(digestOf('2026-06-15')).rejects.toThrow('the process died');
  fault.stop();
  deps.goTo('2026-06-16');
  expect(await digestOf('2026-06-15')).toBe(0);
  await digestOf('2026-06-16');
  expect((await r3('2026-06-16'))?.opened).toBe(0);
});

test('where the process died before anything was put down, all of it is told by the next', async () => {
  const fault = failing(deps.table.client, {
    command: 'TransactWriteItemsCommand',
    saying: '"digest"',
    error: () => new Error('the process died'),
  });
  await expect(digestOf('2026-06-15')).rejects.toThrow('the process died');
  fault.stop();
  expect(await digests()).toEqual([]);
  expect(await digestOf('2026-06-15')).toBe(2);
  expect((await r3('2026-06-15'))?.opened).toBe(3);
});

test('an overdue flag is told of at once when it rises to the county, once', async () => {
  await gatherUrgent(deps, COUNTY);
  await auditOf(deps, '2026-07-15');
  expect(await gatherUrgent(deps, COUNTY)).toBe(0);
  await auditOf(deps, '2026-07-16');
  await auditOf(deps, '2026-07-16');
  expect(await gatherUrgent(deps, COUNTY)).toBe(1);
  const { items } = await alertsOfCounty(deps.table, COUNTY, { limit: 1 });
  const [alert] = items;
  const overdue = alert?.kind === 'urgent' ? alert.told.filter(({ rule }) => rule === 'R3') : [];
  expect(overdue.map(({ kind, dueOn }) => [kind, dueOn])).toEqual([
    ['overdue', '2026-07-15'],
    ['overdue', '2026-07-15'],
  ]);
  await auditOf(deps, '2026-07-17');
  expect(await gatherUrgent(deps, COUNTY)).toBe(0);
});

test('a county of which there is nothing to tell gets none', async () => {
  expect(await digestCounty(deps, '511702' as typeof COUNTY, plainDate('2026-06-15'))).toBe(0);
});

test('no name, no ID number and no household number leaves in the words of an alert', async () => {
  await digestOf('2026-06-15');
  await gatherUrgent(deps, COUNTY);
  const { items } = await alertsOfCounty(deps.table, COUNTY, { limit: 100 });
  const said = items.flatMap((alert) => [
    alertMessage(alert, 'zh-CN', AREAS),
    alertMessage(alert, 'en', AREAS),
  ]);
  expect(said.length).toBe(6);
  for (const message of said) {
    const text = JSON.stringify(message.lines) + message.title;
    expect(text).not.toMatch(/成员|\d{15}|安置点1/);
    expect(text).not.toContain(familyId(1));
    expect(text).not.toMatch(/\{\w+\}/);
    expect(text).toContain('R1');
  }
});
