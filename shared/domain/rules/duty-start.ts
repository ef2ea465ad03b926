import type { Day } from '../calendar/dates.ts';
import { dateOf } from '../calendar/dates.ts';
import type { Lifespan, Timeline } from './timeline.ts';

/**
 * Cuts a timeline to a duty that holds from a day on: before that day the outcome is `not_applicable`. The segment that
 * contains the day begins with it.
 */
export function startDutyOn(timeline: Timeline, lifespan: Lifespan, dutyFrom: Day | undefined): Timeline {
  if (dutyFrom === undefined || dutyFrom <= lifespan.from) return timeline;
  const start = Math.min(dutyFrom, lifespan.end?.on ?? dutyFrom);
  if (start <= lifespan.from) return timeline;
  const reason = { code: 'duty_not_begun', on: dateOf(dutyFrom) };
  const current = timeline.findLast(({ from }) => from <= start);
  return [
    { from: lifespan.from, outcome: 'not_applicable', reasons: [reason] },
    ...(current ? [{ ...current, from: start }] : []),
    ...timeline.filter(({ from }) => from > start),
  ];
}
