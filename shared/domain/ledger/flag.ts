import * as z from 'zod';
import { AreaCode } from '../areas/area.ts';
import { Instant, PlainDate } from '../calendar/dates.ts';
import { Role } from '../records/actor.ts';
import { Outcome } from '../records/evaluated.ts';
import { Text } from '../records/facts.ts';
import { HouseholdId, MemberId, SiteId } from '../records/ids.ts';
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
export const FlagState = z.enum(FLAG_STATES);
export type FlagState = z.infer<typeof FlagState>;

/** 自查, 巡察, 暗访, 信访: the inspections that find gaps. */
export const INSPECTIONS = ['self_check', 'patrol', 'covert', 'petition'] as const;
const FlagSource = z.enum(['system', ...INSPECTIONS]);

/** The levels to which an overdue flag rises. */
export const LEVELS = ['township', 'county', 'city'] as const;
const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;

/** A step of a flag; the record's changes hold all of them. */
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
  /** `data_gap`: the outcome is unknown and has to be found out. */
  kind: z.enum(['gap', 'data_gap']),
  state: FlagState,
  outcome: Outcome,
  since: PlainDate.optional(),
  /** The last opening: a gap that comes back opens the flag again. */
  openedOn: PlainDate,
  closedOn: PlainDate.optional(),
  dueOn: PlainDate,
  source: FlagSource,
  level: Level,
  /** The assignee's token id; shown by role and label (such as an office), never by name. */
  assignee: z.string().optional(),
  assigneeRole: Role.optional(),
  assigneeLabel: Text.optional(),
  waivedUntil: PlainDate.optional(),
  /** The actors who entered the clearing fact and who submitted it: another person has to verify. */
  clearedBy: z.string().optional(),
  submittedBy: z.string().optional(),
  reopened: z.int().min(0),
  /** The evidence of the last step that had any; the notes beside the record hold all of it. */
  evidence: z.array(Text),
  /** The last steps, oldest first. */
  history: z.array(FlagStep),
});
export type Flag = z.infer<typeof Flag>;

/** A flag as the table and the changes of its record hold it. */
export const StoredFlag = tolerant(Flag);

/** Returns whether a flag is not closed. */
export const isLive = (flag: Flag): boolean => flag.state !== 'closed';
