import type { Finding } from '../rules/timeline.ts';
import type { Flag } from './flag.ts';
import { type Circumstances, flagKey, type Stepped } from './steps.ts';
import { updateFlags } from './update-flags.ts';
import { type FlagWork, takeWork } from './work.ts';

/** The flags as they stand once those that changed are written. */
export const standing = (flags: readonly Flag[], changed: readonly Flag[]): Flag[] => [
  ...new Map([...flags, ...changed].map((flag) => [flagKey(flag), flag])).values(),
];

/**
 * The flags in line with the findings, with what people do with them taken in between: what the rules and the day do
 * to a flag comes first. Throws `Refused`, and then nothing of it is to be.
 */
export const steppedFlags = (
  flags: readonly Flag[],
  work: readonly FlagWork[],
  findings: readonly Finding[],
  c: Circumstances,
): Stepped => {
  const found = updateFlags(flags, findings, c);
  if (work.length === 0) return found;
  const taken = takeWork(standing(flags, found.changed), work, findings, c);
  const both = standing(found.changed, taken.changed);
  const after = updateFlags(standing(flags, both), findings, c);
  return {
    // What people did comes first: it is not left for later where flags find no room in a transaction.
    changed: standing(taken.changed, standing(found.changed, standing(taken.changed, after.changed))),
    steps: [...found.steps, ...taken.steps, ...after.steps],
  };
};
