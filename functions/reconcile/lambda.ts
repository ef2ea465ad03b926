import { depsFrom } from '../../shared/compose.ts';
import { keysOfSecretsManager } from '../../shared/secrets/keys-from-secrets-manager.ts';
import { isReconciliationMissing, reconcileOnRecord } from './run.ts';

const deps = depsFrom(process.env, keysOfSecretsManager(process.env));

/**
 * Reports differences and repairs nothing: people decide that. An alarm watches its log for `differs` and for records
 * that failed.
 */
export async function handler(): Promise<object> {
  // With a wrong key every claim would differ: throws before anything is written.
  await deps.keys();
  if (!(await isReconciliationMissing(deps))) return { owed: false };
  const { looked, due, differences, failed } = await reconcileOnRecord(deps, 'schedule', { repair: false });
  for (const { kind, id, aspects } of differences) deps.log('differs', { kind, id, aspects });
  const summary = { looked, due, differences: differences.length, failed: failed.length };
  deps.log('reconciled', summary);
  return summary;
}
