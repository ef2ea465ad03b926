import * as z from 'zod';
import { Outcome } from './evaluated.ts';
import { MemberId } from './ids.ts';
import { RuleId, rulesIn } from './rule-id.ts';

/**
 * What a command is answered: which record, or which county's settings, as which version, what it made, and what became of the findings and
 * flags. Small, and without personal text: it is kept for whoever asks twice.
 */
export const Receipt = z
  .strictObject({
    kind: z.enum(['household', 'site', 'settings']),
    id: z.string(),
    version: z.int(),
    changed: z.boolean().meta({ description: 'Whether anything had to be written' }),
    made: z.array(z.string()).meta({ description: 'Ids of members and facts that it made' }),
    outcomes: z.partialRecord(RuleId, z.array(Outcome)).meta({
      description: 'rule → an outcome a subject',
    }),
    flags: z
      .array(
        z.strictObject({
          rule: RuleId,
          member: MemberId.optional(),
          event: z.string(),
          from: z.string().optional(),
          to: z.string(),
        }),
      )
      .meta({ description: 'Steps that flags took' }),
  })
  .meta({ id: 'Receipt', description: 'What a command did' });
export type Receipt = z.infer<typeof Receipt>;

/** Rules' outcomes in the order of the rules: what comes back of a table's map stands in no order. */
export const inOrderOfRules = (outcomes: Receipt['outcomes']): Receipt['outcomes'] =>
  Object.fromEntries(rulesIn(outcomes).map((rule) => [rule, outcomes[rule]]));
