import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import { Month } from '../calendar/months.ts';
import { Tally } from '../numbers/numbers.ts';
import { Outcome } from '../records/evaluated.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';

/** SHA-256 in base64url. */
const Hash = z.string().regex(/^[\w-]{43}$/);

/** How much of a hash stands in a line: 66 bits, enough to tell two histories apart. */
export const MARK_LENGTH = 11;

/**
 * Which state of a record something was found of: its version, and the beginning of the hash of that version's change
 * entry. Entries are chained, so that the mark stands for every change up to then.
 */
const versionFields = {
  version: z.int().min(1),
  mark: z.string().regex(/^[\w-]{11}$/),
};

const FrozenFinding = z.strictObject({
  rule: RuleId,
  member: MemberId.optional(),
  outcome: Outcome,
  since: PlainDate.optional(),
});
export type FrozenFinding = z.infer<typeof FrozenFinding>;

const FrozenHousehold = z.strictObject({
  kind: z.literal('household'),
  id: HouseholdId,
  /** 户编号. */
  number: z.string().optional(),
  area: AreaCode,
  ...versionFields,
  /** Sites at which it lived or to whose industries it was linked. */
  sites: z.array(SiteId),
  findings: z.array(FrozenFinding),
});

const FrozenSite = z.strictObject({
  kind: z.literal('site'),
  id: SiteId,
  name: z.string(),
  area: AreaCode,
  ...versionFields,
  /** Households of other townships that lived there or were linked to its industries, as it was judged by them. */
  others: z.array(z.strictObject({ id: HouseholdId, ...versionFields })),
  findings: z.array(FrozenFinding),
});

/** What was found of a household or a site at the end of a month, and of which state of it. */
export const FrozenSubject = z.discriminatedUnion('kind', [FrozenHousehold, FrozenSite]);
export type FrozenSubject = z.infer<typeof FrozenSubject>;

/** How many subjects are frozen, and how many of each rule's have each outcome. */
const counts = {
  households: z.int().min(0),
  sites: z.int().min(0),
  rules: z.partialRecord(RuleId, Tally),
};
export const FrozenCounts = z.strictObject(counts);
export type FrozenCounts = z.infer<typeof FrozenCounts>;

const frozenAtFields = {
  /** The run that wrote it, and when. */
  run: z.string(),
  at: Instant,
};

/** What the freezing of a county's month goes by: written first, and the same for each of its townships. */
export const OpenedMonth = z.strictObject({
  county: AreaCode,
  month: Month,
  /** The month's last day, for which the findings are. */
  on: PlainDate,
  /** The instant as of which records are taken as they were known. */
  frozenAt: Instant,
  /** RULES_VERSION, and with it the name of the settings. */
  rulesVersion: z.int(),
  under: z.string(),
  /** All settings that held then, including those that a later version no longer has. */
  settings: z.record(z.string(), z.unknown()),
  /** The townships that there were. */
  townships: z.array(AreaCode),
  run: z.string(),
});
export type OpenedMonth = z.infer<typeof OpenedMonth>;

/** A township's month, whole: written last, once everything in it is frozen. */
export const FrozenTownship = z.strictObject({
  area: AreaCode,
  month: Month,
  on: PlainDate,
  frozenAt: Instant,
  under: z.string(),
  ...counts,
  /** The hash of each of its chunks, in their order. */
  chunks: z.array(Hash),
  /** Over all of the above. */
  hash: Hash,
  ...frozenAtFields,
});
export type FrozenTownship = z.infer<typeof FrozenTownship>;

/** A county's month, whole: the one hash that stands for all of it. */
export const FrozenCounty = z.strictObject({
  county: AreaCode,
  month: Month,
  /** township → its hash. */
  townships: z.record(z.string(), Hash),
  /** Over these and what the month was opened with. */
  hash: Hash,
  ...frozenAtFields,
});
export type FrozenCounty = z.infer<typeof FrozenCounty>;
