import * as z from 'zod';

/** Whom an overdue flag has risen to, from the lowest to the highest. */
export const LEVELS = ['township', 'county', 'city'] as const;
export const Level = z.enum(LEVELS);
export type Level = z.infer<typeof Level>;
