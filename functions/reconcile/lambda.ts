import { depsFrom } from '../../shared/compose.ts';
import { keysOfSecretsManager } from '../../shared/secrets/keys-from-secrets-manager.ts';
import { isReconciliationMissing, reconcileOnRecord } from './run.ts';

const deps = depsFrom(process.env, keysOfSecretsManager(process.env));

/**
 * Reports what differs and repairs nothing: that is decided by people. An alarm looks in its log for
 * `differs`, and for records that could not be looked at.
 */
export async function handler(): Promise<object> {
  // With a wrong key every claim would differ: it throws before anything is written.
  await deps.keys();
  if (!(await isReconciliationMissing(deps))) return { owed: false };
  const { looked, due, differences, failed } = await reconcileOnRecord(deps, 'schedule', { repair: false });
  for (const { kind, id, aspects } of differences) deps.log('differs', { kind, id, aspects });
  const told = { looked, due, differences: differences.length, failed: failed.length };
  deps.log('reconciled', told);
  return told;
}
