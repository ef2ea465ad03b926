import type { AreaCode } from '../areas/area.ts';
import { HouseholdId } from '../records/ids.ts';
import type { TableClient } from './client.ts';
import { nameStart, recordKey } from './keys.ts';
import type { After } from './lists.ts';
import { itemsOf, queryPage } from './read.ts';
import { HouseholdSummary, summaryIn } from './summary.ts';

/** Somebody found by name: the household, and where to go on behind them. */
export interface Named {
  readonly household: HouseholdId;
  readonly place: string;
}

const placeOf = ({ nameSort, pk }: Readonly<Record<string, unknown>>) => JSON.stringify([nameSort, pk]);

const startOf = (county: AreaCode, place: string) => {
  const [nameSort = '', pk = ''] = JSON.parse(place) as string[];
  return nameStart(county, nameSort, pk);
};

/** People of a county whose names begin so, a page at a time. While keys rotate somebody can be found twice. */
export const peopleByName = async (
  table: TableClient,
  county: AreaCode,
  beginning: string,
  { limit, after }: After<string>,
): Promise<{ items: Named[]; next?: string }> => {
  const { items, next } = await queryPage(table, {
    IndexName: 'byName',
    KeyConditionExpression: 'nameCounty = :county AND begins_with(nameSort, :beginning)',
    ExpressionAttributeValues: { ':county': county, ':beginning': beginning },
    Limit: limit,
    ExclusiveStartKey: after ? startOf(county, after) : undefined,
  });
  return {
    items: items.map((item) => ({ household: HouseholdId.parse(item.owner), place: placeOf(item) })),
    ...(next ? { next: placeOf(next) } : {}),
  };
};

/** The summaries of these households, each by its id; those that are no more are missing. */
export const summariesOf = async (
  table: TableClient,
  ids: readonly HouseholdId[],
): Promise<Map<HouseholdId, HouseholdSummary>> => {
  const keys = [...new Set(ids)].map((id) => recordKey({ kind: 'household', id }));
  const items = await itemsOf(table, keys, {
    ProjectionExpression: 'pk, #summary',
    ExpressionAttributeNames: { '#summary': 'summary' },
  });
  return new Map(
    items.map((item) => {
      const summary = HouseholdSummary.parse(summaryIn(item));
      return [summary.id, summary] as const;
    }),
  );
};
