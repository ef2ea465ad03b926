import type { Finding } from '../rules/timeline.ts';
import type { Flag } from './flag.ts';
import { type FlagUpdate, flagKey, type LedgerContext } from './steps.ts';
import { updateFlags } from './update-flags.ts';
import { applyFlagWork, type FlagWork } from './work.ts';

/** The flags as they stand once those that changed are written. */
export const mergeFlags = (flags: readonly Flag[], changed: readonly Flag[]): Flag[] => [
  ...new Map([...flags, ...changed].map((flag) => [flagKey(flag), flag])).values(),
];

/**
 * The flags in line with the findings, with what people do with them taken in between: what the rules and the day do
 * to a flag comes first. Throws `Refused`, and then nothing of it is to be.
 */
export function runFlagSteps(
  flags: readonly Flag[],
  work: readonly FlagWork[],
  findings: readonly Finding[],
  c: LedgerContext,
): FlagUpdate {
  const found = updateFlags(flags, findings, c);
  if (work.length === 0) return found;
  const taken = applyFlagWork(mergeFlags(flags, found.changed), work, findings, c);
  const both = mergeFlags(found.changed, taken.changed);
  const after = updateFlags(mergeFlags(flags, both), findings, c);
  return {
    // What people did comes first: it is not left for later where flags find no room in a transaction.
    changed: mergeFlags(taken.changed, mergeFlags(found.changed, mergeFlags(taken.changed, after.changed))),
    steps: [...found.steps, ...taken.steps, ...after.steps],
  };
}
