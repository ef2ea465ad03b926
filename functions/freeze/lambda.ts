import { depsFrom } from '../../shared/compose.ts';
import { freezeOnRecord, missedMonths } from './run.ts';

const deps = depsFrom(process.env);

/** Throws where something failed, after all else is done: Lambda tries again, and what is frozen stays frozen. */
export async function handler(): Promise<object> {
  const told = [];
  for (const month of await missedMonths(deps)) {
    const { run } = await freezeOnRecord(deps, month, { by: 'schedule' });
    const { looked, changed, failed = [] } = run;
    deps.log('month_frozen', { month, run: run.run, looked, changed, failed: failed.length });
    told.push({ month, looked, changed, failed: failed.length });
  }
  const failed = told.filter((one) => one.failed > 0);
  if (failed.length > 0) throw new Error(`not frozen whole: ${failed.map(({ month }) => month).join()}`);
  return { told };
}
