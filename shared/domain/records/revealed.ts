import * as z from 'zod';
import { MemberId } from './ids.ts';

/** The masked fields of a member that can be revealed. */
export const RevealableField = z.enum(['idNumber', 'certificate', 'phone', 'name']).meta({
  id: 'RevealableField',
  description: '可申请查看全文的字段 · A field that can be seen in full on record',
});
export type RevealableField = z.infer<typeof RevealableField>;

/** A reveal: the member and the fields. */
export const Revealed = z.strictObject({
  member: MemberId,
  fields: z.array(RevealableField).min(1).meta({ description: '字段 · fields' }),
});
export type Revealed = z.infer<typeof Revealed>;
