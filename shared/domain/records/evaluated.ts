import * as z from 'zod';
import { PlainDate } from '../calendar/dates.ts';
import { MemberId } from './ids.ts';
import { RuleId } from './rule-id.ts';

export const OUTCOMES = ['met', 'at_risk', 'gap', 'unknown', 'not_applicable'] as const;
export const Outcome = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof Outcome>;

/** A finding as a record keeps it: the reasons are computed anew by whoever shows it. */
export const StoredFinding = z.strictObject({
  rule: RuleId,
  member: MemberId.optional(),
  outcome: Outcome,
  /** None before moving in. */
  since: PlainDate.optional(),
  changesOn: PlainDate.optional(),
});
export type StoredFinding = z.infer<typeof StoredFinding>;

/** What the rules last said of a record. */
export const Evaluated = z.strictObject({
  findings: z.array(StoredFinding),
  /** The first day from which all of them hold: an evaluation made for a later day says nothing of days before it. */
  holdsFrom: PlainDate.optional(),
  /** The earliest day on which a finding changes although nobody edits anything. */
  changesOn: PlainDate.optional(),
  /** Which rules and settings said so; when either changes, the record is due. */
  under: z.string(),
  /** The record's flags, counted, as `flagCountsOf` writes them; missing where nobody has counted them yet. */
  flags: z.string().optional(),
});
export type Evaluated = z.infer<typeof Evaluated>;
