import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import { RuleId } from '../records/rule-id.ts';
import { Job } from '../records/run.ts';
import { MessageId } from './message.ts';
import { NEWS_KINDS, News } from './news.ts';

const count = z.int().min(0);

/** A digest's figures of one rule. `open`, `overdue` and `waiting` are of now; the others are since the last digest. */
const RuleFigures = z.strictObject({
  opened: count.meta({ description: '新发现 · found' }),
  reopened: count.meta({ description: '重新打开次数 · how often it was opened again' }),
  at_risk: count.meta({ description: '有风险 · at risk' }),
  cleared: count.meta({ description: '已消除 · cleared' }),
  open: count.meta({ description: '未销号 · not closed' }),
  overdue: count.meta({ description: '逾期 · overdue' }),
  waiting: count.meta({ description: '待复核 · rectified, to be verified' }),
});
export type RuleFigures = z.infer<typeof RuleFigures>;
export const NO_FIGURES: RuleFigures = {
  ...{ opened: 0, reopened: 0, at_risk: 0, cleared: 0 },
  ...{ open: 0, overdue: 0, waiting: 0 },
};

const OldFlag = z.strictObject({
  flag: z.string().meta({ description: '问题编号 · id of the flag' }),
  rule: RuleId,
  area: AreaCode,
  openedOn: PlainDate,
  dueOn: PlainDate,
});
export type OldFlag = z.infer<typeof OldFlag>;

export const Figures = z.strictObject({
  rules: z.partialRecord(RuleId, RuleFigures),
  oldest: z
    .array(OldFlag)
    .meta({ description: '最久未销号的十个问题 · the ten flags that have been open longest' }),
});
export type Figures = z.infer<typeof Figures>;

const AlertContent = z.strictObject({
  kind: z.enum(NEWS_KINDS),
  rule: RuleId,
  area: AreaCode,
  flag: z.string().meta({ description: '问题编号 · id of the flag' }),
  dueOn: PlainDate.optional(),
});
export type AlertContent = z.infer<typeof AlertContent>;

/**
 * County, day, kind and a distinguishing suffix, so that building an alert twice gives the same id:
 * `511722-2026-06-15.digest`, `511722-2026-06-15.urgent.01J…`
 */
export const AlertId = z
  .string()
  .regex(/^\d{6}-\d{4}-\d\d-\d\d\.[0-9A-Za-z.-]{1,90}$/, { error: 'id_malformed' })
  .brand<'AlertId'>();
export type AlertId = z.infer<typeof AlertId>;

const shared = {
  id: AlertId,
  /** The message's id on every channel and in every attempt. */
  message: MessageId,
  area: AreaCode,
  on: PlainDate,
  at: Instant,
  acknowledged: z
    .strictObject({ by: z.string(), at: Instant })
    .optional()
    .meta({ description: '签收 · the acknowledgement' }),
};

const UrgentAlert = z.strictObject({
  kind: z.literal('urgent'),
  ...shared,
  told: z.array(AlertContent).meta({ description: '内容 · contents' }),
  /** The ids of the news that the alert was built from. */
  of: z.array(News.shape.id),
});
const DigestAlert = z.strictObject({
  kind: z.literal('digest'),
  ...shared,
  figures: Figures.meta({ description: '各项数字 · figures' }),
});
const RunFailedAlert = z.strictObject({
  kind: z.literal('run_failed'),
  ...shared,
  job: Job,
  /** The day of the failed run. */
  runOn: PlainDate.meta({ description: '任务所为的日期 · the day of the failed run' }),
  failed: count.meta({ description: '未成的对象数 · how many failed' }),
  missing: count.meta({ description: '未报告的乡镇数 · townships that have not reported' }),
});
const MonthFrozenAlert = z.strictObject({
  kind: z.literal('month_frozen'),
  ...shared,
  month: z.string().meta({ description: '月份 · the month' }),
});

/** The kinds of alerts, by name. */
export const ALERTS = {
  urgent: UrgentAlert,
  digest: DigestAlert,
  run_failed: RunFailedAlert,
  month_frozen: MonthFrozenAlert,
} as const;

/** 预警: sent to leads and stored for them to acknowledge. */
export const Alert = z.discriminatedUnion('kind', [
  UrgentAlert,
  DigestAlert,
  RunFailedAlert,
  MonthFrozenAlert,
]);
export type Alert = z.infer<typeof Alert>;
export const AlertKind = z.enum(['urgent', 'digest', 'run_failed', 'month_frozen']);
export type AlertKind = z.infer<typeof AlertKind>;

/** Builds the id of a county's alert. */
export const alertId = (county: AreaCode, on: PlainDate, name: string): AlertId =>
  AlertId.parse(`${county}-${on}.${name}`);
