import { depsFrom } from '../../shared/compose.ts';
import { freezeOnRecord, missedMonths } from './run.ts';

const deps = depsFrom(process.env);

/** Freezes the missed months. Throws at the end if anything failed, so that Lambda retries; frozen parts remain. */
export async function handler(): Promise<object> {
  const months = [];
  for (const month of await missedMonths(deps)) {
    const { run } = await freezeOnRecord(deps, month, { by: 'schedule' });
    const { looked, changed, failed = [] } = run;
    deps.log('month_frozen', { month, run: run.run, looked, changed, failed: failed.length });
    months.push({ month, looked, changed, failed: failed.length });
  }
  const failed = months.filter((one) => one.failed > 0);
  if (failed.length > 0) throw new Error(`not frozen whole: ${failed.map(({ month }) => month).join()}`);
  return { months };
}
