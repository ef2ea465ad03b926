import * as z from 'zod';
import { MemberId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { RevealableField } from '../records/revealed.ts';
import { requireMember } from './checks.ts';
import { householdCommand } from './command.ts';

/**
 * Reveals masked fields of a member. The record does not change; its change entry records the reveal, with the purpose
 * as the reason.
 */
const reveal = householdCommand({
  name: 'reveal',
  right: 'reveal',
  input: z.strictObject({
    memberId: MemberId,
    fields: z
      .array(RevealableField)
      .min(1)
      .refine((fields) => new Set(fields).size === fields.length, { error: 'field_twice' })
      .meta({ description: '字段 · fields' }),
  }),
  apply: (household, { memberId, fields }) => {
    const member = requireMember(household, memberId);
    const missing = fields.find((field) => member[field] === undefined);
    if (missing) throw new Refused('nothing_to_reveal', 'fields', { field: missing });
    return household;
  },
  reveals: ({ memberId, fields }) => ({ member: memberId, fields }),
});

export const REVEAL_COMMANDS = [reveal] as const;
