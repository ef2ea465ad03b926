import * as z from 'zod';
import { type Day, dateOf, dayOf, FOREVER, LAST_DAY, PlainDate } from '../calendar/dates.ts';
import { Outcome } from '../records/evaluated.ts';
import { MemberId } from '../records/ids.ts';
import { RuleId } from '../records/rule-id.ts';
import { type Days, has } from './days.ts';

/** Why an outcome is what it is: a code of the text catalogue with its values. No names, no numbers of people. */
export const Reason = z
  .object({
    code: z.string(),
    member: MemberId.optional(),
    /** The fact it speaks of: an employment, a channel, an industry … */
    fact: z.string().optional().meta({ description: '所指事实的编号 · the fact it speaks of' }),
    /** A day that matters: an end, a due day, a birthday. */
    on: PlainDate.optional().meta({ description: '相关日期 · a day that matters' }),
    /** The code of a thing: a scheme, a step, what is missing. */
    what: z.string().optional().meta({ description: '所指事物的代码 · the code of a thing' }),
    count: z.number().optional().meta({ description: '数量 · a count' }),
  })
  .meta({
    id: 'Reason',
    description: '理由代码及其取值 · Why an outcome is what it is, as a code with its values',
  });
export type Reason = z.infer<typeof Reason>;

/** A reason of which the possible codes are known. */
export type ReasonOf<Code extends string> = Omit<Reason, 'code'> & { readonly code: Code };

/** An outcome that holds on some days if none before it in the rule's order does, with its reason. */
export interface Ground<Code extends string = string> {
  readonly outcome: Outcome;
  readonly days: Days;
  readonly reason: ReasonOf<Code>;
}

interface Stretch {
  readonly from: Day;
  readonly outcome: Outcome;
  readonly reasons: readonly Reason[];
}

/** Stretches without a hole, from moving in to the end of time. */
export type Timeline = readonly Stretch[];

/** The days that a timeline covers, and what holds after them. */
export interface Life {
  readonly from: Day;
  /** The first day after the life of the subject; the outcome from then on is `not_applicable`. */
  readonly over?: { readonly on: Day; readonly reason: Reason } | undefined;
}

const same = (a: Stretch | undefined, outcome: Outcome, reasons: readonly Reason[]): boolean =>
  a !== undefined &&
  a.outcome === outcome &&
  a.reasons.length === reasons.length &&
  a.reasons.every((reason, i) => reason === reasons[i]);

/** A ground with the place of its outcome in the rule's order: the lower decides. */
interface Ranked {
  readonly rank: number;
  readonly days: Days;
  readonly reason: Reason;
}

/** The days on which what holds can change, from the first day to the last, in order, each once. */
const turnsOf = (grounds: readonly Ranked[], first: Day, last: Day): Day[] => {
  if (first > last) return [];
  const turns: Day[] = [first];
  for (const { days } of grounds) {
    for (let i = 0; i < days.length; i++) {
      const turn = i % 2 === 0 ? (days[i] as Day) : (days[i] as Day) + 1;
      if (turn > first && turn <= last) turns.push(turn);
    }
  }
  if (turns.length === 1) return turns;
  turns.sort((a, b) => a - b);
  return turns.filter((turn, i) => turn !== turns[i - 1]);
};

/**
 * Lays grounds along the life of a subject. On each day the first outcome of `order` that has a ground there is
 * the outcome, and its grounds are the reasons; where none has, `otherwise`.
 */
export function timelineOf(
  life: Life,
  order: readonly Outcome[],
  grounds: readonly Ground[],
  otherwise: { readonly outcome: Outcome; readonly reason: Reason },
): Timeline {
  const lastDay = life.over === undefined ? FOREVER : life.over.on - 1;
  const ranked: Ranked[] = [];
  for (const { outcome, days, reason } of grounds) {
    const rank = order.indexOf(outcome);
    if (days.length > 0 && rank >= 0) ranked.push({ rank, days, reason });
  }
  const stretches: Stretch[] = [];
  const add = (from: Day, outcome: Outcome, reasons: readonly Reason[]) => {
    if (!same(stretches.at(-1), outcome, reasons)) stretches.push({ from, outcome, reasons });
  };
  for (const day of turnsOf(ranked, life.from, lastDay)) {
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
  if (life.over) add(Math.max(life.from, life.over.on), 'not_applicable', [life.over.reason]);
  return stretches;
}

/** A rule's outcome for one subject on one day, and why. */
export const Finding = z.object({
  rule: RuleId,
  member: MemberId.optional(),
  outcome: Outcome,
  since: PlainDate.optional(),
  reasons: z.array(Reason).readonly(),
  changesOn: PlainDate.optional(),
});
export type Finding = z.infer<typeof Finding>;

const NOT_YET: Reason = { code: 'not_moved_in' };

/**
 * The stretch that holds the day. `since` is the first day of the unbroken run of stretches with that outcome,
 * `changesOn` the day after its last; before the timeline begins nothing applies and there is no `since`.
 */
export function findingOn(timeline: Timeline, on: PlainDate): Omit<Finding, 'rule' | 'member'> {
  const day = dayOf(on);
  const current = timeline.findLastIndex((stretch) => stretch.from <= day);
  const stretch = timeline[current];
  const outcome = stretch?.outcome ?? 'not_applicable';
  const isSame = (index: number) => timeline[index]?.outcome === outcome;
  let first = current;
  while (first > 0 && isSame(first - 1)) first--;
  let next = current + 1;
  while (isSame(next)) next++;
  const since = timeline[first]?.from;
  const changes = timeline[next]?.from;
  return {
    outcome,
    reasons: stretch?.reasons ?? [NOT_YET],
    ...(stretch && since !== undefined ? { since: dateOf(since) } : {}),
    // A contract until the last of dates ends on a day that none can stand for: nobody waits for it.
    ...(changes !== undefined && changes <= LAST_DAY ? { changesOn: dateOf(changes) } : {}),
  };
}
