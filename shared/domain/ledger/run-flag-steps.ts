import type { Finding } from '../rules/timeline.ts';
import type { Flag } from './flag.ts';
import { type FlagUpdate, flagKey, type LedgerContext } from './steps.ts';
import { updateFlags } from './update-flags.ts';
import { applyFlagWork, type FlagWork } from './work.ts';

/** Returns the flags with the changed ones replaced or added. */
export const mergeFlags = (flags: readonly Flag[], changed: readonly Flag[]): Flag[] => [
  ...new Map([...flags, ...changed].map((flag) => [flagKey(flag), flag])).values(),
];

/**
 * Updates the flags from the findings, applies people's steps, and updates the flags again. Throws `Refused` if a step
 * is refused.
 */
export function runFlagSteps(
  flags: readonly Flag[],
  work: readonly FlagWork[],
  findings: readonly Finding[],
  c: LedgerContext,
): FlagUpdate {
  const found = updateFlags(flags, findings, c);
  if (work.length === 0) return found;
  const worked = applyFlagWork(mergeFlags(flags, found.changed), work, findings, c);
  const both = mergeFlags(found.changed, worked.changed);
  const after = updateFlags(mergeFlags(flags, both), findings, c);
  return {
    // People's steps come first: they must not be deferred if the flags exceed a transaction.
    changed: mergeFlags(worked.changed, mergeFlags(found.changed, mergeFlags(worked.changed, after.changed))),
    steps: [...found.steps, ...worked.steps, ...after.steps],
  };
}
