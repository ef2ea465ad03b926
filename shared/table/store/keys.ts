import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';
import type { AlertId } from '../../domain/alerts/alert.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import type { PlainDate } from '../../domain/calendar/dates.ts';
import type { Month } from '../../domain/calendar/months.ts';
import { HouseholdId, type MemberId, SiteId } from '../../domain/records/ids.ts';
import type { RuleId } from '../../domain/records/rule-id.ts';
import type { Job } from '../../domain/records/run.ts';
import type { Subject } from '../../domain/records/subject.ts';
import { type Keys, NoPersonKey } from '../../secrets/keys.ts';

/**
 * All keys of the table. In a record's partition the sort keys from `FLAG#` to `RECORD` are its head, which one consistent
 * query reads before a command. Items that grow without bound are outside that range: `CHANGE#` before it, `SAID#` (notes)
 * and `SUPPORT#` after it.
 */
export type Key = { readonly pk: string; readonly sk: string };

export const RECORD = 'RECORD';
const HOUSEHOLD = 'H#';
const SITE = 'S#';
const FLAG = 'FLAG#';
const LINK = 'LINK#';
const CHANGE = 'CHANGE#';
const SUPPORT = 'SUPPORT#';
/** Notes on flags. */
const NOTE = 'SAID#';
const PERSON = 'PERSON';
const CLAIM = 'CLAIM';
const SITE_NAMES = 'K#SITE#';

/** The sort keys, and prefixes of sort keys, of records and the items derived from them. */
export const RECONCILED = { exact: [RECORD, PERSON, CLAIM], prefixes: [FLAG, LINK] } as const;

export const partitionOf = ({ kind, id }: Subject): string =>
  kind === 'household' ? `${HOUSEHOLD}${id}` : `${SITE}${id}`;

/** Returns the record of a partition; undefined for any other partition. */
export function subjectOf(pk: string): Subject | undefined {
  if (pk.startsWith(HOUSEHOLD)) return { kind: 'household', id: HouseholdId.parse(pk.slice(2)) };
  return pk.startsWith(SITE) ? { kind: 'site', id: SiteId.parse(pk.slice(2)) } : undefined;
}

export const recordKey = (subject: Subject): Key => ({ pk: partitionOf(subject), sk: RECORD });

/** The first and the last sort key of a record's head. */
export const HEAD = { from: FLAG, until: RECORD } as const;

export const isFlagKey = (sk: string): boolean => sk.startsWith(FLAG);
export const isLinkKey = (sk: string): boolean => sk.startsWith(LINK);

export const flagKey = (subject: Subject, rule: RuleId, member?: MemberId): Key => ({
  pk: partitionOf(subject),
  sk: member ? `${FLAG}${rule}#${member}` : `${FLAG}${rule}`,
});

/** The key of a household's linkages to a site's industries, in the site's partition. */
export const linkKey = (site: SiteId, household: HouseholdId): Key => ({
  pk: partitionOf({ kind: 'site', id: site }),
  sk: `${LINK}${household}`,
});

/** Returns the household of a sort key of linkages; undefined for any other key. */
export const linkingHousehold = (sk: string): HouseholdId | undefined =>
  isLinkKey(sk) ? HouseholdId.safeParse(sk.slice(LINK.length)).data : undefined;

/** The range of versions; keys have a fixed number of digits, so that they sort as numbers. */
export const CHANGE_VERSIONS = { first: 1, last: 9_999_999_999 } as const;
const VERSION_DIGITS = 10;

const changeSort = (version: number): string => `${CHANGE}${String(version).padStart(VERSION_DIGITS, '0')}`;

/** The key of a change entry, one for each version of a record. */
export const changeKey = (subject: Subject, version: number): Key => ({
  pk: partitionOf(subject),
  sk: changeSort(version),
});
export const CHANGES = CHANGE;

/** Returns the version of a change's sort key; 0, which no record has, for any other key. */
export const changeVersion = (sk: string): number =>
  sk.startsWith(CHANGE) && /^\d{10}$/.test(sk.slice(CHANGE.length)) ? Number(sk.slice(CHANGE.length)) : 0;

export const supportKey = (subject: Subject, on: PlainDate, id: string): Key => ({
  pk: partitionOf(subject),
  sk: `${SUPPORT}${on}#${id}`,
});
export const SUPPORTS = SUPPORT;

interface FlagName {
  readonly rule: RuleId;
  readonly member?: MemberId | undefined;
}

/** Returns the sort key prefix of a flag's notes; they sort by id, and so by time. */
export const notesPrefix = ({ rule, member }: FlagName): string =>
  member ? `${NOTE}${rule}#${member}#` : `${NOTE}${rule}#`;

export const noteKey = (subject: Subject, flag: FlagName, id: string): Key => ({
  pk: partitionOf(subject),
  sk: `${notesPrefix(flag)}${id}`,
});

/** Returns the keyed hash of an ID number; the number itself is never part of a key. */
export const personHash = (key: Uint8Array, idNumber: string): string =>
  createHmac('sha256', key).update(idNumber).digest('base64url');

/** Returns a person's hashes under all keys, the current key first. Throws `NoPersonKey` without keys. */
export function personHashes({ person }: Keys, idNumber: string): string[] {
  if (person.length === 0) throw new NoPersonKey();
  return person.map((key) => personHash(key, idNumber));
}

export const personKey = (hash: string): Key => ({ pk: `P#${hash}`, sk: PERSON });

/** The item with the fingerprint of the key under which all people of the table are claimed. */
export const FINGERPRINT_KEY: Key = { pk: 'P#KEY', sk: 'FINGERPRINT' };

/** The key of the claim of a 户编号, which is unique in the national system. */
export const householdNumberKey = (number: string): Key => ({ pk: `K#HOUSEHOLD#${number}`, sk: CLAIM });

/** The key of the claim of a site's name, unique in its county since sheets refer to sites by name. */
export const siteNameKey = (county: string, name: string): Key => ({
  pk: `${SITE_NAMES}${county}#${name}`,
  sk: CLAIM,
});

/** Returns the record that owns a claim, from the claim's key and its owner field; undefined if either is no claim's. */
export function claimOwner({ pk, sk }: Key, owner: unknown): Subject | undefined {
  if (sk !== PERSON && sk !== CLAIM) return undefined;
  const kind = pk.startsWith(SITE_NAMES) ? 'site' : 'household';
  const id = (kind === 'site' ? SiteId : HouseholdId).safeParse(owner).data;
  return id && ({ kind, id } as Subject);
}

const RECEIPT = 'RECEIPT';

/** The key of the receipt of an idempotency key. Hashed, since a caller's key is free text. */
export const receiptKey = (caller: string, key: string): Key => ({
  pk: `I#${createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('base64url')}`,
  sk: RECEIPT,
});

/** The partition of a township's touched sites, until an audit evaluates them. */
export const touchedPartition = (township: AreaCode): string => `T#${township}`;
export const touchedKey = (township: AreaCode, site: SiteId, household: HouseholdId): Key => ({
  pk: touchedPartition(township),
  sk: `${site}#${household}`,
});

/** The key of a caller's count of an action in a period, identified by its first second. */
export const allowanceKey = (caller: string, what: string, from: number): Key => ({
  pk: `L#${createHash('sha256').update(caller).digest('base64url')}`,
  sk: `${what}#${from}`,
});

/** The key of a township's numbers of a day. */
export const numbersKey = (township: AreaCode, on: PlainDate): Key => ({ pk: `N#${township}`, sk: on });

/** The key of the same numbers, packed, in the county's partition: one query reads all days of a county. */
export const countyNumbersKey = (county: AreaCode, on: PlainDate, township: AreaCode): Key => ({
  pk: `N#${county}`,
  sk: `${on}#${township}`,
});

/** Returns the first and the last sort key of a county's days, both days included. */
export const countyNumbersBetween = (from: PlainDate, until: PlainDate) => ({
  first: from,
  last: `${until}#~`,
});

/** Parses a sort key of a county's days. */
export function parseCountyNumbersSort(sk: string): { readonly on: string; readonly township: string } {
  const [on = '', township = ''] = sk.split('#');
  return { on, township };
}

/** The partition of a county's news and alerts. */
const alertsPartition = (county: AreaCode): string => `A#${county}`;
const NEWS = 'NEWS#';
export const ALERTS = 'ALERT#';
const DELIVERIES = 'DELIVERY#';

export const newsKey = (county: AreaCode, id: string): Key => ({
  pk: alertsPartition(county),
  sk: `${NEWS}${id}`,
});

/** Returns the county of an alert, the beginning of its id. */
const countyIn = (alert: AlertId): AreaCode => alert.slice(0, 6) as AreaCode;

export const alertKey = (alert: AlertId): Key => ({
  pk: alertsPartition(countyIn(alert)),
  sk: `${ALERTS}${alert.slice(7)}`,
});

export const alertStart = (county: AreaCode): Pick<Key, 'pk'> => ({ pk: alertsPartition(county) });

/** The key of an alert's delivery on a channel; without a channel the prefix of all its deliveries. */
export const deliveryKey = (alert: AlertId, channel = ''): Key => ({
  pk: alertsPartition(countyIn(alert)),
  sk: `${DELIVERIES}${alert.slice(7)}#${channel}`,
});

/** The key of the recent sends of a robot; its rate limit applies to all counties together. */
export const sendsKey = (robot: string): Key => ({ pk: `B#${robot}`, sk: 'SENDS' });

/** The queue of a pending item: urgent news, news for the next digest, or alerts to send. */
export type PendingQueue = 'now' | 'digest' | 'send';

/** pending: county and queue → items, oldest first. */
export const pendingIndex = (county: AreaCode, queue: PendingQueue) => ({
  pendingCounty: `${county}#${queue}`,
});

/** The partition of a job's runs; they sort by the day that they are for. */
export const runsPartition = (job: Job): string => `R#${job}`;
export const runKey = (job: Job, on: PlainDate, run: string): Key => ({
  pk: runsPartition(job),
  sk: `${on}#${run}`,
});

const frozenPartition = (area: AreaCode): string => `F#${area}`;

/** The key of a completely frozen month of a township or county. */
export const frozenKey = (area: AreaCode, month: Month): Key => ({ pk: frozenPartition(area), sk: month });

/** The key of the basis on which a county's month is frozen. */
export const openedMonthKey = (county: AreaCode, month: Month): Key => ({
  pk: frozenPartition(county),
  sk: `${month}#OPENED`,
});

/** The highest chunk number of a township's month; keys have a fixed number of digits, so that they sort as numbers. */
export const MOST_CHUNKS = 9999;

/** The key of a chunk of a township's month; chunks count from 1. */
export const frozenChunkKey = (township: AreaCode, month: Month, chunk: number): Key => ({
  pk: frozenPartition(township),
  sk: `${month}#${String(chunk).padStart(4, '0')}`,
});

/** Returns the chunk number of a sort key. */
export const chunkNumber = (sk: string): number => Number(sk.slice('2026-06#'.length));

export const settingsPartition = (county: AreaCode): string => `C#${county}`;

/** The key of the head of a county's settings. It sorts before the versions, which sort by the day they take effect. */
export const settingsHeadKey = (county: AreaCode): Key => ({
  pk: settingsPartition(county),
  sk: '#SETTINGS',
});
export const settingsVersionKey = (county: AreaCode, from: PlainDate): Key => ({
  pk: settingsPartition(county),
  sk: from,
});
export const settingsChangeKey = (county: AreaCode, version: number): Key => ({
  pk: settingsPartition(county),
  sk: changeSort(version),
});

/** The first and the last sort key of a county's versions, and of its head and versions. */
export const SETTINGS_VERSIONS = { first: '1', last: '3' } as const;
export const SETTINGS_HEAD_AND_VERSIONS = { first: '#', last: '3' } as const;

/** byArea: township → records, sorted by partition: households, then sites. */
export const areaIndex = (township: AreaCode) => ({ township });
export const HOUSEHOLDS = HOUSEHOLD;
export const SITES = SITE;

/** bySite: site → its households. */
export const siteIndex = (site: SiteId) => ({ siteOf: partitionOf({ kind: 'site', id: site }) });

const flagOn = (on: PlainDate, subject: Subject, flagSort: string) => ({
  due: `${on}#${partitionOf(subject)}#${flagSort}`,
});

/** openFlags: county → live flags by the day they are due. */
export const openFlagsIndex = (county: AreaCode, dueOn: PlainDate, subject: Subject, flagSort: string) => ({
  openCounty: county,
  ...flagOn(dueOn, subject, flagSort),
});

/** The same index, another partition: county → closed flags by the day on which they were closed. */
export const closedFlagsOf = (county: AreaCode) => ({ openCounty: `${county}#CLOSED` });
export const closedFlagsIndex = (county: AreaCode, on: PlainDate, subject: Subject, flagSort: string) => ({
  ...closedFlagsOf(county),
  ...flagOn(on, subject, flagSort),
});

/**
 * byAssignee: person → live flags by the day they are due, with the sort key of openFlags. Hashed, since a person's id in a
 * token is free text.
 */
export const assigneeIndex = (assignee: string) => ({
  assignedTo: `W#${createHash('sha256').update(assignee).digest('base64url')}`,
});

/** The sort key of a flag in the indexes of flags: `2026-07-01#H#01…#FLAG#R3`. */
export const OpenFlagKey = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d#[HS]#[0-9A-Z]{26}#FLAG#R[1-9]\d?(#[0-9A-Z]{26})?$/, { error: 'cursor_malformed' })
  .brand<'OpenFlagKey'>();
export type OpenFlagKey = z.infer<typeof OpenFlagKey>;

/** Returns the key of an index of flags to continue after. */
export function flagStart(
  partition: Readonly<Record<string, string>>,
  due: OpenFlagKey,
): Record<string, string> {
  const pk = due.slice(11, 11 + 28);
  return { ...partition, due, pk, sk: due.slice(11 + 29) };
}

/** Returns a name, or its beginning, normalised for search (NFKC, without spaces). */
export const searchableName = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/** byName: county → people by name, so that a surname prefix finds them. */
export const nameIndex = (county: AreaCode, name: string, member: MemberId) => ({
  nameCounty: county,
  nameSort: `${searchableName(name)}#${member}`,
});

/** Returns the key of the name index to continue after. */
export const nameStart = (county: AreaCode, nameSort: string, pk: string): Record<string, string> => ({
  nameCounty: county,
  nameSort,
  pk,
  sk: PERSON,
});
