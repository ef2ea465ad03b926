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
  transition,
} from './steps.ts';
import { isWaiverOver } from './waivers.ts';

const eventFor = (flag: Flag | undefined, finding: Finding, c: LedgerContext): FlagEvent | undefined => {
  // What people found stands until they say otherwise, whatever the rules find.
  const stands = kindOf(finding) !== undefined || (flag !== undefined && flag.source !== 'system');
  if (flag?.state === 'waived' && stands && isWaiverOver(flag, c.today)) return 'waiver_ended';
  if (kindOf(finding)) {
    // What people submitted while the gap stands waits for whoever verifies it; a closed flag hides no gap.
    return flag?.state === 'rectified' && kindOf(flag) ? undefined : 'gap_found';
  }
  // Whoever returned a flag, or opened one by hand, did so although the finding was clear: it has to become so.
  if (!isCleared(finding) || (flag && isCleared(flag))) return undefined;
  return c.settings.autoClose[finding.rule] ? 'auto_closed' : 'cleared';
};

const openedFlag = (flag: Flag | undefined, event: FlagEvent, finding: Finding, c: LedgerContext): Flag => {
  if (!flag) return newFlag(finding, c);
  if (event === 'waiver_ended') return resetFlag(flag, c);
  return event === 'gap_found' ? reopenFlag(flag, c) : flag;
};

/** Who cleared it, and when it was closed. */
const endWaivers = (flag: Flag, event: FlagEvent, c: LedgerContext): Flag => {
  if (event !== 'cleared' && event !== 'auto_closed') return flag;
  const clearedBy = c.causedBy ?? actorId(c.actor);
  return { ...flag, clearedBy, ...(event === 'auto_closed' ? { closedOn: c.today } : {}) };
};

/** Whoever clears the finding of what waits for a lead, say after it was submitted, is not to verify it either. */
const clearedWaiting = (flag: Flag, finding: Finding, c: LedgerContext): Flag => {
  const isNews = flag.state === 'rectified' && isCleared(finding) && !isCleared(flag);
  const by = c.causedBy ?? (c.actor.kind === 'person' ? actorId(c.actor) : undefined);
  return isNews && by ? { ...flag, clearedBy: by } : flag;
};

/** What the flag says of its finding, kept true while the flag stands in whatever state. */
const describing = (flag: Flag, finding: Finding, area: AreaCode): Flag => {
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
 * What the findings of a record, and the day, do to its flags: gaps open them, clearing findings rectify or close
 * them, gaps that come back reopen them, what is overdue rises. Returns only the flags that changed, and the steps
 * they took. Pure.
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
    let next = flag && clearedWaiting(flag, finding, c);
    if (event && row) {
      next = endWaivers(applyTransition(openedFlag(flag, event, finding, c), event, row.to, c), event, c);
      steps.push(transition(finding, event, flag, row.to));
    }
    if (next === undefined) continue;
    next = describing(next, finding, c.area);
    next = { ...next, level: levelOn(next, c.today, c.settings) };
    if (!flag || !isSame(flag, next)) changed.push(next);
  }
  return { changed, steps };
}
