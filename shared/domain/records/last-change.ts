import * as z from 'zod';
import { Instant } from '../calendar/dates.ts';

/** The change that a record stands at: when it was made, and the hash of its entry, to which the next one is chained. */
export const LastChange = z.strictObject({
  at: Instant,
  /** SHA-256 in base64url. */
  hash: z.string().regex(/^[\w-]{43}$/),
});
export type LastChange = z.infer<typeof LastChange>;
