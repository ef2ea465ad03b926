import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { Evidence, MOST_EVIDENCE } from '../ledger/evidence.ts';
import { INSPECTIONS } from '../ledger/flag.ts';
import { CLERKS } from '../ledger/lifecycle.ts';
import { Remark, Text } from '../records/facts.ts';
import { MemberId } from '../records/ids.ts';
import { KnownRuleId } from '../rules/registry.ts';
import { requireNotBeforeToday, requireWithinYears } from './checks.ts';
import { type CommandContext, flagCommand } from './command.ts';

/** The fields that identify a flag of the record. */
const ofFlag = { rule: KnownRuleId, member: MemberId.optional() };
const evidence = z.array(Evidence).max(MOST_EVIDENCE);

/** Throws `Refused` unless the day is in the future and within a year. */
const requireAheadWithinYear = (date: PlainDate, path: string, context: CommandContext): void => {
  requireNotBeforeToday(date, path, context);
  requireWithinYears(date, path, context);
};

/** Opens a flag for a gap found by an inspection, a patrol or a petition: 自查, 巡察, 暗访, 信访. */
const openFlag = flagCommand({
  name: 'open-flag',
  right: 'open_flags',
  input: z.strictObject({
    ...ofFlag,
    source: z.enum(INSPECTIONS).meta({ description: '来源 · source' }),
    text: Remark,
    dueOn: PlainDate,
    evidence: evidence.optional(),
  }),
  work: ({ source, dueOn, ...input }, context) => {
    requireAheadWithinYear(dueOn, 'dueOn', context);
    return { ...input, event: 'open', sets: { source, dueOn } };
  },
});

/** 交办(发点球): assigns a flag to a person, by the id of their token, with a deadline. */
const assignFlag = flagCommand({
  name: 'assign-flag',
  right: 'settle_flags',
  input: z.strictObject({
    ...ofFlag,
    assignee: Text.max(200).meta({
      description: '整改责任人的账号 · whom it is assigned to, by the id of their token',
    }),
    role: z.enum(CLERKS).meta({ description: '责任人的角色 · role of the assignee' }),
    label: Remark.max(40)
      .optional()
      .meta({ description: '责任人的单位或岗位，不填姓名 · office or desk, without a name' }),
    dueOn: PlainDate,
    text: Remark.optional(),
  }),
  work: ({ rule, member, text, assignee, role, label, dueOn }, context) => {
    requireAheadWithinYear(dueOn, 'dueOn', context);
    const sets = { assignee, assigneeRole: role, assigneeLabel: label, dueOn };
    return { rule, member, text, event: 'assign', sets };
  },
});

/** Notes work on a flag. The first note begins the work; a note may be empty. */
const noteFlag = flagCommand({
  name: 'note-flag',
  right: 'work_flags',
  input: z.strictObject({ ...ofFlag, text: Remark.optional(), evidence: evidence.optional() }),
  work: (input) => {
    const shows = input.evidence && input.evidence.length > 0 ? 'evidence' : 'start';
    return { ...input, event: input.text === undefined ? shows : 'note' };
  },
});

const submitFlag = flagCommand({
  name: 'submit-flag',
  right: 'work_flags',
  input: z.strictObject({ ...ofFlag, evidence: evidence.min(1), text: Remark.optional() }),
  work: (input) => ({ ...input, event: 'submit' }),
});

/** 复核销号. */
const verifyFlag = flagCommand({
  name: 'verify-flag',
  right: 'settle_flags',
  input: z.strictObject({ ...ofFlag, text: Remark.optional() }),
  work: (input) => ({ ...input, event: 'verify' }),
});

/** 退回: returns a flag; the deadline is the rule's unless set. */
const returnFlag = flagCommand({
  name: 'return-flag',
  right: 'settle_flags',
  input: z.strictObject({
    ...ofFlag,
    reason: Remark,
    dueOn: PlainDate.optional().meta({
      description: '新的整改期限；不填按规则默认期限 · the new deadline; the rule’s own without it',
    }),
  }),
  work: ({ rule, member, reason, dueOn }, context) => {
    if (dueOn) requireAheadWithinYear(dueOn, 'dueOn', context);
    return { rule, member, text: reason, event: 'return', sets: { dueOn } };
  },
});

/** 暂缓: waives a flag until a day, inclusive. */
const waiveFlag = flagCommand({
  name: 'waive-flag',
  right: 'settle_flags',
  input: z.strictObject({
    ...ofFlag,
    reason: Remark,
    until: PlainDate.meta({ description: '暂缓至，含当日 · the last day of the waiver' }),
  }),
  work: ({ rule, member, reason, until }, context) => {
    requireAheadWithinYear(until, 'until', context);
    return { rule, member, text: reason, event: 'waive', sets: { waivedUntil: until } };
  },
});

export const FLAG_COMMANDS = [
  openFlag,
  assignFlag,
  noteFlag,
  submitFlag,
  verifyFlag,
  returnFlag,
  waiveFlag,
] as const;
