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
    kind: z
      .enum(['household', 'site', 'settings'])
      .meta({ description: '户、安置点，或县的设置 · a household, a site, or the settings of a county' }),
    id: z.string().meta({ description: '档案编号；设置为县代码 · of the record; of settings the county' }),
    version: z.int(),
    changed: z.boolean().meta({ description: '是否写入 · Whether anything had to be written' }),
    made: z.array(z.string()).meta({ description: '新编号 · Ids of members and facts that it made' }),
    outcomes: z.partialRecord(RuleId, z.array(Outcome)).meta({
      description: '各规则的结论 · rule → an outcome a subject',
    }),
    flags: z
      .array(
        z.strictObject({
          rule: RuleId,
          member: MemberId.optional(),
          event: z.string(),
          from: z.string().optional().meta({ description: '原状态 · the state before' }),
          to: z.string().meta({ description: '新状态 · the state after' }),
        }),
      )
      .meta({ description: '问题 · Steps that flags took' }),
  })
  .meta({ id: 'Receipt', description: '办理结果 · What a command did' });
export type Receipt = z.infer<typeof Receipt>;

/** Sorts outcomes by rule: a map read from the table has no order. */
export const inOrderOfRules = (outcomes: Receipt['outcomes']): Receipt['outcomes'] =>
  Object.fromEntries(rulesIn(outcomes).map((rule) => [rule, outcomes[rule]]));
