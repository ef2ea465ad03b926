import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { PositiveMoney, Text } from './facts.ts';
import { FactId, IndustryId } from './ids.ts';

/** 扶持方式 in Chinese → code. */
export const SUPPORT_KINDS = {
  资金: 'funds',
  种苗: 'seedlings',
  技术: 'technique',
  培训: 'training',
  销路: 'sales',
} as const;

/** 扶持记录: one act of support to a household or to a site's industry, an item beside the record. */
export const SupportEntry = z.strictObject({
  id: FactId,
  on: PlainDate,
  kind: z.enum(Object.values(SUPPORT_KINDS)),
  what: Text,
  /** Yuan. */
  amount: PositiveMoney.optional(),
  industry: IndustryId.optional(),
  by: z.string(),
});
export type SupportEntry = z.infer<typeof SupportEntry>;
