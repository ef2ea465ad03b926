import * as z from 'zod';
import { MemberId } from './ids.ts';

/** Fields of a member that are covered, wholly or in part, until somebody has them revealed. */
export const RevealableField = z.enum(['idNumber', 'certificate', 'phone', 'name']);
export type RevealableField = z.infer<typeof RevealableField>;

/** Whose fields somebody was given in full. */
export const Revealed = z.strictObject({
  member: MemberId,
  fields: z.array(RevealableField).min(1),
});
export type Revealed = z.infer<typeof Revealed>;
