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
  notesPrefix,
  OpenFlagKey,
  partitionOf,
  recordKey,
  subjectOf,
} from '../store/keys.ts';
import { itemsOf, queryPage } from '../store/read.ts';

/** A flag with its subject and its key in the list's index. */
export interface ListedFlag {
  readonly flag: Flag;
  readonly subject: Subject;
  readonly key: OpenFlagKey;
}

const StoredNote = tolerant(FlagNote);

type FlagPage = { items: ListedFlag[]; next?: OpenFlagKey };

interface Partition {
  readonly index: 'openFlags' | 'byAssignee';
  readonly key: Readonly<Record<string, string>>;
  /** Only flags whose day is before this one. */
  readonly before?: PlainDate | undefined;
  readonly latestFirst?: boolean;
}

/** Reads a page of a partition of an index of flags. */
const readFlagPage = async (
  table: TableClient,
  { index, key, before, latestFirst = false }: Partition,
  { limit, after }: After<OpenFlagKey>,
): Promise<FlagPage> => {
  const [[name = '', value] = []] = Object.entries(key);
  const { items, next } = await queryPage(table, {
    IndexName: index,
    KeyConditionExpression: before ? `${name} = :key AND due < :before` : `${name} = :key`,
    ExpressionAttributeValues: { ':key': value, ...(before ? { ':before': before } : {}) },
    ScanIndexForward: !latestFirst,
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

/** Reads a page of a county's live flags by due day; `next` is the key to continue after. */
export const openFlagsOfCounty = (
  table: TableClient,
  county: AreaCode,
  page: After<OpenFlagKey>,
  dueBefore?: PlainDate,
): Promise<FlagPage> =>
  readFlagPage(table, { index: 'openFlags', key: { openCounty: county }, before: dueBefore }, page);

/** Reads a page of a county's closed flags, the last closed first. */
export const closedFlagsOfCounty = (
  table: TableClient,
  county: AreaCode,
  page: After<OpenFlagKey>,
): Promise<FlagPage> =>
  readFlagPage(table, { index: 'openFlags', key: closedFlagsOf(county), latestFirst: true }, page);

/** Reads a page of an assignee's live flags in all areas, by due day. */
export const flagsOfAssignee = (
  table: TableClient,
  assignee: string,
  page: After<OpenFlagKey>,
  dueBefore?: PlainDate,
): Promise<FlagPage> =>
  readFlagPage(table, { index: 'byAssignee', key: assigneeIndex(assignee), before: dueBefore }, page);

/** Reads the names of records in lists, by id; a record that does not exist is absent. */
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
      const fields = (summary ?? {}) as Readonly<Record<string, unknown>>;
      const name = fields[SUMMARY_NAME] ?? fields[LETTERED_NAME];
      const subject = subjectOf(String(pk));
      return subject && typeof name === 'string' ? [[subject.id, name]] : [];
    }),
  );
}

/** Reads a page of a flag's notes, the latest first; `next` is the sort key to continue after. */
export async function notesOf(
  table: TableClient,
  subject: Subject,
  flag: Pick<Flag, 'rule' | 'member'>,
  { limit, after }: { readonly limit?: number | undefined; readonly after?: string | undefined } = {},
): Promise<{ items: FlagNote[]; next?: string }> {
  const pk = partitionOf(subject);
  const { items, next } = await queryPage(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :notes)',
    ExpressionAttributeValues: { ':pk': pk, ':notes': notesPrefix(flag) },
    ScanIndexForward: false,
    Limit: limit,
    ExclusiveStartKey: after === undefined ? undefined : { pk, sk: after },
  });
  return {
    items: items.map(({ note }) => StoredNote.parse(note)),
    ...(next ? { next: String(next.sk) } : {}),
  };
}
