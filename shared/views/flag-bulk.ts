import * as z from 'zod';
import type { BulkResult } from '../act/bulk-flags.ts';
import type { AreaNames } from '../domain/areas/areas.ts';
import { FlagState } from '../domain/ledger/flag.ts';
import { FlagId } from '../domain/ledger/flag-id.ts';
import { Refused } from '../domain/records/refusal.ts';
import { PROBLEM_TEXT } from '../text/problems.ts';
import { type Language, refusalText } from '../text/render.ts';

export const BulkResultView = z
  .strictObject({
    id: FlagId,
    done: z.boolean().meta({ description: '是否办成 · whether it was done' }),
    state: FlagState.optional().meta({ description: '状态 · After it' }),
    code: z.string().optional(),
    message: z.string().optional().meta({ description: '说明 · what is wrong and how to mend it' }),
  })
  .meta({ id: 'FlagsBulkResult', description: '一个问题的办理结果 · What came of the step with one flag' });

/** Returns the result for one flag; of a failure its code and a sentence. */
export function bulkResultView(
  result: BulkResult,
  language: Language,
  areas: AreaNames,
): z.output<typeof BulkResultView> {
  const { id, done } = result;
  if (done) return { id, done, ...(result.state ? { state: result.state } : {}) };
  const { error } = result;
  if (error instanceof Refused) {
    return { id, done, code: error.code, message: refusalText(error, language, areas) };
  }
  return { id, done, code: 'busy', message: PROBLEM_TEXT[503].detail[language] };
}
