import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { PlainDate } from '../calendar/dates.ts';
import { CONDITIONS, codesOf, RESETTLEMENTS } from './code-lists.ts';
import { Evaluated } from './evaluated.ts';
import { dated, Phone, Text } from './facts.ts';
import {
  Assessment,
  Coverage,
  DevelopmentPlan,
  Employment,
  HouseholdDeclaration,
  IncomeChannel,
  IncomeStatement,
  Linkage,
  PensionTransfer,
} from './household-facts.ts';
import { HouseholdId, SiteId } from './ids.ts';
import { LastChange } from './last-change.ts';
import { Member } from './member.ts';
import { tolerant } from './tolerant.ts';

/** The descriptive fields of a household; `correct-household` can correct each. */
export const householdProfile = {
  /** 户编号: opaque, of the national system. */
  number: Text.optional().meta({ description: '户编号（全国系统） · number in the national system' }),
  /** 迁出地. */
  origin: AreaCode.optional(),
  village: Text.optional(),
  form: Text.optional(),
  attribute: Text.optional(),
  monitoring: Text.optional(),
  hukou: Text.optional(),
  phone: Phone.optional(),
};

/** 一户一档: the record of one relocated household. */
export const Household = z.strictObject({
  kind: z.literal('household').meta({ description: '户 · a household' }),
  id: HouseholdId,
  /** The number of commits of this record. */
  version: z.int().min(0),
  /** 迁入地, at least to the township: the destination manages the household. */
  area: AreaCode,
  registered: PlainDate.meta({ description: '登记日期 · the day of registration' }),
  movedIn: PlainDate.optional(),
  /** The first day on which the household no longer exists. */
  dissolved: PlainDate.optional(),
  resettlement: z.enum(codesOf(RESETTLEMENTS)).optional(),
  siteId: SiteId.optional(),
  ...householdProfile,
  /** 有条件 or not, for a development plan (R4). */
  conditions: dated(z.enum(codesOf(CONDITIONS))),
  members: z.array(Member),
  employments: z.array(Employment),
  channels: z.array(IncomeChannel),
  statements: z.array(IncomeStatement),
  linkages: z.array(Linkage),
  coverages: z.array(Coverage),
  declared: z.array(HouseholdDeclaration),
  transfers: z.array(PensionTransfer),
  plans: z.array(DevelopmentPlan),
  assessments: z.array(Assessment),
  evaluated: Evaluated.optional(),
  lastChange: LastChange.optional(),
});
export type Household = z.infer<typeof Household>;

/** A household as stored in its item and its changes. */
export const StoredHousehold = z.lazy(() => tolerant(Household));
