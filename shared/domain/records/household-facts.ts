import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { codesOf, EMPLOYMENT_CHANNELS, LINKAGE_KINDS, WORK_AREAS } from './code-lists.ts';
import { Confirmations, dated, Money, PositiveMoney, period, Text, voidable } from './facts.ts';
import { FactId, IndustryId, MemberId, SiteId } from './ids.ts';
import { HOUSEHOLD_DECLARED, Scheme } from './schemes.ts';

/** 就业: one job spell of one member. */
export const Employment = z
  .strictObject({
    id: FactId,
    memberId: MemberId,
    employer: Text.optional(),
    /** 统一社会信用代码 (GB 32100-2015). */
    employerCode: Text.optional(),
    job: Text.optional(),
    trade: Text.optional(),
    channel: z.enum(codesOf(EMPLOYMENT_CHANNELS)).optional(),
    workArea: z.enum(codesOf(WORK_AREAS)).optional(),
    overseas: z.boolean().optional(),
    place: Text.optional(),
    ...period,
    /** Whether `until` is planned (预计返乡时间) or actual (实际返乡时间). */
    untilIs: z.enum(['planned', 'actual']).optional(),
    /** 月工资, yuan. */
    monthlyWage: PositiveMoney.optional(),
    confirmed: Confirmations,
    ...voidable,
  })
  .meta({ id: 'Employment', description: '就业 · A job spell of a member' });
export type Employment = z.infer<typeof Employment>;

/** 增收渠道 other than a job: an undertaking (business), or a dividend or rent contract (property). */
export const IncomeChannel = z
  .strictObject({
    id: FactId,
    kind: z.enum(['business', 'property']),
    what: Text,
    ...period,
    /** business: the net income of 12 months; property: the yearly amount; yuan. */
    amount: dated(Money),
    confirmed: Confirmations,
    ...voidable,
  })
  .meta({ id: 'IncomeChannel', description: '增收渠道 · A channel of income that is no job' });
export type IncomeChannel = z.infer<typeof IncomeChannel>;

/** 家庭收入: the statement of a year. Amounts in yuan; empty cells are not recorded. */
export const IncomeStatement = z
  .strictObject({
    year: z.int().min(2000).max(2199),
    date: PlainDate,
    perCapita: Money.optional(),
    wage: Money.optional(),
    business: Money.optional(),
    businessCost: PositiveMoney.optional(),
    property: Money.optional(),
    transfer: Money.optional(),
    people: z.int().min(0).max(99).optional(),
    cooperative: z.boolean().optional(),
    leadingEnterprise: z.boolean().optional(),
    entrepreneur: z.boolean().optional(),
  })
  .meta({ id: 'IncomeStatement', description: '家庭年收入 · Yearly statement of income' });
export type IncomeStatement = z.infer<typeof IncomeStatement>;

/** 利益联结: the household's share in an industry of a site. */
export const Linkage = z
  .strictObject({
    id: FactId,
    siteId: SiteId,
    industryId: IndustryId,
    kind: z.enum(codesOf(LINKAGE_KINDS)),
    ...period,
    /** 年收益, yuan. */
    yearly: dated(Money),
    confirmed: Confirmations,
    ...voidable,
  })
  .meta({ id: 'Linkage', description: '利益联结 · How a household gains from an industry' });
export type Linkage = z.infer<typeof Linkage>;

/** 保障: the dated status of a scheme; without a member it is the household's (低保, 特困). */
export const Coverage = z
  .strictObject({
    id: FactId,
    memberId: MemberId.optional(),
    scheme: Scheme,
    status: z.string(),
    ...period,
    /** 月标准, yuan. */
    monthly: PositiveMoney.optional(),
    ...voidable,
  })
  .meta({ id: 'Coverage', description: '保障 · Status in a scheme of insurance or relief' });
export type Coverage = z.infer<typeof Coverage>;

/** The household's yes/no columns of a year (低保, 特困). */
export const HouseholdDeclaration = z
  .strictObject({
    year: z.int().min(2000).max(2199),
    schemes: z.partialRecord(z.enum(HOUSEHOLD_DECLARED), z.boolean()),
  })
  .meta({
    id: 'HouseholdDeclaration',
    description: '户年度申报 · What a year’s sheet declares of a household',
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
export const TransferStep = z.enum([...TRANSFER_STEPS, 'rejected']).meta({
  id: 'TransferStep',
  description: '转移接续步骤，依次进行 · Step of a pension transfer, in this order',
});
export type TransferStep = z.infer<typeof TransferStep>;

export const PensionTransfer = z
  .strictObject({
    id: FactId,
    memberId: MemberId,
    fromPlace: Text.optional(),
    toPlace: Text.optional(),
    /** The steps so far: `applied` first, none skipped, in order of their dates. */
    steps: z.array(z.strictObject({ step: TransferStep, on: PlainDate })).min(1),
    ...voidable,
  })
  .meta({ id: 'PensionTransfer', description: '养老保险关系转移接续 · Transfer of a pension' });
export type PensionTransfer = z.infer<typeof PensionTransfer>;

/** 产业发展规划 of one household. */
export const DevelopmentPlan = z
  .strictObject({ id: FactId, what: Text, ...period, ...voidable })
  .meta({ id: 'PlanOnRecord', description: '产业发展规划 · Development plan of a household' });
export type DevelopmentPlan = z.infer<typeof DevelopmentPlan>;

/** Whether the household qualifies for 低保 or 特困, as assessed on a day. */
export const Assessment = z
  .strictObject({
    id: FactId,
    on: PlainDate,
    scheme: z.enum(['dibao', 'tekun']),
    eligible: z.boolean(),
    ...voidable,
  })
  .meta({ id: 'Assessment', description: '低保、特困认定 · Whether the household qualifies for relief' });
export type Assessment = z.infer<typeof Assessment>;
