import * as z from 'zod';
import { MemberId } from '../records/ids.ts';
import { Refused } from '../records/refusal.ts';
import { RevealableField } from '../records/revealed.ts';
import { memberOf } from './checks.ts';
import { onHousehold } from './command.ts';

/**
 * To be given covered fields of a member in full. Nothing of the record changes; that it was done is what its change
 * entry says, with the purpose as the reason, which is the caller's to hand in.
 */
const reveal = onHousehold({
  name: 'reveal',
  right: 'reveal',
  input: z.strictObject({
    memberId: MemberId,
    fields: z
      .array(RevealableField)
      .min(1)
      .refine((fields) => new Set(fields).size === fields.length, { error: 'field_twice' }),
  }),
  apply: (household, { memberId, fields }) => {
    const member = memberOf(household, memberId);
    const missing = fields.find((field) => member[field] === undefined);
    if (missing) throw new Refused('nothing_to_reveal', 'fields', { field: missing });
    return household;
  },
  reveals: ({ memberId, fields }) => ({ member: memberId, fields }),
});

export const REVEAL_COMMANDS = [reveal] as const;
