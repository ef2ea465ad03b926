import type { AreaCode } from '../../domain/areas/area.ts';
import type { PlainDate } from '../../domain/calendar/dates.ts';
import { type Flag, StoredFlag } from '../../domain/ledger/flag.ts';
import { FlagNote } from '../../domain/ledger/note.ts';
import type { Subject } from '../../domain/records/subject.ts';
import { tolerant } from '../../domain/records/tolerant.ts';
import { LETTERED_NAME } from '../record/lettered-summary.ts';
import type { After } from '../record/lists.ts';
import { SUMMARY_NAME } from '../record/stored-summary.ts';
import type { TableClient } from '../store/client.ts';
import {
  assigneeIndex,
  closedFlagsOf,
  flagStart,
  notesOn,
  OpenFlagKey,
  partitionOf,
  recordKey,
  subjectOf,
} from '../store/keys.ts';
import { itemsOf, queryPage } from '../store/read.ts';

/** A flag with its subject and its place in the list that it is found in. */
export interface ListedFlag {
  readonly flag: Flag;
  readonly subject: Subject;
  readonly key: OpenFlagKey;
}

const StoredNote = tolerant(FlagNote);

type Slice = { items: ListedFlag[]; next?: OpenFlagKey };

interface Partition {
  readonly index: 'openFlags' | 'byAssignee';
  readonly key: Readonly<Record<string, string>>;
  /** Only those whose day is before this one. */
  readonly before?: PlainDate | undefined;
  /** The latest first. */
  readonly backwards?: boolean;
}

/** One page of one partition of an index of flags. */
const flagPage = async (
  table: TableClient,
  { index, key, before, backwards = false }: Partition,
  { limit, after }: After<OpenFlagKey>,
): Promise<Slice> => {
  const [[name = '', value] = []] = Object.entries(key);
  const { items, next } = await queryPage(table, {
    IndexName: index,
    KeyConditionExpression: before ? `${name} = :key AND due < :before` : `${name} = :key`,
    ExpressionAttributeValues: { ':key': value, ...(before ? { ':before': before } : {}) },
    ScanIndexForward: !backwards,
    Limit: limit,
    ExclusiveStartKey: after && flagStart(key, after),
  });
  return {
    items: items.flatMap(({ flag, pk, due }) => {
      const subject = subjectOf(String(pk));
      return subject ? [{ flag: StoredFlag.parse(flag), subject, key: OpenFlagKey.parse(due) }] : [];
    }),
    ...(next ? { next: OpenFlagKey.parse(next.due) } : {}),
  };
};

/** Live flags of a county by the day they are due, a page at a time; `next` is the key to go on behind. */
export const openFlagsOfCounty = (
  table: TableClient,
  county: AreaCode,
  page: After<OpenFlagKey>,
  dueBefore?: PlainDate,
): Promise<Slice> =>
  flagPage(table, { index: 'openFlags', key: { openCounty: county }, before: dueBefore }, page);

/** Closed flags of a county, the last closed first, a page at a time. */
export const closedFlagsOfCounty = (
  table: TableClient,
  county: AreaCode,
  page: After<OpenFlagKey>,
): Promise<Slice> =>
  flagPage(table, { index: 'openFlags', key: closedFlagsOf(county), backwards: true }, page);

/** Live flags that somebody works on, wherever they are, by the day they are due, a page at a time. */
export const flagsOfAssignee = (
  table: TableClient,
  assignee: string,
  page: After<OpenFlagKey>,
  dueBefore?: PlainDate,
): Promise<Slice> =>
  flagPage(table, { index: 'byAssignee', key: assigneeIndex(assignee), before: dueBefore }, page);

/** What these records are called in lists, by their ids; those that are no more are missing. */
export async function subjectNames(
  table: TableClient,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, string>> {
  const keys = new Map(subjects.map((subject) => [subject.id, recordKey(subject)]));
  const items = await itemsOf(table, [...keys.values()], {
    ProjectionExpression: 'pk, #summary.#name, #summary.#lettered',
    ExpressionAttributeNames: { '#summary': 'summary', '#name': SUMMARY_NAME, '#lettered': LETTERED_NAME },
  });
  return new Map(
    items.flatMap(({ pk, summary }) => {
      const named = (summary ?? {}) as Readonly<Record<string, unknown>>;
      const name = named[SUMMARY_NAME] ?? named[LETTERED_NAME];
      const subject = subjectOf(String(pk));
      return subject && typeof name === 'string' ? [[subject.id, name]] : [];
    }),
  );
}

/** What was noted on a flag, the last first, a page at a time; `next` is the place to go on behind. */
export async function notesOf(
  table: TableClient,
  subject: Subject,
  flag: Pick<Flag, 'rule' | 'member'>,
  { limit, after }: { readonly limit?: number | undefined; readonly after?: string | undefined } = {},
): Promise<{ items: FlagNote[]; next?: string }> {
  const pk = partitionOf(subject);
  const { items, next } = await queryPage(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :notes)',
    ExpressionAttributeValues: { ':pk': pk, ':notes': notesOn(flag) },
    ScanIndexForward: false,
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
  });
  return {
    items: items.map(({ note }) => StoredNote.parse(note)),
    ...(next ? { next: String(next.sk) } : {}),
  };
}
