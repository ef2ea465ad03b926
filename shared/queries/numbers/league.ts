import type { Deps } from '../../deps.ts';
import type { AreaCode } from '../../domain/areas/area.ts';
import {
  addMonths,
  dateInShanghai,
  dateOf,
  dayOf,
  type PlainDate,
  plainDate,
} from '../../domain/calendar/dates.ts';
import { bestOf, MEASURES, type Measure, measuresOf } from '../../domain/numbers/measures.ts';
import { type Day, sumOf } from '../../domain/numbers/numbers.ts';
import { countiesIn, sizeOf, townshipsOf } from '../../domain/numbers/places.ts';
import { ranksOf } from '../../domain/numbers/ranks.ts';
import type { Actor } from '../../domain/records/actor.ts';
import { Refused } from '../../domain/records/refusal.ts';
import { oneAreaOf } from '../scope.ts';
import { lookBackFrom, readLastParts } from './stored.ts';

/** The place of a unit by one measure. */
export interface Standing {
  readonly value?: number;
  /** Missing if there is nothing to measure. */
  readonly rank?: number;
  /** The places gained since last month; missing if it had no rank then or has none now. */
  readonly climbed?: number;
}

/** A township of a county, or a county of a city, among the others. */
export interface LeagueLine {
  readonly area: AreaCode;
  /** Its townships that were not counted on the day. */
  readonly missing: readonly AreaCode[];
  readonly standings: Readonly<Record<Measure, Standing>>;
}

export interface League {
  readonly area: AreaCode;
  readonly on: PlainDate;
  /** The day of last month with which it is compared. */
  readonly comparedWith?: PlainDate;
  readonly lines: readonly LeagueLine[];
}

/** Returns the first and the last day of the month before that of a day. */
const lastMonth = (on: PlainDate): { from: PlainDate; until: PlainDate } => {
  const first = dayOf(plainDate(`${on.slice(0, 7)}-01`));
  return { from: dateOf(addMonths(first, -1)), until: dateOf(first - 1) };
};

/** Returns the sum of each unit; undefined for a unit of which nothing was counted. */
const daysByUnit = (units: readonly AreaCode[], parts: readonly Day[]): Map<AreaCode, Day | undefined> =>
  new Map(
    units.map((unit) => {
      const own = parts.filter(({ numbers }) => numbers.area.startsWith(unit));
      return [unit, own[0] && sumOf(unit, own[0].numbers.on, own)];
    }),
  );

const rankedBy = (days: ReadonlyMap<AreaCode, Day | undefined>, by: Measure) => {
  const values = new Map([...days].map(([unit, day]) => [unit, day && measuresOf(day, by)]));
  return { values, ranks: ranksOf(values, bestOf(by)) };
};

const byRank = ({ standings: a, area }: LeagueLine, { standings: b, area: other }: LeagueLine): number => {
  const [first, second] = [a, b].map(({ together }) => together?.rank ?? Number.POSITIVE_INFINITY);
  if (first !== second) return (first ?? 0) - (second ?? 0);
  return area < other ? -1 : 1;
};

/**
 * Returns the league table (比学赶超) of a county's townships or a city's counties: ranked by each measure on the last
 * counted day up to `on`, the best by all three duties together first, with the places gained since the last counted day
 * of last month. Throws `Refused`.
 */
export async function getLeague(
  deps: Deps,
  actor: Actor,
  requested: { readonly area?: AreaCode | undefined; readonly on?: PlainDate | undefined },
): Promise<League> {
  const area = oneAreaOf(deps.areas, actor, requested.area);
  const { on: until } = requested;
  const today = dateInShanghai(deps.clock());
  const townships = townshipsOf(deps.areas, area);
  if (until && until > today) throw new Refused('numbers_to_come', 'on', { date: until, today });
  const size = sizeOf(area);
  if (size !== 'city' && size !== 'county') throw new Refused('league_of_township', 'area', { area });
  const units = size === 'city' ? countiesIn(deps.areas, area) : townships;
  const last = until ?? today;
  const parts = await readLastParts(deps, area, lookBackFrom(last), last);
  const on = parts[0]?.numbers.on;
  if (!on) throw new Refused('numbers_not_stored', 'on', { area, date: last });
  const month = lastMonth(on);
  const before = await readLastParts(deps, area, month.from, month.until);
  const comparedWith = before[0]?.numbers.on;
  const [now, then] = [daysByUnit(units, parts), daysByUnit(units, before)];
  const counted = new Set(parts.map(({ numbers }) => numbers.area));
  const tables = MEASURES.map((by) => ({ by, now: rankedBy(now, by), former: rankedBy(then, by).ranks }));
  const standingsOf = (unit: AreaCode) =>
    tables.map(({ by, now: { values, ranks }, former: was }) => {
      const [value, rank, former] = [values.get(unit), ranks.get(unit), was.get(unit)];
      const standing: Standing = {
        ...(value === undefined ? {} : { value }),
        ...(rank === undefined ? {} : { rank }),
        ...(rank === undefined || former === undefined ? {} : { climbed: former - rank }),
      };
      return [by, standing] as const;
    });
  const lines = units.map((unit) => ({
    area: unit,
    missing: townships.filter((one) => one.startsWith(unit) && !counted.has(one)),
    standings: Object.fromEntries(standingsOf(unit)) as Record<Measure, Standing>,
  }));
  return { area, on, ...(comparedWith ? { comparedWith } : {}), lines: lines.sort(byRank) };
}
