import * as z from 'zod';
import { Refused } from '../domain/records/refusal.ts';
import { Busy } from '../faults.ts';

/** Converts an error about one record to the refusal of its rows; throws any other error again. */
export function toRefusal(error: unknown): Refused {
  if (error instanceof Refused) return error;
  if (error instanceof z.ZodError) return new Refused('record_unreadable');
  if (Busy.from(error) instanceof Busy) return new Refused('busy');
  throw error;
}
