import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { MemberId } from './ids.ts';
import { RuleId } from './rule-id.ts';

export const OUTCOMES = ['met', 'at_risk', 'gap', 'unknown', 'not_applicable'] as const;
export const Outcome = z.enum(OUTCOMES).meta({
  id: 'Outcome',
  description:
    '结论：met 达标、at_risk 将失、gap 缺口、unknown 未查清、not_applicable 不适用 · What a rule says of a subject on a day',
});
export type Outcome = z.infer<typeof Outcome>;

/** A finding as stored in a record, without its reasons: they are computed when it is shown. */
export const StoredFinding = z.strictObject({
  rule: RuleId,
  member: MemberId.optional(),
  outcome: Outcome,
  /** Absent before moving in. */
  since: PlainDate.optional(),
  changesOn: PlainDate.optional(),
});
export type StoredFinding = z.infer<typeof StoredFinding>;

/** The last evaluation of a record. */
export const Evaluated = z.strictObject({
  findings: z.array(StoredFinding),
  /** The first day from which the whole evaluation holds; days before it are not covered. */
  holdsFrom: PlainDate.optional(),
  /** The first day on which a finding changes without an edit. */
  changesOn: PlainDate.optional(),
  /** The versions of rules and settings; a record with other versions is due. */
  under: z.string(),
  /** The counts of the record's flags, encoded by `flagCountsOf`; absent until they are counted. */
  flags: z.string().optional(),
});
export type Evaluated = z.infer<typeof Evaluated>;
