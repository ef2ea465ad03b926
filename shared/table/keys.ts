import { createHash, createHmac } from 'node:crypto';
import * as z from 'zod';
import type { AreaCode } from '../areas/area.ts';
import type { PlainDate } from '../dates.ts';
import type { Keys } from '../keys-of-secret.ts';
import type { Month } from '../months.ts';
import type { RuleId } from '../records/evaluated.ts';
import { HouseholdId, type MemberId, SiteId } from '../records/ids.ts';

/**
 * Every key of the table, spelled here and nowhere else. In a record's partition the sort keys from `FLAG#` to
 * `RECORD` are its head: what one consistent query must read before a command. What grows without bound stands
 * outside that range (`CHANGE#` before it, `SUPPORT#` behind it).
 */
export type Key = { readonly pk: string; readonly sk: string };

export const RECORD = 'RECORD';
const HOUSEHOLD = 'H#';
const SITE = 'S#';
const FLAG = 'FLAG#';
const LINK = 'LINK#';
const CHANGE = 'CHANGE#';
const SUPPORT = 'SUPPORT#';
const PERSON = 'PERSON';
const CLAIM = 'CLAIM';
const SITE_NAMES = 'K#SITE#';

/** Under these stand the records and what follows from them: whole sort keys, and beginnings of sort keys. */
export const RECONCILED = { whole: [RECORD, PERSON, CLAIM], beginnings: [FLAG, LINK] } as const;

export type Subject =
  | { readonly kind: 'household'; readonly id: HouseholdId }
  | { readonly kind: 'site'; readonly id: SiteId };

export const partitionOf = ({ kind, id }: Subject): string =>
  kind === 'household' ? `${HOUSEHOLD}${id}` : `${SITE}${id}`;

/** The record that a partition belongs to; undefined for any other partition. */
export const subjectOf = (pk: string): Subject | undefined => {
  if (pk.startsWith(HOUSEHOLD)) return { kind: 'household', id: HouseholdId.parse(pk.slice(2)) };
  return pk.startsWith(SITE) ? { kind: 'site', id: SiteId.parse(pk.slice(2)) } : undefined;
};

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

/** One entry for each version of a record. */
export const changeKey = (subject: Subject, version: number): Key => ({
  pk: partitionOf(subject),
  sk: `${CHANGE}${String(version).padStart(VERSION_DIGITS, '0')}`,
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

/** The keyed hash by which a person is found: the ID number itself never stands in a key. */
export const personHash = (key: Uint8Array, idNumber: string): string =>
  createHmac('sha256', key).update(idNumber).digest('base64url');

/** The hashes under which a person may be found, that of the current key first. Throws where there is no key. */
export const personHashes = ({ person }: Keys, idNumber: string): string[] => {
  if (person.length === 0) {
    throw new Error('HOUFU_PERSON_KEY is not configured: this process cannot register or look up people');
  }
  return person.map((key) => personHash(key, idNumber));
};

export const personKey = (hash: string): Key => ({ pk: `P#${hash}`, sk: PERSON });

/** 户编号 is unique in the national system, so one household of the table holds it. */
export const householdNumberKey = (number: string): Key => ({ pk: `K#HOUSEHOLD#${number}`, sk: CLAIM });

/** Sheets name a site by its name, so a county has each name once. */
export const siteNameKey = (county: string, name: string): Key => ({
  pk: `${SITE_NAMES}${county}#${name}`,
  sk: CLAIM,
});

/** The record that holds a claim, by the claim's key and the owner it names; undefined where nobody can be meant. */
export const holderOf = ({ pk, sk }: Key, owner: unknown): Subject | undefined => {
  if (sk !== PERSON && sk !== CLAIM) return undefined;
  const kind = pk.startsWith(SITE_NAMES) ? 'site' : 'household';
  const id = (kind === 'site' ? SiteId : HouseholdId).safeParse(owner).data;
  return id && ({ kind, id } as Subject);
};

const RECEIPT = 'RECEIPT';

/** What a caller was answered under a key of their own; hashed, since anything can stand in a caller's key. */
export const receiptKey = (caller: string, key: string): Key => ({
  pk: `I#${createHash('sha256')
    .update(JSON.stringify([caller, key]))
    .digest('base64url')}`,
  sk: RECEIPT,
});

/** How often a caller has done something in a stretch of time, named by its first second. */
export const allowanceKey = (caller: string, what: string, from: number): Key => ({
  pk: `L#${createHash('sha256').update(caller).digest('base64url')}`,
  sk: `${what}#${from}`,
});

export const numbersKey = (area: AreaCode, on: PlainDate): Key => ({ pk: `N#${area}`, sk: on });

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

/** byArea: township → records; sorted by the partition, so that households and sites stand apart. */
export const areaIndex = (township: AreaCode) => ({ township });
export const HOUSEHOLDS = HOUSEHOLD;
export const SITES = SITE;

/** bySite: site → its households. */
export const siteIndex = (site: SiteId) => ({ siteOf: partitionOf({ kind: 'site', id: site }) });

/** openFlags: county → live flags by the day they are due. */
export const openFlagsIndex = (county: AreaCode, dueOn: PlainDate, subject: Subject, flagSort: string) => ({
  openCounty: county,
  due: `${dueOn}#${partitionOf(subject)}#${flagSort}`,
});

/** Where a flag stands among the live ones of its county: `2026-07-01#H#01…#FLAG#R3`. */
export const OpenFlagKey = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d#[HS]#[0-9A-Z]{26}#FLAG#R\d(#[0-9A-Z]{26})?$/, { error: 'cursor_malformed' })
  .brand<'OpenFlagKey'>();
export type OpenFlagKey = z.infer<typeof OpenFlagKey>;

/** The key of openFlags to go on behind. */
export const openFlagStart = (county: AreaCode, due: OpenFlagKey): Record<string, string> => {
  const pk = due.slice(11, 11 + 28);
  return { openCounty: county, due, pk, sk: due.slice(11 + 29) };
};

/** A name, or its beginning, as people are found by it: whoever types it may leave a space in it out, or add one. */
export const nameSought = (name: string): string => name.normalize('NFKC').replace(/\s/g, '');

/** byName: county → people by name, so that a surname prefix finds them. */
export const nameIndex = (county: AreaCode, name: string, member: MemberId) => ({
  nameCounty: county,
  nameSort: `${nameSought(name)}#${member}`,
});

/** Where somebody stands among the people of a county by name: the two keys that tell where to go on. */
export const nameStart = (county: AreaCode, nameSort: string, pk: string): Record<string, string> => ({
  nameCounty: county,
  nameSort,
  pk,
  sk: PERSON,
});
