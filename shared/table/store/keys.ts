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
 * Every key of the table, spelled here and nowhere else. In a record's partition the sort keys from `FLAG#` to
 * `RECORD` are its head: what one consistent query must read before a command. What grows without bound stands
 * outside that range (`CHANGE#` before it, `SAID#` and `SUPPORT#` behind it).
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
const SAID = 'SAID#';
const PERSON = 'PERSON';
const CLAIM = 'CLAIM';
const SITE_NAMES = 'K#SITE#';

/** Under these stand the records and what follows from them: whole sort keys, and beginnings of sort keys. */
export const RECONCILED = { whole: [RECORD, PERSON, CLAIM], beginnings: [FLAG, LINK] } as const;

export const partitionOf = ({ kind, id }: Subject): string =>
  kind === 'household' ? `${HOUSEHOLD}${id}` : `${SITE}${id}`;

/** The record that a partition belongs to; undefined for any other partition. */
export function subjectOf(pk: string): Subject | undefined {
  if (pk.startsWith(HOUSEHOLD)) return { kind: 'household', id: HouseholdId.parse(pk.slice(2)) };
  return pk.startsWith(SITE) ? { kind: 'site', id: SiteId.parse(pk.slice(2)) } : undefined;
}

export const recordKey = (subject: Subject): Key => ({ pk: partitionOf(subject), sk: RECORD });

/** First and last sort key of a record's head. */
export const HEAD = { from: FLAG, until: RECORD } as const;

export const isFlagKey = (sk: string): boolean => sk.startsWith(FLAG);
export const isLinkKey = (sk: string): boolean => sk.startsWith(LINK);

export const flagKey = (subject: Subject, rule: RuleId, member?: MemberId): Key => ({
  pk: partitionOf(subject),
  sk: member ? `${FLAG}${rule}#${member}` : `${FLAG}${rule}`,
});

/** A household's linkages, beside the record of the site whose industries they are to. */
export const linkKey = (site: SiteId, household: HouseholdId): Key => ({
  pk: partitionOf({ kind: 'site', id: site }),
  sk: `${LINK}${household}`,
});

/** The household whose linkages stand under a sort key; undefined under any other. */
export const linkingHousehold = (sk: string): HouseholdId | undefined =>
  isLinkKey(sk) ? HouseholdId.safeParse(sk.slice(LINK.length)).data : undefined;

/** The versions that a change can have: with as many digits they sort as numbers do. */
export const CHANGE_VERSIONS = { first: 1, last: 9_999_999_999 } as const;
const VERSION_DIGITS = 10;

const changeSort = (version: number): string => `${CHANGE}${String(version).padStart(VERSION_DIGITS, '0')}`;

/** One entry for each version of a record. */
export const changeKey = (subject: Subject, version: number): Key => ({
  pk: partitionOf(subject),
  sk: changeSort(version),
});
export const CHANGES = CHANGE;

/** The version whose change stands under a sort key; 0, which no record has, under any other. */
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

/** Under this stand the notes on one flag, in the order of their ids, which is that of time. */
export const notesOn = ({ rule, member }: FlagName): string =>
  member ? `${SAID}${rule}#${member}#` : `${SAID}${rule}#`;

export const noteKey = (subject: Subject, of: FlagName, id: string): Key => ({
  pk: partitionOf(subject),
  sk: `${notesOn(of)}${id}`,
});

/** The keyed hash by which a person is found: the ID number itself never stands in a key. */
export const personHash = (key: Uint8Array, idNumber: string): string =>
  createHmac('sha256', key).update(idNumber).digest('base64url');

/** The hashes under which a person may be found, that of the current key first. Throws `NoPersonKey`. */
export function personHashes({ person }: Keys, idNumber: string): string[] {
  if (person.length === 0) throw new NoPersonKey();
  return person.map((key) => personHash(key, idNumber));
}

export const personKey = (hash: string): Key => ({ pk: `P#${hash}`, sk: PERSON });

/** The fingerprint of the key under which all people of the table are claimed. */
export const FINGERPRINT_KEY: Key = { pk: 'P#KEY', sk: 'FINGERPRINT' };

/** 户编号 is unique in the national system, so one household of the table holds it. */
export const householdNumberKey = (number: string): Key => ({ pk: `K#HOUSEHOLD#${number}`, sk: CLAIM });

/** Sheets name a site by its name, so a county has each name once. */
export const siteNameKey = (county: string, name: string): Key => ({
  pk: `${SITE_NAMES}${county}#${name}`,
  sk: CLAIM,
});

/** The record that holds a claim, by the claim's key and the owner it names; undefined where nobody can be meant. */
export function holderOf({ pk, sk }: Key, owner: unknown): Subject | undefined {
  if (sk !== PERSON && sk !== CLAIM) return undefined;
  const kind = pk.startsWith(SITE_NAMES) ? 'site' : 'household';
  const id = (kind === 'site' ? SiteId : HouseholdId).safeParse(owner).data;
  return id && ({ kind, id } as Subject);
}

const RECEIPT = 'RECEIPT';

/** What a caller was answered under a key of their own; hashed, since anything can stand in a caller's key. */
export const receiptKey = (caller: string, key: string): Key => ({
  pk: `I#${createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('base64url')}`,
  sk: RECEIPT,
});

/** Changes of a township's households that bear on sites, until an audit has looked at those. */
export const touchedPartition = (township: AreaCode): string => `T#${township}`;
export const touchedKey = (township: AreaCode, site: SiteId, household: HouseholdId): Key => ({
  pk: touchedPartition(township),
  sk: `${site}#${household}`,
});

/** How often a caller has done something in a stretch of time, named by its first second. */
export const allowanceKey = (caller: string, what: string, from: number): Key => ({
  pk: `L#${createHash('sha256').update(caller).digest('base64url')}`,
  sk: `${what}#${from}`,
});

/** A township's day. */
export const numbersKey = (township: AreaCode, on: PlainDate): Key => ({ pk: `N#${township}`, sk: on });

/** The same day once more, in short, among those of its county: a county's days are read by one query. */
export const countyNumbersKey = (county: AreaCode, on: PlainDate, township: AreaCode): Key => ({
  pk: `N#${county}`,
  sk: `${on}#${township}`,
});

/** Days of a county from one to another, both included: first and last sort key. */
export const countyNumbersBetween = (from: PlainDate, until: PlainDate) => ({
  first: from,
  last: `${until}#~`,
});

/** The day and the township of a key among a county's days. */
export function countyNumbersOf(sk: string): { readonly on: string; readonly township: string } {
  const [on = '', township = ''] = sk.split('#');
  return { on, township };
}

/** News and alerts of a county. */
const alertsPartition = (county: AreaCode): string => `A#${county}`;
const NEWS = 'NEWS#';
export const ALERTS = 'ALERT#';
const DELIVERIES = 'DELIVERY#';

export const newsKey = (county: AreaCode, id: string): Key => ({
  pk: alertsPartition(county),
  sk: `${NEWS}${id}`,
});

/** An alert's id begins with its county. */
const countyIn = (alert: AlertId): AreaCode => alert.slice(0, 6) as AreaCode;

export const alertKey = (alert: AlertId): Key => ({
  pk: alertsPartition(countyIn(alert)),
  sk: `${ALERTS}${alert.slice(7)}`,
});

export const alertStart = (county: AreaCode): Pick<Key, 'pk'> => ({ pk: alertsPartition(county) });

/** The deliveries of an alert begin so, each on a channel of its own. */
export const deliveryKey = (alert: AlertId, channel = ''): Key => ({
  pk: alertsPartition(countyIn(alert)),
  sk: `${DELIVERIES}${alert.slice(7)}#${channel}`,
});

/** What has gone out lately on a robot, which has its rate wherever it is used. */
export const sendsKey = (robot: string): Key => ({ pk: `B#${robot}`, sk: 'SENDS' });

/** The queue of a pending item: urgent news, news for the next digest, or alerts to send. */
export type Waiting = 'now' | 'digest' | 'send';

/** pending: county and what is waited for → items, oldest first. */
export const pendingIndex = (county: AreaCode, waiting: Waiting) => ({
  pendingCounty: `${county}#${waiting}`,
});

/** The runs of a job, by the day that they are for. */
export const runsPartition = (job: Job): string => `R#${job}`;
export const runKey = (job: Job, on: PlainDate, run: string): Key => ({
  pk: runsPartition(job),
  sk: `${on}#${run}`,
});

const frozenPartition = (area: AreaCode): string => `F#${area}`;

/** A month of a township or of a county, frozen whole. */
export const frozenKey = (area: AreaCode, month: Month): Key => ({ pk: frozenPartition(area), sk: month });

/** What the freezing of a county's month goes by. */
export const openedMonthKey = (county: AreaCode, month: Month): Key => ({
  pk: frozenPartition(county),
  sk: `${month}#OPENED`,
});

/** So many chunks a township's month can have; with as many digits they sort as numbers do. */
export const MOST_CHUNKS = 9999;

/** A chunk of a township's month, counted from 1. */
export const frozenChunkKey = (township: AreaCode, month: Month, chunk: number): Key => ({
  pk: frozenPartition(township),
  sk: `${month}#${String(chunk).padStart(4, '0')}`,
});

/** The number of the chunk that stands under a sort key. */
export const chunkNumber = (sk: string): number => Number(sk.slice('2026-06#'.length));

export const settingsPartition = (county: AreaCode): string => `C#${county}`;

/** How often a county's settings have been changed, before its versions; those stand by the day they take effect. */
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

/** First and last sort key of a county's versions, and of all that its settings are without their changes. */
export const SETTINGS_VERSIONS = { first: '1', last: '3' } as const;
export const SETTINGS_WHOLE = { first: '#', last: '3' } as const;

/** byArea: township → records; sorted by the partition, so that households and sites stand apart. */
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

/** The same index, apart from the live ones: county → closed flags by the day on which they were closed. */
export const closedFlagsOf = (county: AreaCode) => ({ openCounty: `${county}#CLOSED` });
export const closedFlagsIndex = (county: AreaCode, on: PlainDate, subject: Subject, flagSort: string) => ({
  ...closedFlagsOf(county),
  ...flagOn(on, subject, flagSort),
});

/**
 * byAssignee: person → live flags by the day they are due, whose sort key is that of openFlags. Hashed, since anything
 * can stand in the id that a token names somebody by.
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
