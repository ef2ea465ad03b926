import * as z from 'zod';
import { Refused } from '../domain/records/refusal.ts';
import { Busy } from '../faults.ts';

/** A fault that concerns one record alone, as what is said of its rows; anything else is thrown on. */
export function unreadable(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof z.ZodError) return new Refused('record_unreadable');
  if (Busy.from(error) instanceof Busy) return new Refused('busy');
  throw error;
}
