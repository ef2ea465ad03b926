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

/** The length of a mark, a truncated hash: 66 bits, enough to distinguish histories. */
export const MARK_LENGTH = 11;

/**
 * The state of a record that was evaluated: its version, and the beginning of the hash of that version's change entry.
 * Entries are chained, so that the mark covers every earlier change.
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
  /** Sites at which the household lived or to whose industries it was linked. */
  sites: z.array(SiteId),
  findings: z.array(FrozenFinding),
});

const FrozenSite = z.strictObject({
  kind: z.literal('site'),
  id: SiteId,
  name: z.string(),
  area: AreaCode,
  ...versionFields,
  /** The evaluated states of households of other townships that lived there or were linked to its industries. */
  others: z.array(z.strictObject({ id: HouseholdId, ...versionFields })),
  findings: z.array(FrozenFinding),
});

/** The findings of a household or a site at the end of a month, with the evaluated state. */
export const FrozenSubject = z.discriminatedUnion('kind', [FrozenHousehold, FrozenSite]);
export type FrozenSubject = z.infer<typeof FrozenSubject>;

/** The numbers of frozen subjects, and of findings by rule and outcome. */
const counts = {
  households: z.int().min(0),
  sites: z.int().min(0),
  rules: z.partialRecord(RuleId, Tally),
};
export const FrozenCounts = z.strictObject(counts);
export type FrozenCounts = z.infer<typeof FrozenCounts>;

const frozenAtFields = {
  /** The run that wrote it, and the time. */
  run: z.string(),
  at: Instant,
};

/** The basis on which a county's month is frozen: written first, the same for each township. */
export const OpenedMonth = z.strictObject({
  county: AreaCode,
  month: Month,
  /** The last day of the month: the day of the findings. */
  on: PlainDate,
  /** Records are evaluated in their state at this instant. */
  frozenAt: Instant,
  /** RULES_VERSION; `under` names rules and settings. */
  rulesVersion: z.int(),
  under: z.string(),
  /** All settings in force then, including those that a later version no longer has. */
  settings: z.record(z.string(), z.unknown()),
  /** The townships at that time. */
  townships: z.array(AreaCode),
  run: z.string(),
});
export type OpenedMonth = z.infer<typeof OpenedMonth>;

/** A township's completely frozen month: written last. */
export const FrozenTownship = z.strictObject({
  area: AreaCode,
  month: Month,
  on: PlainDate,
  frozenAt: Instant,
  under: z.string(),
  ...counts,
  /** The hashes of its chunks, in order. */
  chunks: z.array(Hash),
  /** Over all fields above. */
  hash: Hash,
  ...frozenAtFields,
});
export type FrozenTownship = z.infer<typeof FrozenTownship>;

/** A county's completely frozen month, with one hash over all of it. */
export const FrozenCounty = z.strictObject({
  county: AreaCode,
  month: Month,
  /** township → its hash. */
  townships: z.record(z.string(), Hash),
  /** Over these and the opened month. */
  hash: Hash,
  ...frozenAtFields,
});
export type FrozenCounty = z.infer<typeof FrozenCounty>;
