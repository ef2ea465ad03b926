import * as z from 'zod';
import { type Day, dateOf, dayOf, FOREVER, LAST_DAY, PlainDate } from '../calendar/dates.ts';
import { Outcome } from '../records/evaluated.ts';
import { MemberId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';
import { type Days, has } from './days.ts';

/** A reason of an outcome: a code of the text catalogue with its values. It contains no personal data. */
export const Reason = z
  .object({
    code: z.string(),
    member: MemberId.optional(),
    /** The id of the fact: an employment, a channel, an industry … */
    fact: z.string().optional().meta({ description: '所指事实的编号 · the fact it speaks of' }),
    /** The day of the reason: an end, a due day, a birthday. */
    on: PlainDate.optional().meta({ description: '相关日期 · a day that matters' }),
    /** A code: of a scheme, a step, a missing field. */
    what: z.string().optional().meta({ description: '所指事物的代码 · the code of a thing' }),
    count: z.number().optional().meta({ description: '数量 · a count' }),
  })
  .meta({
    id: 'Reason',
    description: '理由代码及其取值 · Why an outcome is what it is, as a code with its values',
  });
export type Reason = z.infer<typeof Reason>;

/** A reason whose code is one of a union. */
export type ReasonOf<Code extends string> = Omit<Reason, 'code'> & { readonly code: Code };

/** A reason with its outcome and days. The outcome holds on a day unless one earlier in the rule's order has a ground. */
export interface Ground<Code extends string = string> {
  readonly outcome: Outcome;
  readonly days: Days;
  readonly reason: ReasonOf<Code>;
}

interface Segment {
  readonly from: Day;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** Segments without gaps, from moving in to the end of time. */
export type Timeline = readonly Segment[];

/** The days that a timeline covers. */
export interface Lifespan {
  readonly from: Day;
  /** The first day on which the subject no longer exists; from then on the outcome is `not_applicable`. */
  readonly end?: { readonly on: Day; readonly reason: Reason } | undefined;
}

const hasContent = (segment: Segment | undefined, outcome: Outcome, reasons: readonly Reason[]): boolean =>
  segment !== undefined &&
  segment.outcome === outcome &&
  segment.reasons.length === reasons.length &&
  segment.reasons.every((reason, i) => reason === reasons[i]);

/** A ground with the index of its outcome in the rule's order; the lowest decides. */
interface Ranked {
  readonly rank: number;
  readonly days: Days;
  readonly reason: Reason;
}

/** Returns the sorted, distinct days from `first` to `last` on which a ground begins or has ended, `first` included. */
const changeDays = (grounds: readonly Ranked[], first: Day, last: Day): Day[] => {
  if (first > last) return [];
  const changes: Day[] = [first];
  for (const { days } of grounds) {
    for (let i = 0; i < days.length; i++) {
      const change = i % 2 === 0 ? (days[i] as Day) : (days[i] as Day) + 1;
      if (change > first && change <= last) changes.push(change);
    }
  }
  if (changes.length === 1) return changes;
  changes.sort((a, b) => a - b);
  return changes.filter((day, i) => day !== changes[i - 1]);
};

/**
 * Builds the timeline of a subject. The outcome of a day is the first of `order` with a ground on that day, with the
 * reasons of all its grounds; without any ground it is `otherwise`.
 */
export function buildTimeline(
  lifespan: Lifespan,
  order: readonly Outcome[],
  grounds: readonly Ground[],
  otherwise: { readonly outcome: Outcome; readonly reason: Reason },
): Timeline {
  const lastDay = lifespan.end === undefined ? FOREVER : lifespan.end.on - 1;
  const ranked: Ranked[] = [];
  for (const { outcome, days, reason } of grounds) {
    const rank = order.indexOf(outcome);
    if (days.length > 0 && rank >= 0) ranked.push({ rank, days, reason });
  }
  const segments: Segment[] = [];
  const add = (from: Day, outcome: Outcome, reasons: readonly Reason[]) => {
    if (!hasContent(segments.at(-1), outcome, reasons)) segments.push({ from, outcome, reasons });
  };
  for (const day of changeDays(ranked, lifespan.from, lastDay)) {
    let best = order.length;
    let reasons: Reason[] = [otherwise.reason];
    for (const { rank, days, reason } of ranked) {
      if (rank > best || !has(days, day)) continue;
      if (rank < best) {
        best = rank;
        reasons = [reason];
      } else reasons.push(reason);
    }
    add(day, order[best] ?? otherwise.outcome, reasons);
  }
  if (lifespan.end) add(Math.max(lifespan.from, lifespan.end.on), 'not_applicable', [lifespan.end.reason]);
  return segments;
}

/** A rule's outcome for one subject on one day, with its reasons. */
export const Finding = z.object({
  rule: RuleId,
  member: MemberId.optional(),
  outcome: Outcome,
  since: PlainDate.optional(),
  reasons: z.array(Reason).readonly(),
  changesOn: PlainDate.optional(),
});
export type Finding = z.infer<typeof Finding>;

const NOT_MOVED_IN: Reason = { code: 'not_moved_in' };

/**
 * Returns the outcome and reasons of a day. `since` is the first day of the unbroken run of segments with that outcome,
 * `changesOn` the day after its last. Before the timeline the outcome is `not_applicable`, without `since`.
 */
export function findingOn(timeline: Timeline, on: PlainDate): Omit<Finding, 'rule' | 'member'> {
  const day = dayOf(on);
  const current = timeline.findLastIndex((segment) => segment.from <= day);
  const segment = timeline[current];
  const outcome = segment?.outcome ?? 'not_applicable';
  const isSame = (index: number) => timeline[index]?.outcome === outcome;
  let first = current;
  while (first > 0 && isSame(first - 1)) first--;
  let next = current + 1;
  while (isSame(next)) next++;
  const since = timeline[first]?.from;
  const changes = timeline[next]?.from;
  return {
    outcome,
    reasons: segment?.reasons ?? [NOT_MOVED_IN],
    ...(segment && since !== undefined ? { since: dateOf(since) } : {}),
    // The day after the last possible date cannot be written as a date.
    ...(changes !== undefined && changes <= LAST_DAY ? { changesOn: dateOf(changes) } : {}),
  };
}
