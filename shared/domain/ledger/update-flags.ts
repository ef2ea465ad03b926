import type { AreaCode } from '../areas/area.ts';
import { actorId } from '../records/actor.ts';
import type { Finding } from '../rules/timeline.ts';
import { Flag } from './flag.ts';
import { levelOn } from './level.ts';
import { type FlagEvent, transitionOf } from './lifecycle.ts';
import {
  applyTransition,
  type FlagTransition,
  type FlagUpdate,
  flagKey,
  isCleared,
  kindOf,
  type LedgerContext,
  newFlag,
  reopenFlag,
  resetFlag,
  toTransition,
} from './steps.ts';
import { isWaiverOver } from './waivers.ts';

const eventFor = (flag: Flag | undefined, finding: Finding, c: LedgerContext): FlagEvent | undefined => {
  // A gap that people found persists until they close it; findings do not clear it.
  const hasGap = kindOf(finding) !== undefined || (flag !== undefined && flag.source !== 'system');
  if (flag?.state === 'waived' && hasGap && isWaiverOver(flag, c.today)) return 'waiver_ended';
  if (kindOf(finding)) {
    // A flag submitted despite its gap waits for verification; a closed flag hides no gap.
    return flag?.state === 'rectified' && kindOf(flag) ? undefined : 'gap_found';
  }
  // A flag returned or opened by hand while its finding was clear is cleared only by a change to clear.
  if (!isCleared(finding) || (flag && isCleared(flag))) return undefined;
  return c.settings.autoClose[finding.rule] ? 'auto_closed' : 'cleared';
};

const openFlag = (flag: Flag | undefined, event: FlagEvent, finding: Finding, c: LedgerContext): Flag => {
  if (!flag) return newFlag(finding, c);
  if (event === 'waiver_ended') return resetFlag(flag, c);
  return event === 'gap_found' ? reopenFlag(flag, c) : flag;
};

/** Records who cleared the flag, and the day if that closed it. */
const markCleared = (flag: Flag, event: FlagEvent, c: LedgerContext): Flag => {
  if (event !== 'cleared' && event !== 'auto_closed') return flag;
  const clearedBy = c.causedBy ?? actorId(c.actor);
  return { ...flag, clearedBy, ...(event === 'auto_closed' ? { closedOn: c.today } : {}) };
};

/** Records who cleared the finding of a flag that already waits for a lead: that person must not verify it either. */
const markClearedWhileWaiting = (flag: Flag, finding: Finding, c: LedgerContext): Flag => {
  const isNewlyClear = flag.state === 'rectified' && isCleared(finding) && !isCleared(flag);
  const by = c.causedBy ?? (c.actor.kind === 'person' ? actorId(c.actor) : undefined);
  return isNewlyClear && by ? { ...flag, clearedBy: by } : flag;
};

/** Copies outcome, kind, area and `since` from the finding to the flag. */
const withFinding = (flag: Flag, finding: Finding, area: AreaCode): Flag => {
  const { since: _, ...kept } = flag;
  return {
    ...kept,
    area,
    kind: kindOf(finding) ?? flag.kind,
    outcome: finding.outcome,
    ...(finding.since ? { since: finding.since } : {}),
  };
};

const isSame = (a: Flag, b: Flag) =>
  (Object.keys(Flag.shape) as (keyof Flag)[]).every((key) => a[key] === b[key]);

/**
 * Updates flags from the findings of a record and the day: gaps open and reopen them, clear findings rectify or close
 * them, overdue ones rise. Returns only the changed flags, with their steps.
 */
export function updateFlags(
  flags: readonly Flag[],
  findings: readonly Finding[],
  c: LedgerContext,
): FlagUpdate {
  const known = new Map(flags.map((flag) => [flagKey(flag), flag]));
  const changed: Flag[] = [];
  const steps: FlagTransition[] = [];
  for (const finding of findings) {
    const flag = known.get(flagKey(finding));
    const event = eventFor(flag, finding, c);
    const row = event && transitionOf(flag?.state ?? 'none', event);
    let next = flag && markClearedWhileWaiting(flag, finding, c);
    if (event && row) {
      next = markCleared(applyTransition(openFlag(flag, event, finding, c), event, row.to, c), event, c);
      steps.push(toTransition(finding, event, flag, row.to));
    }
    if (next === undefined) continue;
    next = withFinding(next, finding, c.area);
    next = { ...next, level: levelOn(next, c.today, c.settings) };
    if (!flag || !isSame(flag, next)) changed.push(next);
  }
  return { changed, steps };
}
