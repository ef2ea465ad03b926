import * as z from 'zod';

/** The levels to which an overdue flag rises, lowest first. */
export const LEVELS = ['township', 'county', 'city'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;
