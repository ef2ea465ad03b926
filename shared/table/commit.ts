import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { countyOf, townshipOf } from '../areas/area.ts';
import { type Flag, isLive } from '../ledger/flag.ts';
import type { ChangeEntry } from '../records/change.ts';
import type { Household } from '../records/household.ts';
import { Refused } from '../records/refusal.ts';
import type { Site } from '../records/site.ts';
import type { SupportEntry } from '../records/support-entry.ts';
import { type Claim, claimsOf } from './claims.ts';
import type { TableClient } from './client.ts';
import { Busy, Throttled, VersionConflict } from './faults.ts';
import {
  areaIndex,
  changeKey,
  flagKey,
  linkKey,
  openFlagsIndex,
  recordKey,
  type Subject,
  siteIndex,
  supportKey,
} from './keys.ts';
import { linksOf } from './links.ts';
import { storedSummary, summaryOf } from './summary.ts';

type AnyRecord = Household | Site;
type Item = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of the transaction, and what its failed condition means. */
interface Write {
  readonly item: Item;
  readonly claim?: Claim;
}

/** What one transaction puts down. */
export interface Commit {
  readonly before: AnyRecord | undefined;
  readonly after: AnyRecord;
  readonly entry: ChangeEntry | undefined;
  readonly flags: readonly Flag[];
  readonly support: readonly SupportEntry[];
  /** For a repair: everything beside the record is written anew, not only what changed. */
  readonly whole?: boolean | undefined;
}

/** DynamoDB takes so many writes in a transaction. */
const MOST_WRITES = 100;

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
    record,
  };
};

const recordWrite = (TableName: string, { before }: Commit, after: AnyRecord): Write => ({
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

/** A flag as the table holds it; a closed one leaves the index of live ones. */
const flagItem = (flag: Flag, subject: Subject): Record<string, unknown> => {
  const key = flagKey(subject, flag.rule, flag.member);
  const county = countyOf(flag.area);
  return {
    ...key,
    ...(county && isLive(flag) ? openFlagsIndex(county, flag.dueOn, subject, key.sk) : {}),
    flag,
  };
};

/** Both lists by what tells their entries apart: what only `after` has, and what only `before` has. */
const difference = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>) => ({
  added: [...after].filter(([key]) => !before.has(key)).map(([, value]) => value),
  dropped: [...before].filter(([key]) => !after.has(key)).map(([, value]) => value),
});

const claimWrites = (
  TableName: string,
  { before, after, whole }: Commit,
  personKey: Uint8Array | undefined,
): Write[] => {
  const byLabel = (record: AnyRecord | undefined) =>
    new Map((record ? claimsOf(record, personKey) : []).map((claim) => [claim.label, claim]));
  const { added, dropped } = difference(byLabel(whole ? undefined : before), byLabel(after));
  const keys = new Set(added.map(({ key }) => key().pk));
  const ours = {
    ExpressionAttributeNames: { '#owner': 'owner' },
    ExpressionAttributeValues: { ':owner': after.id },
  };
  return [
    ...added.map((claim) => ({
      claim,
      item: {
        Put: {
          TableName,
          Item: { ...claim.key(), ...claim.fields },
          ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
          ...ours,
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
        },
      },
    })),
    ...dropped
      .filter((claim) => !keys.has(claim.key().pk))
      .map((claim) => ({
        item: {
          Delete: {
            TableName,
            Key: claim.key(),
            ConditionExpression: 'attribute_not_exists(pk) OR #owner = :owner',
            ...ours,
          },
        },
      })),
  ];
};

const linkWrites = (TableName: string, { before, after, whole }: Commit): Write[] => {
  if (after.kind !== 'household') return [];
  const was = before?.kind === 'household' && !whole ? linksOf(before) : new Map();
  const is = linksOf(after);
  const puts = [...is].filter(([site, links]) => JSON.stringify(was.get(site)) !== JSON.stringify(links));
  return [
    ...puts.map(([site, links]) => ({
      item: { Put: { TableName, Item: { ...linkKey(site, after.id), links } } },
    })),
    ...[...was.keys()]
      .filter((site) => !is.has(site))
      .map((site) => ({ item: { Delete: { TableName, Key: linkKey(site, after.id) } } })),
  ];
};

const besideWrites = (TableName: string, { after, entry, support }: Commit): Write[] => {
  const subject = subjectOf(after);
  return [
    ...(entry ? [{ ...changeKey(subject, entry.at, entry.id), change: entry }] : []),
    ...support.map((one) => ({ ...supportKey(subject, one.on, one.id), support: one })),
  ].map((Item) => ({ item: { Put: { TableName, Item } } }));
};

const CLAIM_REFUSALS = {
  person: 'person_elsewhere',
  household_number: 'household_number_taken',
  site_name: 'site_name_taken',
} as const;

const reasonsOf = (error: unknown) =>
  error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];

/** The reasons of a cancelled transaction that are no fault of its own. */
const THROTTLING = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded', 'RequestLimitExceeded']);

/** What a cancelled transaction says: a claim of another record, a newer version, another one met, or throttling. */
const cancelled = (error: unknown, writes: readonly Write[], before: AnyRecord | undefined): unknown => {
  const reasons = reasonsOf(error);
  for (const [i, { Code, Item }] of reasons.entries()) {
    const claim = writes[i]?.claim;
    if (Code === 'ConditionalCheckFailed' && claim) {
      return new Refused(CLAIM_REFUSALS[claim.what], claim.path, { owner: Item?.owner?.S ?? '' });
    }
  }
  const failed = reasons.some(({ Code }) => Code === 'ConditionalCheckFailed');
  if (failed) return before ? new VersionConflict() : new Refused('record_exists');
  if (reasons.some(({ Code }) => Code === 'TransactionConflict')) return new VersionConflict();
  const throttled = reasons.some(({ Code }) => THROTTLING.has(Code ?? ''));
  return throttled ? new Throttled('transaction', { cause: error }) : Busy.from(error);
};

/**
 * Writes a decision as one transaction: the record on condition of its version, its change entry, the flags that
 * changed, support entries, claims and linkages. The token makes a retry after a lost reply exact. Returns how many
 * flags found no room; the record is then due until it is evaluated again, whoever comes to do that.
 * Throws `VersionConflict` where the record has moved on, `Refused` where a claim is somebody else's, `Throttled`
 * where the table has too much to do, `Busy` where it does not answer.
 */
export const commit = async (
  { client, name }: TableClient,
  what: Commit,
  token: string,
  personKey: Uint8Array | undefined,
): Promise<{ flagsLeft: number }> => {
  const beside = [
    ...claimWrites(name, what, personKey),
    ...besideWrites(name, what),
    ...linkWrites(name, what),
  ];
  const { evaluated: _, ...due } = what.after;
  const fitting = what.flags.slice(0, MOST_WRITES - 1 - beside.length);
  const flagsLeft = what.flags.length - fitting.length;
  const writes = [recordWrite(name, what, flagsLeft === 0 ? what.after : due), ...beside];
  const subject = subjectOf(what.after);
  const flags = fitting.map((flag) => ({
    item: { Put: { TableName: name, Item: flagItem(flag, subject) } },
  }));
  try {
    await client.send(
      new TransactWriteCommand({
        ClientRequestToken: token,
        TransactItems: [...writes, ...flags].map(({ item }) => item),
      }),
    );
  } catch (error) {
    throw cancelled(error, writes, what.before);
  }
  return { flagsLeft };
};
