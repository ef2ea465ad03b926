import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { newsOf } from '../../domain/alerts/news.ts';
import { countyOf, townshipOf } from '../../domain/areas/area.ts';
import { isSameJson } from '../../domain/is-same-json.ts';
import { type Flag, isLive } from '../../domain/ledger/flag.ts';
import type { FlagChange } from '../../domain/ledger/flag-changes.ts';
import type { FlagNote } from '../../domain/ledger/note.ts';
import type { ChangeEntry } from '../../domain/records/change.ts';
import type { Household } from '../../domain/records/household.ts';
import type { Site } from '../../domain/records/site.ts';
import type { Subject } from '../../domain/records/subject.ts';
import type { SupportEntry } from '../../domain/records/support-entry.ts';
import type { Keys } from '../../secrets/keys.ts';
import { newsItem } from '../outbox/news.ts';
import { type ReceiptToKeep, receiptPut } from '../requests/receipts.ts';
import { agrees } from '../store/agrees.ts';
import {
  areaIndex,
  assigneeIndex,
  changeKey,
  closedFlagsIndex,
  flagKey,
  linkKey,
  noteKey,
  openFlagsIndex,
  recordKey,
  siteIndex,
  supportKey,
} from '../store/keys.ts';
import { VERSIONED } from '../store/schema-version.ts';
import { fieldsWrite } from '../store/write-fields.ts';
import { type Claim, claimsOf } from './claims.ts';
import { unpackLetters } from './lettered-summary.ts';
import { linksOf } from './links.ts';
import { packRecord } from './stored-record.ts';
import { packSummary } from './stored-summary.ts';
import { summaryOf } from './summary.ts';
import { touchedItems } from './touched.ts';

type AnyRecord = Household | Site;
type Item = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of the transaction, and what its failed condition means. */
export interface Write {
  readonly item: Item;
  readonly claim?: Claim;
  readonly isReceipt?: true;
}

/** The content of one transaction. */
export interface Commit {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly entry: ChangeEntry | undefined;
  readonly flags: readonly Flag[];
  /** The changes of those flags, from which the news are made. */
  readonly flagChanges: readonly FlagChange[];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
  /** For a repair: writes all claims and linkages, not only changed ones. */
  readonly whole?: boolean;
  /** The receipt to store under the command's idempotency key. */
  readonly receipt?: ReceiptToKeep | undefined;
  /** The record's summary as it is stored, for the fields that a later version put there. */
  readonly storedSummary?: unknown;
}

const subjectOf = (record: AnyRecord): Subject =>
  record.kind === 'household' ? { kind: 'household', id: record.id } : { kind: 'site', id: record.id };

/** What the indexes carry of a record: the keys under which they list it, undefined where they do not, and its summary. */
const indexFields = (record: AnyRecord, storedSummary?: unknown) => {
  const township = townshipOf(record.area);
  return {
    township: township && areaIndex(township).township,
    siteOf: record.kind === 'household' && record.siteId ? siteIndex(record.siteId).siteOf : undefined,
    summary: packSummary(summaryOf(record), storedSummary),
  };
};

/** Whether the indexes carry of a record's item what the record says, and an outcome of no other rule. */
export function isIndexed(item: Readonly<Record<string, unknown>>, record: AnyRecord): boolean {
  const summary = (unpackLetters(item.summary) ?? item.summary ?? {}) as Readonly<Record<string, unknown>>;
  const expected = indexFields(record);
  return agrees({ ...item, summary }, expected) && isSameJson(summary.outcomes, expected.summary.outcomes);
}

/** A record as its item holds it, beside the key. */
export const recordFields = (record: AnyRecord, storedSummary?: unknown) => ({
  ...indexFields(record, storedSummary),
  record: packRecord(record),
});

/** Writes the record with its index keys and its summary, on condition that it is still the one that was read. */
export function recordWrite(
  TableName: string,
  { before, after, storedSummary }: Pick<Commit, 'before' | 'after' | 'storedSummary'>,
): Write {
  const fields = recordFields(after, storedSummary);
  const condition = before
    ? {
        ConditionExpression: '#record.#version = :version',
        ExpressionAttributeNames: { '#record': 'record', '#version': 'version' },
        ExpressionAttributeValues: { ':version': before.version },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { item: { Update: fieldsWrite(TableName, recordKey(subjectOf(after)), fields, condition) } };
}

/**
 * The keys under which the indexes list a flag: a live one by the day it is due and by its assignee, a closed one by
 * the day it was closed; undefined where they do not.
 */
export function flagIndexKeys(
  flag: Flag,
  subject: Subject,
): Record<'openCounty' | 'due' | 'assignedTo', string | undefined> {
  const { sk } = flagKey(subject, flag.rule, flag.member);
  const county = countyOf(flag.area);
  const live = isLive(flag);
  const { dueOn, closedOn = flag.openedOn, assignee } = flag;
  const list = live ? openFlagsIndex : closedFlagsIndex;
  return {
    openCounty: undefined,
    due: undefined,
    ...(county ? list(county, live ? dueOn : closedOn, subject, sk) : {}),
    assignedTo: assignee && live ? assigneeIndex(assignee).assignedTo : undefined,
  };
}

/** Both lists by what tells their entries apart: what only `after` has, and what only `before` has. */
const difference = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) => ({
  added: [...after].filter(([key]) => !before.has(key)).map(([, value]) => value),
  dropped: [...before].filter(([key]) => !after.has(key)).map(([, value]) => value),
});

/** The condition that nobody else holds a claim. */
const unclaimedOrOwnedBy = (owner: AnyRecord['id']) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: { ':owner': owner },
});

/** Writes a claim of a record; where it is another record's, that is what the failure says. */
export const claimWrite = (TableName: string, owner: AnyRecord['id'], claim: Claim): Write => ({
  claim,
  item: {
    Update: {
      ...fieldsWrite(TableName, claim.key(), claim.fields, unclaimedOrOwnedBy(owner)),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
});

/** Puts the claims that the change adds and deletes those that it drops; a claim of another record fails. */
export function claimWrites(TableName: string, { before, after, whole }: Commit, keys: Keys): Write[] {
  const byLabel = (record: AnyRecord | undefined) =>
    new Map((record ? claimsOf(record, keys) : []).map((claim) => [claim.label, claim]));
  const { added, dropped } = difference(byLabel(whole ? undefined : before), byLabel(after));
  const put = new Set(added.map(({ key }) => key().pk));
  return [
    ...added.map((claim) => claimWrite(TableName, after.id, claim)),
    ...dropped
      .filter((claim) => !put.has(claim.key().pk))
      .map((claim) => ({
        item: { Delete: { TableName, Key: claim.key(), ...unclaimedOrOwnedBy(after.id) } },
      })),
  ];
}

/** Puts a household's linkages beside the sites whose industries they are to. */
export function linkWrites(TableName: string, { before, after, whole }: Commit): Write[] {
  if (after.kind !== 'household') return [];
  const was = before?.kind === 'household' && !whole ? linksOf(before) : new Map();
  const is = linksOf(after);
  const puts = [...is].filter(([site, links]) => !isSameJson(was.get(site), links));
  return [
    ...puts.map(([site, links]) => ({
      item: { Update: fieldsWrite(TableName, linkKey(site, after.id), { links }) },
    })),
    ...[...was.keys()]
      .filter((site) => !is.has(site))
      .map((site) => ({ item: { Delete: { TableName, Key: linkKey(site, after.id) } } })),
  ];
}

/** Puts the items beside the record that never change: change entry, support entries, notes on flags. */
export function sideWrites(TableName: string, { after, entry, support, notes }: Commit): Write[] {
  const subject = subjectOf(after);
  return [
    ...(entry ? [{ ...changeKey(subject, entry.version), change: entry }] : []),
    ...support.map((one) => ({ ...supportKey(subject, one.on, one.id), support: one })),
    ...notes.map((one) => ({ ...noteKey(subject, one, one.id), note: one })),
  ].map((Item) => ({ item: { Put: { TableName, Item: { ...Item, ...VERSIONED } } } }));
}

/** Puts the news of the change into the outbox, in the change's own transaction. */
export function newsWrites(TableName: string, { before, after, entry, flagChanges }: Commit): Write[] {
  const news = entry && newsOf({ before, after, flagChanges, at: entry.at });
  const Item = news && newsItem(news);
  return Item ? [{ item: { Put: { TableName, Item } } }] : [];
}

/** Marks the sites that the change touched: the next audit evaluates them once the indexes have caught up. */
export const touchedWrites = (TableName: string, { before, after, entry }: Commit): Write[] =>
  entry
    ? touchedItems({ before, after }, entry.at).map((Item) => ({ item: { Put: { TableName, Item } } }))
    : [];

/** Puts the receipt of a command with an idempotency key. */
export const receiptWrites = (TableName: string, { receipt }: Pick<Commit, 'receipt'>): Write[] =>
  receipt ? [{ isReceipt: true, item: { Put: receiptPut(TableName, receipt) } }] : [];

/** A flag as its item holds it, beside the key. */
export const flagFields = (flag: Flag, subject: Subject) => ({ ...flagIndexKeys(flag, subject), flag });

/** Writes flags that changed. */
export function flagWrites(TableName: string, { after, flags }: Commit): Write[] {
  const subject = subjectOf(after);
  return flags.map((flag) => {
    const key = flagKey(subject, flag.rule, flag.member);
    return { item: { Update: fieldsWrite(TableName, key, flagFields(flag, subject)) } };
  });
}
