import { type Flag, LEVELS } from './flag.ts';
import { flagKey } from './steps.ts';

/**
 * What somebody may have to be told of a flag. `raised` is overdue: it has come to the level that `after` says.
 * A flag whose waiver is over is `reopened` like one whose gap is back.
 */
export interface FlagTurn {
  readonly what: 'opened' | 'reopened' | 'rectified' | 'closed' | 'raised';
  readonly before: Flag | undefined;
  readonly after: Flag;
}

const whatOf = (before: Flag | undefined, after: Flag): FlagTurn['what'][] => {
  const what: FlagTurn['what'][] = [];
  const moved = before?.state !== after.state;
  if (moved && after.state === 'open') what.push(before ? 'reopened' : 'opened');
  if (moved && (after.state === 'rectified' || after.state === 'closed')) what.push(after.state);
  if (LEVELS.indexOf(after.level) > LEVELS.indexOf(before?.level ?? 'township')) what.push('raised');
  return what;
};

/** What became of flags, those that are given as changed, turn by turn: what alerts are made of. */
export function turnsOf(before: readonly Flag[], changed: readonly Flag[]): FlagTurn[] {
  const was = new Map(before.map((flag) => [flagKey(flag), flag]));
  return changed.flatMap((after) => {
    const flag = was.get(flagKey(after));
    return whatOf(flag, after).map((what) => ({ what, before: flag, after }));
  });
}
