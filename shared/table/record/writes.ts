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
import { type NewReceipt, receiptPut } from '../requests/receipts.ts';
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

/** One write of the transaction, with the meaning of its failed condition. */
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
  /** The changes of these flags, from which news are derived. */
  readonly flagChanges: readonly FlagChange[];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
  /** For a repair: writes all claims and linkages, not only changed ones. */
  readonly rewritesAll?: boolean;
  /** The receipt to store under the command's idempotency key. */
  readonly receipt?: NewReceipt | undefined;
  /** The stored summary of the record, for fields of a later version. */
  readonly storedSummary?: unknown;
}

const subjectOf = (record: AnyRecord): Subject =>
  record.kind === 'household' ? { kind: 'household', id: record.id } : { kind: 'site', id: record.id };

/** Returns the attributes of the indexes: the index keys, undefined if an index does not list the record, and the summary. */
const indexFields = (record: AnyRecord, storedSummary?: unknown) => {
  const township = townshipOf(record.area);
  return {
    township: township && areaIndex(township).township,
    siteOf: record.kind === 'household' && record.siteId ? siteIndex(record.siteId).siteOf : undefined,
    summary: packSummary(summaryOf(record), storedSummary),
  };
};

/** Returns whether the index attributes of a record's item agree with the record and have outcomes of no other rule. */
export function isIndexed(item: Readonly<Record<string, unknown>>, record: AnyRecord): boolean {
  const summary = (unpackLetters(item.summary) ?? item.summary ?? {}) as Readonly<Record<string, unknown>>;
  const expected = indexFields(record);
  return agrees({ ...item, summary }, expected) && isSameJson(summary.outcomes, expected.summary.outcomes);
}

/** Returns the attributes of a record's item apart from the key. */
export const recordFields = (record: AnyRecord, storedSummary?: unknown) => ({
  ...indexFields(record, storedSummary),
  record: packRecord(record),
});

/** Writes the record with its index attributes, on condition that it is unchanged since the read. */
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
 * Returns the index keys of a flag: of a live one by due day and by assignee, of a closed one by the day of closing;
 * undefined for an index that does not list it.
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

/** Compares maps by key: the values that only `after` has, and those that only `before` has. */
const difference = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) => ({
  added: [...after].filter(([key]) => !before.has(key)).map(([, value]) => value),
  dropped: [...before].filter(([key]) => !after.has(key)).map(([, value]) => value),
});

/** The condition that no other record owns a claim. */
const unclaimedOrOwnedBy = (owner: AnyRecord['id']) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: { ':owner': owner },
});

/** Writes a claim of a record; fails with the owner if it is another record's. */
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
export function claimWrites(TableName: string, { before, after, rewritesAll }: Commit, keys: Keys): Write[] {
  const byLabel = (record: AnyRecord | undefined) =>
    new Map((record ? claimsOf(record, keys) : []).map((claim) => [claim.label, claim]));
  const { added, dropped } = difference(byLabel(rewritesAll ? undefined : before), byLabel(after));
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

/** Writes a household's linkages into the partitions of the sites. */
export function linkWrites(TableName: string, { before, after, rewritesAll }: Commit): Write[] {
  if (after.kind !== 'household') return [];
  const linksBefore = before?.kind === 'household' && !rewritesAll ? linksOf(before) : new Map();
  const linksAfter = linksOf(after);
  const puts = [...linksAfter].filter(([site, links]) => !isSameJson(linksBefore.get(site), links));
  return [
    ...puts.map(([site, links]) => ({
      item: { Update: fieldsWrite(TableName, linkKey(site, after.id), { links }) },
    })),
    ...[...linksBefore.keys()]
      .filter((site) => !linksAfter.has(site))
      .map((site) => ({ item: { Delete: { TableName, Key: linkKey(site, after.id) } } })),
  ];
}

/** Puts the items that never change: change entry, support entries, notes on flags. */
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

/** Returns the attributes of a flag's item apart from the key. */
export const flagFields = (flag: Flag, subject: Subject) => ({ ...flagIndexKeys(flag, subject), flag });

/** Writes flags that changed. */
export function flagWrites(TableName: string, { after, flags }: Commit): Write[] {
  const subject = subjectOf(after);
  return flags.map((flag) => {
    const key = flagKey(subject, flag.rule, flag.member);
    return { item: { Update: fieldsWrite(TableName, key, flagFields(flag, subject)) } };
  });
}
