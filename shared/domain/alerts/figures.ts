import { type AreaCode, townshipOf } from '../areas/area.ts';
import { dayOf, type PlainDate } from '../calendar/dates.ts';
import type { Flag } from '../ledger/flag.ts';
import { daysOverdue } from '../ledger/level.ts';
import { UNSOLVED } from '../ledger/lifecycle.ts';
import type { RuleId } from '../records/rule-id.ts';
import { type Figures, NO_FIGURES, type OldFlag, type RuleFigures } from './alert.ts';
import type { News } from './news.ts';

const MOST_OLD = 10;

/** Steps by which a gap is done away with, whoever has still to verify it. */
const CLEARING: ReadonlySet<string> = new Set(['cleared', 'auto_closed', 'submit']);

const byAge = (a: OldFlag, b: OldFlag): number =>
  dayOf(a.openedOn) - dayOf(b.openedOn) || (a.flag < b.flag ? -1 : 1);

interface Gathering {
  readonly rules: Partial<Record<RuleId, RuleFigures>>;
  oldest: OldFlag[];
}

/**
 * Counts news and flags, one at a time, into the figures of a county and of each of its townships.
 *
 * @param since what was cleared after this instant is counted as cleared
 */
export function figuresOf(county: AreaCode, on: PlainDate, since: string) {
  const areas = new Map<AreaCode, Gathering>();
  const gatheringsOf = (area: AreaCode): Gathering[] =>
    [county, townshipOf(area)].flatMap((one) => {
      if (one === undefined) return [];
      const known = areas.get(one) ?? { rules: {}, oldest: [] };
      areas.set(one, known);
      return [known];
    });
  const count = ({ rules }: Gathering, rule: RuleId, field: keyof RuleFigures): void => {
    rules[rule] ??= { ...NO_FIGURES };
    rules[rule][field]++;
  };
  return {
    addNews({ area, items }: News): void {
      for (const gathering of gatheringsOf(area)) {
        for (const { kind, rule } of items) if (kind !== 'overdue') count(gathering, rule, kind);
      }
    },
    addFlag(flag: Flag, id: string): void {
      const { area, rule, openedOn, dueOn, state, history } = flag;
      const isUnsolved = (UNSOLVED as readonly string[]).includes(state);
      const isCleared = history.some(({ event, at }) => CLEARING.has(event) && at > since);
      for (const gathering of gatheringsOf(area)) {
        if (isCleared) count(gathering, rule, 'cleared');
        if (state === 'rectified') count(gathering, rule, 'waiting');
        if (!isUnsolved) continue;
        count(gathering, rule, 'open');
        if (daysOverdue(flag, on) > 0) count(gathering, rule, 'overdue');
        gathering.oldest.push({ flag: id, rule, area, openedOn, dueOn });
        if (gathering.oldest.length <= 4 * MOST_OLD) continue;
        gathering.oldest = gathering.oldest.sort(byAge).slice(0, MOST_OLD);
      }
    },
    /** Area by area, the county first. */
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

/** Whether there is anything to tell of an area: nothing new and nothing open is no message. */
export const isWorthSending = ({ rules }: Figures): boolean =>
  Object.values(rules).some((figures) => Object.values(figures ?? {}).some((value) => value > 0));
