import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import { Role } from '../records/actor.ts';
import { Outcome } from '../records/evaluated.ts';
import { Text } from '../records/facts.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import { Level } from '../records/level.ts';
import { RuleId } from '../records/rule-id.ts';
import { tolerant } from '../records/tolerant.ts';

export const FLAG_STATES = [
  'open',
  'assigned',
  'rectifying',
  'rectified',
  'returned',
  'waived',
  'closed',
] as const;
export const FlagState = z
  .enum(FLAG_STATES)
  .meta({ id: 'FlagState', description: '问题状态 · State of a flag' });
export type FlagState = z.infer<typeof FlagState>;

/** 自查, 巡察, 暗访, 信访: the inspections that find gaps. */
export const INSPECTIONS = ['self_check', 'patrol', 'covert', 'petition'] as const;
const FlagSource = z.enum(['system', ...INSPECTIONS]);

/** A step of a flag; the record's changes hold all of them. */
const FlagStep = z
  .strictObject({
    at: Instant,
    event: z.string(),
    to: FlagState.meta({ description: '到状态 · the state after it' }),
    by: z.string(),
  })
  .meta({ id: 'FlagStep', description: '问题的一步 · A step that a flag took' });

/** 问题: one gap of one rule for one subject, in the ledger from the day it was found. */
export const Flag = z.strictObject({
  subject: z.union([HouseholdId, SiteId]).meta({ description: '户或安置点的编号 · the household or site' }),
  rule: RuleId,
  member: MemberId.optional(),
  area: AreaCode,
  /** `data_gap`: the outcome is unknown and has to be found out. */
  kind: z.enum(['gap', 'data_gap']).meta({ description: '缺口，或未查清 · a gap, or nobody knows yet' }),
  state: FlagState,
  outcome: Outcome,
  since: PlainDate.optional(),
  /** The last opening: a gap that comes back opens the flag again. */
  openedOn: PlainDate.meta({ description: '发现日期 · the day on which it was found' }),
  closedOn: PlainDate.optional().meta({ description: '销号日期 · the day on which it was closed' }),
  dueOn: PlainDate,
  source: FlagSource.meta({ description: '来源 · source' }),
  level: Level.meta({ description: '层级 · level' }),
  /** The assignee's token id; shown by role and label (such as an office), never by name. */
  assignee: z
    .string()
    .optional()
    .meta({ description: '整改责任人的账号 · whom it is assigned to, by the id of their token' }),
  assigneeRole: Role.optional().meta({ description: '责任人的角色 · role of the assignee' }),
  assigneeLabel: Text.optional().meta({
    description: '责任人的单位或岗位，不填姓名 · office or desk of the assignee, without a name',
  }),
  waivedUntil: PlainDate.optional().meta({ description: '暂缓至 · waived until' }),
  /** The actors who entered the clearing fact and who submitted it: another person has to verify. */
  clearedBy: z
    .string()
    .optional()
    .meta({ description: '谁录入了使其消除的事实 · who entered the fact that cleared it' }),
  submittedBy: z.string().optional().meta({ description: '谁提交整改 · who submitted it' }),
  reopened: z.int().min(0).meta({ description: '重新打开次数 · how often it was opened again' }),
  /** The evidence of the last step that had any; the notes beside the record hold all of it. */
  evidence: z.array(Text),
  /** The last steps, oldest first. */
  history: z.array(FlagStep).meta({ description: '最近的步骤，旧的在前 · the last steps, oldest first' }),
});
export type Flag = z.infer<typeof Flag>;

/** A flag as the table and the changes of its record hold it. */
export const StoredFlag = tolerant(Flag);

/** Returns whether a flag is not closed. */
export const isLive = (flag: Flag): boolean => flag.state !== 'closed';
