import * as z from 'zod';
import type { Deps } from '../../../shared/deps.ts';
import { tableAnswers } from '../../../shared/table/record/records.ts';
import { abortable } from '../../../shared/table/store/client.ts';
import { withDeadline } from './deadline.ts';

export const Health = z
  .strictObject({ version: z.string(), table: z.enum(['answers', 'silent']) })
  .meta({ id: 'Health' });

/** Whether the system is up: its version, and whether the table answers within so many milliseconds. */
export const health = async (
  { table }: Deps,
  version: string,
  deadlineMs: number,
): Promise<{ readonly answer: Health; readonly status: 200 | 503 }> => {
  const answers = await withDeadline(deadlineMs, (signal) => tableAnswers(abortable(table, signal))).catch(
    () => false,
  );
  return { answer: { version, table: answers ? 'answers' : 'silent' }, status: answers ? 200 : 503 };
};
type Health = z.infer<typeof Health>;
