import * as z from 'zod';
import type { AreaCode } from '../../domain/areas/area.ts';
import { isTemporaryNumber } from '../../domain/records/id-number.ts';
import { HouseholdId } from '../../domain/records/ids.ts';
import type { TableClient } from '../store/client.ts';
import { nameStart, recordKey, searchableName, subjectOf } from '../store/keys.ts';
import { itemsOf, queryPage } from '../store/read.ts';
import type { After } from './lists.ts';
import { householdSummaryIn } from './stored-summary.ts';
import type { HouseholdSummary } from './summary.ts';

/** A person found by name: the household, and the place to continue after. */
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

/** Reads a page of a county's people by the beginning of their names. During a key rotation a person can occur twice. */
export async function peopleByName(
  table: TableClient,
  county: AreaCode,
  beginning: string,
  { limit, after }: After<string>,
): Promise<{ items: Named[]; next?: string }> {
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
}

/** Reads summaries of households by id; a household that does not exist is missing. */
export async function summariesOf(
  table: TableClient,
  ids: readonly HouseholdId[],
): Promise<Map<HouseholdId, HouseholdSummary>> {
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
}

/** The fields of a member that decide whether a search by name finds it. */
const Member = z.object({
  id: z.string(),
  name: z.string(),
  idNumber: z.string(),
  left: z.string().optional(),
});
const Members = z.object({ record: z.object({ members: z.array(Member) }) });

/** Returns by household the member that a list by name reaches first; a household without a match is missing. */
export async function firstNamed(
  table: TableClient,
  ids: readonly HouseholdId[],
  beginning: string,
): Promise<Map<HouseholdId, string>> {
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
        .map(({ id, name }) => ({ id, sort: `${searchableName(name)}#${id}` }))
        .filter(({ sort }) => sort.startsWith(beginning))
        .sort((a, b) => Buffer.compare(Buffer.from(a.sort), Buffer.from(b.sort)));
      const [first] = sorted;
      return subject?.kind === 'household' && first ? [[subject.id, first.id] as const] : [];
    }),
  );
}
