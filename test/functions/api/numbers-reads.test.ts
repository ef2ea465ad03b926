import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { auditTownship } from '../../../functions/audit/township.ts';
import { dateOf, dayOf, plainDate } from '../../../shared/domain/calendar/dates.ts';
import { counties, townships } from '../../areas.ts';
import { countyApi, TOWNSHIPS } from './county.ts';

interface Read {
  readonly command: string;
  readonly index: string | undefined;
  readonly of: unknown;
}

/** Writes down every call of a client and how many were under way at the same time. */
const watch = (client: DynamoDBDocumentClient) => {
  const seen = { reads: [] as Read[], most: 0, underWay: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const { IndexName, ExpressionAttributeValues = {} } = args.input as {
          IndexName?: string;
          ExpressionAttributeValues?: Record<string, unknown>;
        };
        seen.reads.push({
          command: String(commandName),
          index: IndexName,
          of: ExpressionAttributeValues[':township'] ?? ExpressionAttributeValues[':pk'],
        });
        seen.most = Math.max(seen.most, ++seen.underWay);
        return next(args).finally(() => {
          seen.underWay--;
        });
      },
    { step: 'initialize', priority: 'high' },
  );
  return seen;
};

let api: Awaited<ReturnType<typeof countyApi>>;
let seen: ReturnType<typeof watch>;
beforeAll(async () => {
  api = await countyApi();
  const today = plainDate('2026-06-15');
  for (const back of [0, 1, 2, 20])
    for (const township of TOWNSHIPS) {
      const on = dateOf(dayOf(today) - back);
      await auditTownship(api.deps, { run: 'r', on, township });
    }
  // Settings that were read serve for a minute: they are read here, once.
  for (const { code } of counties('5117')) await api.deps.policies(code, today);
  seen = watch(api.deps.table.client);
});

const readsOf = async (path: string) => {
  Object.assign(seen, { reads: [], most: 0 });
  const { status, text } = await api.ask(path);
  expect(status, text).toBe(200);
  return { reads: seen.reads, most: seen.most };
};

describe('what is read', () => {
  test.each([TOWNSHIPS[0], `${TOWNSHIPS[0]}203`])(
    'for %s as of now is the pages of its township’s index',
    async (area) => {
      const { reads } = await readsOf(`/numbers?area=${area}`);
      expect(reads).toEqual([{ command: 'QueryCommand', index: 'byArea', of: TOWNSHIPS[0] }]);
    },
  );

  test('for a county as of now is the pages of its townships’ index, in one bounded round, and nothing else', async () => {
    const { reads, most } = await readsOf('/numbers?area=511722');
    const own = townships('511722').map(({ code }) => code);
    expect(reads.map(({ of }) => of).sort()).toEqual([...own].sort());
    expect(reads.every(({ command, index }) => command === 'QueryCommand' && index === 'byArea')).toBe(true);
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(20);
  });

  test.each([
    [`/numbers?area=${TOWNSHIPS[0]}&on=2026-06-14`, [`N#${TOWNSHIPS[0]}`]],
    ['/numbers?area=511722&on=2026-06-14', ['N#511722']],
    [`/numbers/trend?area=${TOWNSHIPS[0]}&from=2025-06-01&until=2026-06-15`, [`N#${TOWNSHIPS[0]}`]],
    ['/numbers/trend?area=511722&from=2025-06-01&until=2026-06-15', ['N#511722']],
    ['/numbers/league?area=511722', ['N#511722', 'N#511722']],
  ])('for %s is one query a day that is compared, or one stretch of days', async (path, partitions) => {
    const { reads } = await readsOf(path);
    expect(reads).toEqual(partitions.map((of) => ({ command: 'QueryCommand', index: undefined, of })));
  });

  test.each([
    ['/numbers?area=5117', 1],
    ['/numbers?area=5117&on=2026-06-14', 1],
    ['/numbers/trend?area=5117', 1],
    ['/numbers/league?area=5117', 2],
  ])('for %s is a query a county for each of its days', async (path, times) => {
    const { reads } = await readsOf(path);
    const own = counties('5117').map(({ code }) => `N#${code}`);
    expect(reads.map(({ of }) => of).sort()).toEqual(Array(times).fill(own).flat().sort());
  });
});
