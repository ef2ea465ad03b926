import type { Context } from 'hono';
import * as z from 'zod';
import type { Deps } from '../../../shared/deps.ts';
import { tableAnswers } from '../../../shared/table/record/records.ts';
import { abortable } from '../../../shared/table/store/client.ts';
import { withDeadline } from './deadline.ts';

export const Health = z
  .strictObject({
    version: z.string(),
    table: z.enum(['answers', 'silent']).meta({ description: '数据表是否应答 · whether the table answers' }),
  })
  .meta({ id: 'Health', description: '系统是否正常 · Whether the system is up' });
type Health = z.infer<typeof Health>;

/** Reports the version and whether the table answers within so many milliseconds: 200, or 503. */
export const health =
  ({ table }: Pick<Deps, 'table'>, version: string, deadlineMs: number) =>
  async (c: Context): Promise<Response> => {
    const answers = await withDeadline(deadlineMs, (signal) => tableAnswers(abortable(table, signal))).catch(
      () => false,
    );
    const report: Health = { version, table: answers ? 'answers' : 'silent' };
    return c.json(report, answers ? 200 : 503);
  };
