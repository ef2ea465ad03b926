import * as z from 'zod/mini';
import type { Deps } from '../../shared/deps.ts';
import { documented } from '../../shared/documented.ts';
import { tableAnswers } from '../../shared/table/records.ts';

export const Health = documented(
  z.strictObject({ version: z.string(), table: z.enum(['answers', 'silent']) }),
  { id: 'Health' },
);

/** Whether the system is up: its version, and whether the table answers. */
export const health = async (
  { table }: Deps,
  version: string,
): Promise<{ readonly answer: Health; readonly status: 200 | 503 }> => {
  const answers = await tableAnswers(table);
  return { answer: { version, table: answers ? 'answers' : 'silent' }, status: answers ? 200 : 503 };
};
type Health = z.infer<typeof Health>;
