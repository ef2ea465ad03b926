import { type AreaCode, townshipOf } from '../areas/area.ts';
import { dayOf, type PlainDate } from '../calendar/dates.ts';
import type { Flag } from '../ledger/flag.ts';
import { daysOverdue } from '../ledger/level.ts';
import { UNSOLVED } from '../ledger/lifecycle.ts';
import type { RuleId } from '../records/rule-id.ts';
import { type Figures, NO_FIGURES, type OldFlag, type RuleFigures } from './alert.ts';
import type { News } from './news.ts';

const MOST_OLD = 10;

/** Steps that clear a gap, verified or not. */
const CLEARING: ReadonlySet<string> = new Set(['cleared', 'auto_closed', 'submit']);

const byAge = (a: OldFlag, b: OldFlag): number =>
  dayOf(a.openedOn) - dayOf(b.openedOn) || (a.flag < b.flag ? -1 : 1);

interface Tally {
  readonly rules: Partial<Record<RuleId, RuleFigures>>;
  oldest: OldFlag[];
}

/**
 * Returns an accumulator that counts news and flags, one at a time, into the figures of a county and its townships.
 *
 * @param since the instant after which clearings are counted
 */
export function figuresOf(county: AreaCode, on: PlainDate, since: string) {
  const areas = new Map<AreaCode, Tally>();
  const talliesOf = (area: AreaCode): Tally[] =>
    [county, townshipOf(area)].flatMap((one) => {
      if (one === undefined) return [];
      const known = areas.get(one) ?? { rules: {}, oldest: [] };
      areas.set(one, known);
      return [known];
    });
  const count = ({ rules }: Tally, rule: RuleId, field: keyof RuleFigures): void => {
    rules[rule] ??= { ...NO_FIGURES };
    rules[rule][field]++;
  };
  return {
    addNews({ area, items }: News): void {
      for (const tally of talliesOf(area)) {
        for (const { kind, rule } of items) if (kind !== 'overdue') count(tally, rule, kind);
      }
    },
    addFlag(flag: Flag, id: string): void {
      const { area, rule, openedOn, dueOn, state, history } = flag;
      const isUnsolved = (UNSOLVED as readonly string[]).includes(state);
      const isCleared = history.some(({ event, at }) => CLEARING.has(event) && at > since);
      for (const tally of talliesOf(area)) {
        if (isCleared) count(tally, rule, 'cleared');
        if (state === 'rectified') count(tally, rule, 'waiting');
        if (!isUnsolved) continue;
        count(tally, rule, 'open');
        if (daysOverdue(flag, on) > 0) count(tally, rule, 'overdue');
        tally.oldest.push({ flag: id, rule, area, openedOn, dueOn });
        if (tally.oldest.length <= 4 * MOST_OLD) continue;
        tally.oldest = tally.oldest.sort(byAge).slice(0, MOST_OLD);
      }
    },
    /** The figures by area, the county first. */
    figures: (): Map<AreaCode, Figures> =>
      new Map(
        [...areas]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([area, { rules, oldest }]) => [
            area,
            { rules, oldest: oldest.sort(byAge).slice(0, MOST_OLD) },
          ]),
      ),
  };
}

/** Returns whether any figure is above zero: an area with nothing new and nothing open gets no digest. */
export const isWorthSending = ({ rules }: Figures): boolean =>
  Object.values(rules).some((figures) => Object.values(figures ?? {}).some((value) => value > 0));
