import { beforeEach, expect, test } from 'vitest';
import { gatherUrgent } from '../../../functions/alerts/urgent.ts';
import { act } from '../../../shared/act/act.ts';
import type { Alert } from '../../../shared/domain/alerts/alert.ts';
import { Message } from '../../../shared/domain/alerts/message.ts';
import { News } from '../../../shared/domain/alerts/news.ts';
import { alertsOfCounty } from '../../../shared/table/outbox/alerts.ts';
import { newsItem, pendingNews } from '../../../shared/table/outbox/news.ts';
import { alertMessage } from '../../../shared/text/alert-message.ts';
import { AREAS } from '../../areas.ts';
import { person, type TestDeps, testDeps } from '../../deps.ts';
import { family, familyId, personId, place, TOWNSHIP } from '../../families.ts';
import { failing } from '../../shared/table/faulty.ts';
import { put } from '../../shared/table/raw.ts';
import { COUNTY } from './outlets.ts';

const clerk = person('township_clerk');
let deps: TestDeps;
beforeEach(async () => {
  deps = await testDeps();
});

const alerts = async (): Promise<Alert[]> => (await alertsOfCounty(deps.table, COUNTY, { limit: 100 })).items;
const told = async () =>
  (await alerts()).flatMap((alert) => (alert.kind === 'urgent' ? alert.told.map(({ flag }) => flag) : []));
const waiting = async (of: 'now' | 'digest') => {
  const ids: string[] = [];
  for await (const page of pendingNews(deps.table, COUNTY, of)) ids.push(...page.map(({ id }) => id));
  return ids;
};

test('a site without a leading industry is told of at once, a household’s gap waits for the morning', async () => {
  await act(deps, clerk, place(1));
  await act(deps, clerk, family(1));
  expect((await waiting('now')).length).toBe(1);
  expect((await waiting('digest')).length).toBe(1);
  expect(await gatherUrgent(deps, COUNTY)).toBe(1);
  expect(await alerts()).toEqual([
    expect.objectContaining({
      kind: 'urgent',
      area: COUNTY,
      on: '2026-06-15',
      told: [expect.objectContaining({ kind: 'opened', rule: 'R1', area: '511722107' })],
    }),
  ]);
  // The digest counts it too.
  expect((await waiting('digest')).length).toBe(2);
  expect(await waiting('now')).toEqual([]);
  expect(await gatherUrgent(deps, COUNTY)).toBe(0);
});

/** News of a household of which so many gaps came to the county on one day. */
const newsOf = (n: number, gaps: number): News =>
  News.parse({
    id: `20260615040000000.${familyId(n)}.7`,
    ...{ area: TOWNSHIP, subject: { kind: 'household', id: familyId(n) }, at: '2026-06-15T04:00:00.000Z' },
    items: Array.from({ length: gaps }, (_, m) => ({
      ...{ kind: 'overdue', rule: 'R5', member: personId(n, m), level: 'county', dueOn: '2026-05-31' },
    })),
  });

test('many are told in handfuls that a message holds, and two who gather at once tell each once', async () => {
  for (let n = 1; n <= 60; n++) await put(deps.table, newsItem(newsOf(n, 4)) ?? {});
  const gathered = await Promise.all([gatherUrgent(deps, COUNTY), gatherUrgent(deps, COUNTY)]);
  expect(gathered.reduce((sum, count) => sum + count, 0)).toBe(2);
  const flags = await told();
  expect([flags.length, new Set(flags).size]).toEqual([240, 240]);
  expect(await waiting('now')).toEqual([]);
  for (const alert of await alerts()) {
    expect(() => Message.parse(alertMessage(alert, 'zh-CN', AREAS, 'https://houfu.example'))).not.toThrow();
  }
});

test('whoever dies between gathering and settling is followed by somebody who settles, and tells nothing twice', async () => {
  await act(deps, clerk, place(1));
  const fault = failing(deps.table.client, {
    command: 'TransactWriteItemsCommand',
    saying: 'pendingCounty = :was',
    error: () => new Error('the process died'),
  });
  await expect(gatherUrgent(deps, COUNTY)).rejects.toThrow('the process died');
  fault.stop();
  await act(deps, clerk, place(2));
  expect(await gatherUrgent(deps, COUNTY)).toBe(0);
  expect(await gatherUrgent(deps, COUNTY)).toBe(1);
  const flags = await told();
  expect([flags.length, new Set(flags).size]).toEqual([2, 2]);
});

test('of a transaction that does not stand nothing is told', async () => {
  const fault = failing(deps.table.client, {
    command: 'TransactWriteItemsCommand',
    error: () => Object.assign(new Error('refused'), { name: 'ValidationException' }),
  });
  await expect(act(deps, clerk, place(1))).rejects.toThrow();
  fault.stop();
  expect(await waiting('now')).toEqual([]);
});
