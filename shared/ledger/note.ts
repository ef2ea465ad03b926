import * as z from 'zod';
import { Role } from '../records/actor.ts';
import { RuleId } from '../records/evaluated.ts';
import { Text } from '../records/facts.ts';
import { FactId, MemberId } from '../records/ids.ts';

/** What somebody said with a step of a flag, or brought to show: it stands beside the record and is never changed. */
export const FlagNote = z.strictObject({
  id: FactId,
  rule: RuleId,
  member: MemberId.optional(),
  at: z.iso.datetime(),
  by: z.string(),
  role: Role.optional(),
  /** The step with which it was said. */
  event: z.string(),
  text: Text.optional(),
  evidence: z.array(Text),
});
export type FlagNote = z.infer<typeof FlagNote>;
