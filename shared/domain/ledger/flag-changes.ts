import { LEVELS } from '../records/level.ts';
import type { Flag } from './flag.ts';
import { flagKey } from './steps.ts';

/**
 * A change of a flag that may be worth an alert. `raised`: overdue, at the level in `after`. A flag whose waiver ended
 * is `reopened`, like one whose gap came back.
 */
export interface FlagChange {
  readonly kind: 'opened' | 'reopened' | 'rectified' | 'closed' | 'raised';
  readonly before: Flag | undefined;
  readonly after: Flag;
}

const kindsOf = (before: Flag | undefined, after: Flag): FlagChange['kind'][] => {
  const kinds: FlagChange['kind'][] = [];
  const moved = before?.state !== after.state;
  if (moved && after.state === 'open') kinds.push(before ? 'reopened' : 'opened');
  if (moved && (after.state === 'rectified' || after.state === 'closed')) kinds.push(after.state);
  if (LEVELS.indexOf(after.level) > LEVELS.indexOf(before?.level ?? 'township')) kinds.push('raised');
  return kinds;
};

/** Returns the changes of the flags in `changed`, compared with `before`. */
export function flagChangesOf(before: readonly Flag[], changed: readonly Flag[]): FlagChange[] {
  const flagsBefore = new Map(before.map((flag) => [flagKey(flag), flag]));
  return changed.flatMap((after) => {
    const flag = flagsBefore.get(flagKey(after));
    return kindsOf(flag, after).map((kind) => ({ kind, before: flag, after }));
  });
}
