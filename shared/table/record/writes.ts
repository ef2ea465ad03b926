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
import type { SupportEntry } from '../../domain/records/support-entry.ts';
import type { Keys } from '../../secrets/keys.ts';
import { newsItem } from '../outbox/news.ts';
import { type ReceiptToKeep, receiptPut } from '../requests/receipts.ts';
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
  type Subject,
  siteIndex,
  supportKey,
} from '../store/keys.ts';
import { type Claim, claimsOf } from './claims.ts';
import { linksOf } from './links.ts';
import { storedRecord } from './stored-record.ts';
import { storedSummary } from './stored-summary.ts';
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

/** What one transaction puts down. */
export interface Commit {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly entry: ChangeEntry | undefined;
  readonly flags: readonly Flag[];
  /** What became of those flags: what is told of them is written with them. */
  readonly flagChanges: readonly FlagChange[];
  readonly support: readonly SupportEntry[];
  readonly notes: readonly FlagNote[];
  /** For a repair: all claims and linkages are written anew, not only what changed. */
  readonly whole?: boolean;
  /** What its caller is answered, where it is to be done once. */
  readonly receipt?: ReceiptToKeep | undefined;
}

const subjectOf = (record: AnyRecord): Subject =>
  record.kind === 'household' ? { kind: 'household', id: record.id } : { kind: 'site', id: record.id };

/** A record as the table holds it, index keys and summary included. */
export const recordItem = (record: AnyRecord): Record<string, unknown> => {
  const subject = subjectOf(record);
  const township = townshipOf(record.area);
  return {
    ...recordKey(subject),
    ...(township ? areaIndex(township) : {}),
    ...(record.kind === 'household' && record.siteId ? siteIndex(record.siteId) : {}),
    summary: storedSummary(summaryOf(record)),
    record: storedRecord(record),
  };
};

/** Puts the record, on condition that it is still the one that was read. */
export const recordWrite = (TableName: string, { before, after }: Commit): Write => ({
  item: {
    Put: {
      TableName,
      Item: recordItem(after),
      ...(before
        ? {
            ConditionExpression: '#record.#version = :version',
            ExpressionAttributeNames: { '#record': 'record', '#version': 'version' },
            ExpressionAttributeValues: { ':version': before.version },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  },
});

/** A flag as the table holds it; a closed one leaves the live ones of its county, and its assignee's. */
export const flagItem = (flag: Flag, subject: Subject): Record<string, unknown> => {
  const key = flagKey(subject, flag.rule, flag.member);
  const county = countyOf(flag.area);
  const live = isLive(flag);
  const { dueOn, closedOn = flag.openedOn, assignee } = flag;
  const open = county && live ? openFlagsIndex(county, dueOn, subject, key.sk) : {};
  const closed = county && !live ? closedFlagsIndex(county, closedOn, subject, key.sk) : {};
  return { ...key, ...open, ...closed, ...(assignee && live ? assigneeIndex(assignee) : {}), flag };
};

/** Both lists by what tells their entries apart: what only `after` has, and what only `before` has. */
const difference = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) => ({
  added: [...after].filter(([key]) => !before.has(key)).map(([, value]) => value),
  dropped: [...before].filter(([key]) => !after.has(key)).map(([, value]) => value),
});

/** On condition that nobody else holds a claim. */
const freeOrHeldBy = (owner: AnyRecord['id']) => ({
  ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
  ExpressionAttributeNames: { '#owner': 'owner' },
  ExpressionAttributeValues: { ':owner': owner },
});

/** Puts a claim of a record; where it is another record's, that is what the failure says. */
export const claimPut = (TableName: string, owner: AnyRecord['id'], claim: Claim): Write => ({
  claim,
  item: {
    Put: {
      TableName,
      Item: { ...claim.key(), ...claim.fields },
      ...freeOrHeldBy(owner),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  },
});

/** Puts the claims that the change adds and deletes those that it drops; a claim of another record fails. */
export const claimWrites = (TableName: string, { before, after, whole }: Commit, keys: Keys): Write[] => {
  const byLabel = (record: AnyRecord | undefined) =>
    new Map((record ? claimsOf(record, keys) : []).map((claim) => [claim.label, claim]));
  const { added, dropped } = difference(byLabel(whole ? undefined : before), byLabel(after));
  const put = new Set(added.map(({ key }) => key().pk));
  return [
    ...added.map((claim) => claimPut(TableName, after.id, claim)),
    ...dropped
      .filter((claim) => !put.has(claim.key().pk))
      .map((claim) => ({ item: { Delete: { TableName, Key: claim.key(), ...freeOrHeldBy(after.id) } } })),
  ];
};

/** Puts a household's linkages beside the sites whose industries they are to. */
export const linkWrites = (TableName: string, { before, after, whole }: Commit): Write[] => {
  if (after.kind !== 'household') return [];
  const was = before?.kind === 'household' && !whole ? linksOf(before) : new Map();
  const is = linksOf(after);
  const puts = [...is].filter(([site, links]) => !isSameJson(was.get(site), links));
  return [
    ...puts.map(([site, links]) => ({
      item: { Put: { TableName, Item: { ...linkKey(site, after.id), links } } },
    })),
    ...[...was.keys()]
      .filter((site) => !is.has(site))
      .map((site) => ({ item: { Delete: { TableName, Key: linkKey(site, after.id) } } })),
  ];
};

/** Puts what stands beside the record and is never changed: the change entry, acts of support, notes on flags. */
export const besideWrites = (TableName: string, { after, entry, support, notes }: Commit): Write[] => {
  const subject = subjectOf(after);
  return [
    ...(entry ? [{ ...changeKey(subject, entry.version), change: entry }] : []),
    ...support.map((one) => ({ ...supportKey(subject, one.on, one.id), support: one })),
    ...notes.map((one) => ({ ...noteKey(subject, one, one.id), note: one })),
  ].map((Item) => ({ item: { Put: { TableName, Item } } }));
};

/** Puts what the change has to tell into the outbox: it is told if the change stands, and only then. */
export const newsWrites = (TableName: string, { before, after, entry, flagChanges }: Commit): Write[] => {
  const news = entry && newsOf({ before, after, flagChanges, at: entry.at });
  const Item = news && newsItem(news);
  return Item ? [{ item: { Put: { TableName, Item } } }] : [];
};

/** Puts down which sites the change touched, for the next audit to look at them once the indexes have caught up. */
export const touchedWrites = (TableName: string, { before, after, entry }: Commit): Write[] =>
  entry
    ? touchedItems({ before, after }, entry.at).map((Item) => ({ item: { Put: { TableName, Item } } }))
    : [];

/** Puts the receipt, where one is to be kept. */
export const receiptWrites = (TableName: string, { receipt }: Pick<Commit, 'receipt'>): Write[] =>
  receipt ? [{ isReceipt: true, item: { Put: receiptPut(TableName, receipt) } }] : [];

/** Puts flags that changed. */
export const flagWrites = (TableName: string, { after, flags }: Commit): Write[] => {
  const subject = subjectOf(after);
  return flags.map((flag) => ({ item: { Put: { TableName, Item: flagItem(flag, subject) } } }));
};
