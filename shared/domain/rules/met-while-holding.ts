import { type Day, dateOf, FOREVER } from '../calendar/dates.ts';
import { type Days, holdingFor, intersect, minus } from './days.ts';
import type { Ground, ReasonOf } from './timeline.ts';

/** A fact with its days and its reason. */
export interface Part<Code extends string> {
  readonly days: Days;
  readonly reason: ReasonOf<Code>;
}

/**
 * Returns the grounds of facts: met on days on which they hold for `ahead` more days, at risk on days on which they end
 * sooner. The reason `ends` carries the last day on which any of them holds.
 */
export function metWhileHolding<Code extends string>(
  holding: Days,
  ahead: number,
  parts: readonly Part<Code>[],
): Ground<Code | 'ends'>[] {
  const lasting = holdingFor(holding, ahead);
  const ending = minus(holding, lasting);
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
      ({ days, reason }): Ground<Code> => ({ outcome: 'met', days: intersect(days, lasting), reason }),
    ),
    ...parts.map(
      ({ days, reason }): Ground<Code> => ({ outcome: 'at_risk', days: intersect(days, ending), reason }),
    ),
    ...ends,
  ];
}
