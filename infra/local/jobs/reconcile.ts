import type { ReconcileResult } from '../../../functions/reconcile/reconcile.ts';
import { reconcileOnRecord } from '../../../functions/reconcile/run.ts';
import type { Deps } from '../../../shared/deps.ts';
import { JOB_TEXT } from '../../../shared/text/jobs.ts';
import { sentence } from '../../../shared/text/render.ts';
import type { Output } from './output.ts';

/** Compares every record with its facts, prints each difference, and with `--repair` mends it. */
export async function runReconcile(
  deps: Deps,
  { repair, by }: { readonly repair: boolean; readonly by: string },
  output: Output,
): Promise<ReconcileResult> {
  const { language } = output;
  const count = output.progress(JOB_TEXT.reconciling[language]);
  const result = await reconcileOnRecord(deps, by, { repair, progress: count.at });
  count.done();
  for (const difference of result.differences) {
    const text = difference.repaired ? JOB_TEXT.repaired : JOB_TEXT.difference;
    output.say(difference, () =>
      sentence(text, language, { id: difference.id, aspects: difference.aspects.join(', ') }),
    );
  }
  const { looked, due, differences, failed } = result;
  const counts = { looked, due, differences: differences.length };
  output.say({ ...counts, failed }, () => sentence(JOB_TEXT.reconciled, language, counts));
  if (failed.length > 0) {
    output.remark(sentence(JOB_TEXT.reconcile_failed, language, { failed: failed.join(', ') }));
  }
  if (differences.length > 0 && !repair) output.remark(JOB_TEXT.repair_hint[language]);
  return result;
}
