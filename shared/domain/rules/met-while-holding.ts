import { type Day, dateOf, FOREVER } from '../calendar/dates.ts';
import { type Days, holdingFor, intersect, minus } from './days.ts';
import type { Ground, ReasonOf } from './timeline.ts';

/** A fact that holds on some days, and the reason that it gives. */
export interface Part<Code extends string> {
  readonly days: Days;
  readonly reason: ReasonOf<Code>;
}

/**
 * What holds, and goes on holding for `ahead` days, is met; what holds but ends sooner is at risk, and the reason
 * `ends` says on which day nothing of it holds any more.
 */
export function metWhileHolding<Code extends string>(
  holding: Days,
  ahead: number,
  parts: readonly Part<Code>[],
): Ground<Code | 'ends'>[] {
  const held = holdingFor(holding, ahead);
  const ending = minus(holding, held);
  const ends: Ground<'ends'>[] = [];
  for (let i = 0; i < holding.length; i += 2) {
    const last = holding[i + 1] as Day;
    if (last !== FOREVER) {
      const days = intersect(ending, [holding[i] as Day, last]);
      ends.push({ outcome: 'at_risk', days, reason: { code: 'ends', on: dateOf(last) } });
    }
  }
  return [
    ...parts.map(
      ({ days, reason }): Ground<Code> => ({ outcome: 'met', days: intersect(days, held), reason }),
    ),
    ...parts.map(
      ({ days, reason }): Ground<Code> => ({ outcome: 'at_risk', days: intersect(days, ending), reason }),
    ),
    ...ends,
  ];
}
