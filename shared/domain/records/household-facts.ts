import * as z from 'zod/mini';
import { PlainDate } from '../calendar/dates.ts';
import { codesOf, EMPLOYMENT_CHANNELS, LINKAGE_KINDS, WORK_AREAS } from './code-lists.ts';
import { Confirmations, dated, Money, PositiveMoney, period, Text, voidable } from './facts.ts';
import { FactId, IndustryId, MemberId, SiteId } from './ids.ts';
import { HOUSEHOLD_DECLARED, Scheme } from './schemes.ts';

/** 就业: one job spell of one member. */
export const Employment = z.strictObject({
  id: FactId,
  memberId: MemberId,
  employer: z.optional(Text),
  /** 统一社会信用代码 (GB 32100-2015). */
  employerCode: z.optional(Text),
  job: z.optional(Text),
  trade: z.optional(Text),
  channel: z.optional(z.enum(codesOf(EMPLOYMENT_CHANNELS))),
  workArea: z.optional(z.enum(codesOf(WORK_AREAS))),
  overseas: z.optional(z.boolean()),
  place: z.optional(Text),
  ...period,
  /** Whether `until` is what was planned (预计返乡时间) or what happened (实际返乡时间). */
  untilIs: z.optional(z.enum(['planned', 'actual'])),
  /** 月工资, yuan. */
  monthlyWage: z.optional(PositiveMoney),
  confirmed: Confirmations,
  ...voidable,
});
export type Employment = z.infer<typeof Employment>;

/** 增收渠道 that is no job: an undertaking (business) or a dividend or rent contract (property). */
export const IncomeChannel = z.strictObject({
  id: FactId,
  kind: z.enum(['business', 'property']),
  what: Text,
  ...period,
  /** business: the net of 12 months; property: the yearly amount; yuan. */
  amount: dated(Money),
  confirmed: Confirmations,
  ...voidable,
});
export type IncomeChannel = z.infer<typeof IncomeChannel>;

/** 家庭收入: the yearly statement. Amounts in yuan; what the sheet leaves empty is not recorded. */
export const IncomeStatement = z.strictObject({
  year: z.int().check(z.minimum(2000), z.maximum(2199)),
  date: PlainDate,
  perCapita: z.optional(Money),
  wage: z.optional(Money),
  business: z.optional(Money),
  businessCost: z.optional(PositiveMoney),
  property: z.optional(Money),
  transfer: z.optional(Money),
  people: z.optional(z.int().check(z.minimum(0), z.maximum(99))),
  cooperative: z.optional(z.boolean()),
  leadingEnterprise: z.optional(z.boolean()),
  entrepreneur: z.optional(z.boolean()),
});
export type IncomeStatement = z.infer<typeof IncomeStatement>;

/** 利益联结: how the household gains from an industry of a site. */
export const Linkage = z.strictObject({
  id: FactId,
  siteId: SiteId,
  industryId: IndustryId,
  kind: z.enum(codesOf(LINKAGE_KINDS)),
  ...period,
  /** 年收益, yuan. */
  yearly: dated(Money),
  confirmed: Confirmations,
  ...voidable,
});
export type Linkage = z.infer<typeof Linkage>;

/** 保障: one scheme's dated status; without a member it is the household's (低保, 特困). */
export const Coverage = z.strictObject({
  id: FactId,
  memberId: z.optional(MemberId),
  scheme: Scheme,
  status: z.string(),
  ...period,
  /** 月标准, yuan. */
  monthly: z.optional(PositiveMoney),
  ...voidable,
});
export type Coverage = z.infer<typeof Coverage>;

/** The household's yes/no columns of a year (低保, 特困). */
export const HouseholdDeclaration = z.strictObject({
  year: z.int().check(z.minimum(2000), z.maximum(2199)),
  schemes: z.partialRecord(z.enum(HOUSEHOLD_DECLARED), z.boolean()),
});
export type HouseholdDeclaration = z.infer<typeof HouseholdDeclaration>;

/** 养老保险关系转移接续, in this order; `rejected` can follow any step but the last. */
export const TRANSFER_STEPS = [
  'applied',
  'contact_letter_sent',
  'info_received',
  'funds_transferred',
  'completed',
] as const;
export const TransferStep = z.enum([...TRANSFER_STEPS, 'rejected']);
export type TransferStep = z.infer<typeof TransferStep>;

export const PensionTransfer = z.strictObject({
  id: FactId,
  memberId: MemberId,
  fromPlace: z.optional(Text),
  toPlace: z.optional(Text),
  /** The steps taken so far, `applied` first, none skipped, dates not falling. */
  steps: z.array(z.strictObject({ step: TransferStep, on: PlainDate })).check(z.minLength(1)),
  ...voidable,
});
export type PensionTransfer = z.infer<typeof PensionTransfer>;

/** 产业发展规划 of one household. */
export const DevelopmentPlan = z.strictObject({ id: FactId, what: Text, ...period, ...voidable });
export type DevelopmentPlan = z.infer<typeof DevelopmentPlan>;

/** Whether the household qualifies for 低保 or 特困, as assessed on a day. */
export const Assessment = z.strictObject({
  id: FactId,
  on: PlainDate,
  scheme: z.enum(['dibao', 'tekun']),
  eligible: z.boolean(),
  ...voidable,
});
export type Assessment = z.infer<typeof Assessment>;
