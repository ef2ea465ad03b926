import * as z from 'zod';
import { Outcome } from './evaluated.ts';
import { MemberId } from './ids.ts';
import { RuleId, rulesIn } from './rule-id.ts';

/**
 * The result of a command: the record (or county) with its version, the ids of new facts, the outcomes and the steps of
 * flags. Small and without personal text, because it is stored for repeated requests.
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

/** Sorts outcomes by rule: a map read from the table has no order. */
export const inOrderOfRules = (outcomes: Receipt['outcomes']): Receipt['outcomes'] =>
  Object.fromEntries(rulesIn(outcomes).map((rule) => [rule, outcomes[rule]]));
