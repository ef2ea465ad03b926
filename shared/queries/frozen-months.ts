import type { Deps } from '../deps.ts';
import { type AreaCode, isWithin } from '../domain/areas/area.ts';
import type { Areas } from '../domain/areas/areas.ts';
import { sumOf } from '../domain/assessments/counts.ts';
import type {
  FrozenCounts,
  FrozenCounty,
  FrozenTownship,
  OpenedMonth,
} from '../domain/assessments/schema.ts';
import { dateInShanghai, type PlainDate } from '../domain/calendar/dates.ts';
import { isOver, lastDayOf, type Month } from '../domain/calendar/months.ts';
import type { Actor } from '../domain/records/actor.ts';
import { Refused } from '../domain/records/refusal.ts';
import { frozenTownships, monthsOfCounties } from '../table/assessments/frozen.ts';
import { scopeOf } from './scope.ts';

/** A county's frozen month, as far as the areas of a query reach into it. */
export interface AssessedCounty {
  readonly opened: OpenedMonth;
  /** Present once the whole county is frozen. */
  readonly closed?: FrozenCounty | undefined;
  /** The townships that are frozen whole, and those that are not. */
  readonly whole: readonly FrozenTownship[];
  readonly missing: readonly AreaCode[];
}

/** The counts of a division, with its hash if it is frozen whole. */
export interface AssessedArea extends FrozenCounts {
  readonly area: AreaCode;
  readonly hash?: string | undefined;
}

/**
 * Reads the frozen part of a month in areas, county by county; a village counts as its township. Counties whose month
 * has not been opened are left out.
 */
export async function readFrozenMonth(
  { table, areas: { counties } }: Pick<Deps, 'table' | 'areas'>,
  month: Month,
  areas: readonly AreaCode[],
): Promise<AssessedCounty[]> {
  const requested = areas.flatMap((area) => counties(area.slice(0, 6)).map(({ code }) => code));
  const months = await monthsOfCounties(table, [...new Set(requested)].sort(), month);
  const isRequested = (township: AreaCode) =>
    areas.some((area) => isWithin(township, area) || isWithin(area, township));
  const opened = [...months.values()].map((one) => ({
    ...one,
    requested: one.opened.townships.filter(isRequested),
  }));
  const frozen = await frozenTownships(
    table,
    opened.flatMap((one) => one.requested),
    month,
  );
  return opened.map(({ opened, closed, requested }) => {
    const whole = frozen.filter(({ area }) => requested.includes(area));
    const missing = requested.filter((township) => !whole.some(({ area }) => area === township));
    return { opened, closed, whole, missing };
  });
}

/** Returns the divisions in which an area is counted: a city's counties, a county's townships, a township; no village. */
const partsOf = ({ counties, townships }: Areas, area: AreaCode): AreaCode[] => {
  if (area.length < 6) return counties(area).map(({ code }) => code);
  if (area.length < 9) return townships(area).map(({ code }) => code);
  return area.length === 9 ? [area] : [];
};

/** Returns the counts of the frozen townships, for each division of the areas that has any. */
const countByDivision = (
  divisions: Areas,
  assessed: readonly AssessedCounty[],
  areas: readonly AreaCode[],
): AssessedArea[] => {
  const whole = assessed.flatMap((county) => county.whole);
  const hashes = new Map<AreaCode, string | undefined>([
    ...whole.map(({ area, hash }) => [area, hash] as const),
    ...assessed.map(({ opened, closed }) => [opened.county, closed?.hash] as const),
  ]);
  return [...new Set(areas.flatMap((area) => partsOf(divisions, area)))].flatMap((area) => {
    const parts = whole.filter((township) => isWithin(township.area, area));
    return parts.length > 0 ? [{ area, ...sumOf(parts), hash: hashes.get(area) }] : [];
  });
};

/** A frozen month as far as it lies in the areas of a query. */
export interface FrozenMonth {
  readonly month: Month;
  /** The last day of the month, on which it was evaluated. */
  readonly on: PlainDate;
  readonly scope: readonly AreaCode[];
  readonly counties: readonly AssessedCounty[];
  readonly areas: readonly AssessedArea[];
}

/**
 * Returns the frozen part of a month in an area of the actor, or in all of them. Throws `Refused`: `outside_areas`,
 * `month_not_over`, or `month_not_frozen` if no township is frozen whole.
 */
export async function getFrozenMonth(
  deps: Deps,
  actor: Actor,
  { month, area }: { readonly month: Month; readonly area?: AreaCode | undefined },
): Promise<FrozenMonth> {
  const scope = scopeOf(deps.areas, actor, area);
  if (!isOver(month, dateInShanghai(deps.clock()))) throw new Refused('month_not_over', 'month', { month });
  const assessed = await readFrozenMonth(deps, month, scope);
  if (assessed.every(({ whole }) => whole.length === 0)) {
    throw new Refused('month_not_frozen', 'month', { month });
  }
  const areas = countByDivision(deps.areas, assessed, scope);
  return { month, on: lastDayOf(month), scope, counties: assessed, areas };
}
