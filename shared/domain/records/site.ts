import * as z from 'zod/mini';
import { AreaCode } from '../areas/area.ts';
import { PlainDate } from '../calendar/dates.ts';
import { codesOf, INDUSTRY_STATUSES } from './code-lists.ts';
import { Evaluated } from './evaluated.ts';
import { Confirmations, DutyPhone, dated, PositiveMoney, Text, voidable } from './facts.ts';
import { FactId, HouseholdId, IndustryId, SiteId } from './ids.ts';
import { LastChange } from './last-change.ts';

export const IndustryStatus = z.enum(codesOf(INDUSTRY_STATUSES));

/** What describes an industry; the sheet's own figures are kept as declared. */
export const industryProfile = {
  /** 产业类型. */
  type: z.optional(Text),
  /** 经营主体 and its 统一社会信用代码. */
  operator: z.optional(Text),
  operatorCode: z.optional(Text),
  scale: z.optional(Text),
  /** 投资(万元): ten thousand yuan. */
  investment: z.optional(PositiveMoney),
  declaredHouseholds: z.optional(z.int().check(z.minimum(0))),
  declaredPeople: z.optional(z.int().check(z.minimum(0))),
  declaredLinkage: z.optional(Text),
  /** 户均增收, yuan a year. */
  incomePerHousehold: z.optional(PositiveMoney),
  responsible: z.optional(Text),
  note: z.optional(Text),
};

/** 产业: an undertaking at or for a site. */
export const Industry = z.strictObject({
  id: IndustryId,
  name: Text,
  ...industryProfile,
  /** 是否主导产业. */
  leading: dated(z.boolean()),
  status: dated(IndustryStatus),
  /** 佐证时间: days on which its evidence was confirmed. */
  confirmed: Confirmations,
  ...voidable,
});
export type Industry = z.infer<typeof Industry>;

export const siteProfile = {
  village: z.optional(Text),
  /** 安置点类型. */
  form: z.optional(Text),
  plannedHouseholds: z.optional(z.int().check(z.minimum(0), z.maximum(100_000))),
  plannedPeople: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  responsible: z.optional(Text),
  phone: z.optional(DutyPhone),
  note: z.optional(Text),
};

/** 一点一档: one centralised resettlement site, whole. */
export const Site = z.strictObject({
  kind: z.literal('site'),
  id: SiteId,
  version: z.int().check(z.minimum(0)),
  area: AreaCode,
  registered: PlainDate,
  name: Text,
  ...siteProfile,
  /** 入住时间: from this day on the site is occupied. */
  occupied: z.optional(PlainDate),
  /** From this day on nobody lives there any more. */
  vacated: z.optional(PlainDate),
  industries: z.array(Industry),
  /** Townships in which households of this site are on record, as last evaluated. */
  residentTownships: z.array(AreaCode),
  evaluated: z.optional(Evaluated),
  lastChange: z.optional(LastChange),
});
export type Site = z.infer<typeof Site>;

/** When a household lived where it lives: what a site's rule needs of each of its households. */
export const Residence = z.strictObject({
  household: HouseholdId,
  movedIn: z.optional(PlainDate),
  dissolved: z.optional(PlainDate),
});
export type Residence = z.infer<typeof Residence>;

/** A household's linkages to the industries of one site, as they stand beside the site's record. */
export const SiteLinks = z.extend(Residence, {
  links: z.array(
    z.strictObject({
      id: FactId,
      industry: IndustryId,
      from: PlainDate,
      until: z.optional(PlainDate),
    }),
  ),
});
export type SiteLinks = z.infer<typeof SiteLinks>;
