import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import { Role } from '../records/actor.ts';
import { Outcome } from '../records/evaluated.ts';
import { Text } from '../records/facts.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';

export const FLAG_STATES = [
  'open',
  'assigned',
  'rectifying',
  'rectified',
  'returned',
  'waived',
  'closed',
] as const;
export const FlagState = z.enum(FLAG_STATES);
export type FlagState = z.infer<typeof FlagState>;

/** 自查, 巡察, 暗访, 信访: how people come upon a gap. */
export const INSPECTIONS = ['self_check', 'patrol', 'covert', 'petition'] as const;
const FlagSource = z.enum(['system', ...INSPECTIONS]);

/** Whom an overdue flag has risen to. */
export const LEVELS = ['township', 'county', 'city'] as const;
const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** A step that a flag took; the whole of them stands in the record's changes. */
const FlagStep = z.strictObject({
  at: Instant,
  event: z.string(),
  to: FlagState,
  by: z.string(),
});

/** 问题: one gap of one rule for one subject, in the ledger from the day it was found. */
export const Flag = z.strictObject({
  subject: z.union([HouseholdId, SiteId]),
  rule: RuleId,
  member: MemberId.optional(),
  area: AreaCode,
  /** `data_gap`: nobody knows yet, and somebody has to find out. */
  kind: z.enum(['gap', 'data_gap']),
  state: FlagState,
  outcome: Outcome,
  since: PlainDate.optional(),
  /** The last time: a gap that comes back opens it anew. */
  openedOn: PlainDate,
  closedOn: PlainDate.optional(),
  dueOn: PlainDate,
  source: FlagSource,
  level: Level,
  /** Who works on it, by the id of their token; by role and, say, office where it is shown, never by name. */
  assignee: z.string().optional(),
  assigneeRole: Role.optional(),
  assigneeLabel: Text.optional(),
  waivedUntil: PlainDate.optional(),
  /** Who entered the fact that cleared it, and who submitted it as rectified: somebody else has to verify. */
  clearedBy: z.string().optional(),
  submittedBy: z.string().optional(),
  reopened: z.int().min(0),
  /** Of the last step that brought some; all of it stands beside the record, with what was noted. */
  evidence: z.array(Text),
  /** The last steps, oldest first. */
  history: z.array(FlagStep),
});
export type Flag = z.infer<typeof Flag>;

/** Flags that still ask something of somebody. */
export const isLive = (flag: Flag): boolean => flag.state !== 'closed';
