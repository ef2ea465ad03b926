import * as z from 'zod';
import type { AreaCode } from '../../domain/areas/area.ts';
import { isTemporaryNumber } from '../../domain/records/id-number.ts';
import { HouseholdId } from '../../domain/records/ids.ts';
import type { TableClient } from '../store/client.ts';
import { nameSought, nameStart, recordKey, subjectOf } from '../store/keys.ts';
import { itemsOf, queryPage } from '../store/read.ts';
import type { After } from './lists.ts';
import { householdSummaryIn } from './stored-summary.ts';
import type { HouseholdSummary } from './summary.ts';

/** Somebody found by name: the household, and where to go on behind them. */
export interface Named {
  readonly household: HouseholdId;
  readonly member: string;
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
    items: items.map((item) => ({
      household: HouseholdId.parse(item.owner),
      member: String(item.member),
      place: placeOf(item),
    })),
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
      const summary = householdSummaryIn(item);
      return [summary.id, summary] as const;
    }),
  );
};

/** Of a member what decides whether a name finds it. */
const Member = z.object({
  id: z.string(),
  name: z.string(),
  idNumber: z.string(),
  left: z.string().optional(),
});
const Members = z.object({ record: z.object({ members: z.array(Member) }) });

/** Of each of these households the member that a list by name comes to first; of those with none so named none. */
export const firstNamed = async (
  table: TableClient,
  ids: readonly HouseholdId[],
  beginning: string,
): Promise<Map<HouseholdId, string>> => {
  const keys = [...new Set(ids)].map((id) => recordKey({ kind: 'household', id }));
  const items = await itemsOf(table, keys, {
    ProjectionExpression: 'pk, #record.#members',
    ExpressionAttributeNames: { '#record': 'record', '#members': 'members' },
  });
  return new Map(
    items.flatMap((item) => {
      const subject = subjectOf(String(item.pk));
      const sorted = Members.parse(item)
        .record.members.filter(({ idNumber, left }) => !left && !isTemporaryNumber(idNumber))
        .map(({ id, name }) => ({ id, sort: `${nameSought(name)}#${id}` }))
        .filter(({ sort }) => sort.startsWith(beginning))
        .sort((a, b) => Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)));
      const [first] = sorted;
      return subject?.kind === 'household' && first ? [[subject.id, first.id] as const] : [];
    }),
  );
};
