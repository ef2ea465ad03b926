import * as z from 'zod';
import { AreaCode, countyOf, isWithin, townshipOf } from '../../shared/areas/area.ts';
import { counties, townships } from '../../shared/areas/names.ts';
import type { Deps } from '../../shared/deps.ts';
import type { Flag } from '../../shared/ledger/flag.ts';
import { Outcome, RuleId } from '../../shared/records/evaluated.ts';
import { HouseholdId, SiteId } from '../../shared/records/ids.ts';
import { OpenFlagKey } from '../../shared/table/keys.ts';
import { openFlagsOfCounty, summariesOfTownship } from '../../shared/table/records.ts';
import { outcomesOf, type Summary } from '../../shared/table/summary.ts';

/** A list's answer: `next` is the cursor that goes on behind it. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

const limit = z.coerce.number().int().min(1).max(200).default(50);
const area = AreaCode.optional();

/** Query of `GET /households` and `GET /sites`. */
export const RecordQuery = z.strictObject({
  area,
  rule: RuleId.optional(),
  outcome: Outcome.optional(),
  limit,
  cursor: z.string().optional(),
});
export type RecordQuery = z.infer<typeof RecordQuery>;

export const FlagQuery = z.strictObject({ area, limit, cursor: z.string().optional() });
export type FlagQuery = z.infer<typeof FlagQuery>;

const isAsked =
  ({ rule, outcome }: RecordQuery) =>
  (summary: Summary): boolean => {
    if (!rule) return true;
    const outcomes = outcomesOf(summary.outcomes[rule] ?? '');
    return outcome ? outcomes.includes(outcome) : outcomes.length > 0;
  };

const liesIn = (within: AreaCode | undefined) => (one: { readonly area: AreaCode }) =>
  within === undefined || isWithin(one.area, within);

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/**
 * A list that runs through divisions one after the other. A cursor names a place in it, `division.key`, and nothing
 * else: edited by hand it is malformed, or another place in the same list.
 */
const across = async <T>(
  divisions: readonly AreaCode[],
  { limit: most, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  pageOf: (division: AreaCode, limit: number, after: string | undefined) => Promise<PageOf<T>>,
): Promise<Listed<T>> => {
  const [place, key] = (cursor ?? '').split('.');
  const start = place ? AreaCode.parse(place) : undefined;
  const rest = divisions.filter((code) => start === undefined || code >= start);
  const items: T[] = [];
  for (const [i, code] of rest.entries()) {
    let after = code === start && key ? key : undefined;
    do {
      const page = await pageOf(code, most - items.length, after);
      items.push(...page.items);
      after = page.next;
      if (items.length < most) continue;
      const following = rest[i + 1];
      if (after) return { items, next: `${code}.${after}` };
      return following ? { items, next: `${following}.` } : { items };
    } while (after);
  }
  return { items };
};

const codesOf = (areas: readonly { readonly code: AreaCode }[]) => areas.map(({ code }) => code);

const AFTER = { household: HouseholdId, site: SiteId } as const;

/** Summaries of an area's households or sites, township by township. */
export const listRecords = async (
  deps: Deps,
  kind: 'household' | 'site',
  query: RecordQuery,
): Promise<Listed<Summary>> => {
  const within = query.area && (townshipOf(query.area) ?? query.area);
  return across<Summary>(codesOf(townships(within)), query, async (township, most, key) => {
    const after = key === undefined ? undefined : AFTER[kind].parse(key);
    const { items, ...next } = await summariesOfTownship(deps.table, township, kind, {
      limit: most,
      after: after as HouseholdId & SiteId,
    });
    return { items: items.filter(liesIn(query.area)).filter(isAsked(query)), ...next };
  });
};

/** Live flags of an area's counties, in each by the day they are due. */
export const listFlags = async (deps: Deps, query: FlagQuery): Promise<Listed<Flag>> => {
  const within = query.area && (countyOf(query.area) ?? query.area);
  return across<Flag>(codesOf(counties(within)), query, async (county, most, key) => {
    const after = key === undefined ? undefined : OpenFlagKey.parse(key);
    const { items, ...next } = await openFlagsOfCounty(deps.table, county, { limit: most, after });
    return { items: items.filter(liesIn(query.area)), ...next };
  });
};
