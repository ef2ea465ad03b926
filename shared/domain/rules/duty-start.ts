import type { Day } from '../calendar/dates.ts';
import { dateOf } from '../calendar/dates.ts';
import type { Life, Timeline } from './timeline.ts';

/**
 * A timeline of a duty that holds from a day on. On the days before it, nothing applies; on the days after the life of
 * the subject, neither. The stretch that holds on the day itself begins with it.
 */
export function startDutyOn(timeline: Timeline, life: Life, dutyFrom: Day | undefined): Timeline {
  if (dutyFrom === undefined || dutyFrom <= life.from) return timeline;
  const start = Math.min(dutyFrom, life.over?.on ?? dutyFrom);
  if (start <= life.from) return timeline;
  const reason = { code: 'duty_not_begun', on: dateOf(dutyFrom) };
  const current = timeline.findLast(({ from }) => from <= start);
  return [
    { from: life.from, outcome: 'not_applicable', reasons: [reason] },
    ...(current ? [{ ...current, from: start }] : []),
    ...timeline.filter(({ from }) => from > start),
  ];
}
