import * as z from 'zod';
import { Instant } from '../calendar/dates.ts';

/** The last change of a record: its instant, and the hash of its entry, which the next entry refers to. */
export const LastChange = z.strictObject({
  at: Instant,
  /** SHA-256 in base64url. */
  hash: z.string().regex(/^[\w-]{43}$/),
});
export type LastChange = z.infer<typeof LastChange>;
