import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { PlainDate } from '../calendar/dates.ts';
import { codesOf, INDUSTRY_STATUSES } from './code-lists.ts';
import { Evaluated } from './evaluated.ts';
import { Confirmations, DutyPhone, dated, PositiveMoney, Text, voidable } from './facts.ts';
import { FactId, HouseholdId, IndustryId, SiteId } from './ids.ts';
import { LastChange } from './last-change.ts';
import { tolerant } from './tolerant.ts';

export const IndustryStatus = z
  .enum(codesOf(INDUSTRY_STATUSES))
  .meta({ id: 'IndustryStatus', description: '运营状态 · State of an industry' });

/** The descriptive fields of an industry; figures are as the sheet declares them. */
export const industryProfile = {
  /** 产业类型. */
  type: Text.optional(),
  /** 经营主体 and its 统一社会信用代码. */
  operator: Text.optional(),
  operatorCode: Text.optional(),
  scale: Text.optional(),
  /** 投资(万元): ten thousand yuan. */
  investment: PositiveMoney.optional(),
  declaredHouseholds: z.int().min(0).optional(),
  declaredPeople: z.int().min(0).optional(),
  declaredLinkage: Text.optional(),
  /** 户均增收, yuan a year. */
  incomePerHousehold: PositiveMoney.optional(),
  responsible: Text.optional(),
  note: Text.optional(),
};

/** 产业: an undertaking at or for a site. */
export const Industry = z
  .strictObject({
    id: IndustryId,
    name: Text,
    ...industryProfile,
    /** 是否主导产业. */
    leading: dated(z.boolean()),
    status: dated(IndustryStatus),
    /** 佐证时间: the days on which its evidence was confirmed. */
    confirmed: Confirmations,
    ...voidable,
  })
  .meta({ id: 'Industry', description: '产业 · Undertaking at or for a site' });
export type Industry = z.infer<typeof Industry>;

export const siteProfile = {
  village: Text.optional(),
  /** 安置点类型. */
  form: Text.optional(),
  plannedHouseholds: z.int().min(0).max(100_000).optional(),
  plannedPeople: z.int().min(0).max(1_000_000).optional(),
  responsible: Text.optional(),
  phone: DutyPhone.optional(),
  note: Text.optional(),
};

/** 一点一档: the record of one centralised resettlement site. */
export const Site = z.strictObject({
  kind: z.literal('site').meta({ description: '安置点 · a site' }),
  id: SiteId,
  version: z.int().min(0),
  area: AreaCode,
  registered: PlainDate.meta({ description: '登记日期 · the day of registration' }),
  name: Text,
  ...siteProfile,
  /** 入住时间: from this day on the site is occupied. */
  occupied: PlainDate.optional(),
  /** The first day on which nobody lives at the site. */
  vacated: PlainDate.optional(),
  industries: z.array(Industry),
  /** The townships of the site's households at the last evaluation. */
  residentTownships: z.array(AreaCode),
  evaluated: Evaluated.optional(),
  lastChange: LastChange.optional(),
});
export type Site = z.infer<typeof Site>;

/** A site as stored in its item and its changes. */
export const StoredSite = z.lazy(() => tolerant(Site));

/** The period in which a household lives at a site. */
export const Residence = z.strictObject({
  household: HouseholdId,
  movedIn: PlainDate.optional(),
  dissolved: PlainDate.optional(),
});
export type Residence = z.infer<typeof Residence>;

/** A household's linkages to the industries of one site: an item beside the site's record. */
export const SiteLinks = Residence.extend({
  links: z.array(
    z.strictObject({
      id: FactId,
      industry: IndustryId,
      from: PlainDate,
      until: PlainDate.optional(),
    }),
  ),
});
export type SiteLinks = z.infer<typeof SiteLinks>;

/** Linkages as stored. */
export const StoredSiteLinks = tolerant(SiteLinks);
