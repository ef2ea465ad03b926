import * as z from 'zod';

/** A ULID: 26 characters of Crockford's base 32, sortable by creation time. */
const ulid = z
  .string()
  .regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/, { error: 'id_malformed' })
  .meta({
    id: 'Id',
    description: '编号：26 位 Crockford 三十二进制（ULID） · Id: 26 characters of Crockford’s base 32 (ULID)',
  });

export const HouseholdId = ulid.brand<'HouseholdId'>();
export type HouseholdId = z.infer<typeof HouseholdId>;
export const SiteId = ulid.brand<'SiteId'>();
export type SiteId = z.infer<typeof SiteId>;
export const MemberId = ulid.brand<'MemberId'>();
export type MemberId = z.infer<typeof MemberId>;
export const IndustryId = ulid.brand<'IndustryId'>();
export type IndustryId = z.infer<typeof IndustryId>;
/** The id of a dated fact in a record: a job spell, a channel, a coverage, a plan … */
export const FactId = ulid.brand<'FactId'>();
export type FactId = z.infer<typeof FactId>;
