import * as z from 'zod';
import { AreaCode, countyOf, isWithin } from '../../shared/areas/area.ts';
import { counties, townships } from '../../shared/areas/names.ts';
import type { Deps } from '../../shared/deps.ts';
import type { Flag } from '../../shared/ledger/flag.ts';
import { Outcome, RuleId } from '../../shared/records/evaluated.ts';
import { HouseholdId, SiteId } from '../../shared/records/ids.ts';
import { OpenFlagKey, type Subject } from '../../shared/table/keys.ts';
import { openFlagsOfCounty, summariesOfTownship } from '../../shared/table/lists.ts';
import { outcomesOf, type Summary } from '../../shared/table/summary.ts';

/** A list's answer: `next` is the cursor that goes on behind it. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

const MOST = 200;

const limit = z
  .string()
  .refine((said) => /^\d{1,3}$/.test(said) && +said >= 1 && +said <= MOST, { error: 'limit_out_of_range' })
  .transform(Number)
  .default(50);
const area = AreaCode.optional();

/** Where a list that runs through divisions goes on: in a division, behind a key of it. */
interface Place {
  readonly division: AreaCode;
  readonly after?: string | undefined;
}

/**
 * A cursor names a place in a list, `division.key`, and nothing else: edited by hand it is malformed, or another
 * place in the same list.
 */
const cursor = (key: z.ZodType<string>) =>
  z
    .string()
    .transform((said, context): Place => {
      const at = said.indexOf('.');
      const division = AreaCode.safeParse(said.slice(0, at));
      const rest = said.slice(at + 1);
      const after = rest === '' ? undefined : key.safeParse(rest);
      if (at > 0 && division.success && after?.success !== false) {
        return { division: division.data, after: after?.data };
      }
      context.addIssue({ code: 'custom', message: 'cursor_malformed' });
      return z.NEVER;
    })
    .optional();

/** Query of `GET /households` and `GET /sites`. */
export const RecordQuery = z.strictObject({
  area,
  rule: RuleId.optional(),
  outcome: Outcome.optional(),
  limit,
  cursor: cursor(HouseholdId.or(SiteId)),
});
type RecordQuery = z.infer<typeof RecordQuery>;

export const FlagQuery = z.strictObject({ area, limit, cursor: cursor(OpenFlagKey) });
type FlagQuery = z.infer<typeof FlagQuery>;

/** An outcome without a rule is that outcome of any rule. */
const isAsked =
  ({ rule, outcome }: RecordQuery) =>
  (summary: Summary): boolean => {
    if (!rule && !outcome) return true;
    const letters = rule ? [summary.outcomes[rule] ?? ''] : Object.values(summary.outcomes);
    const outcomes = letters.flatMap(outcomesOf);
    return outcome ? outcomes.includes(outcome) : outcomes.length > 0;
  };

const liesIn = (within: AreaCode | undefined) => (one: { readonly area: AreaCode }) =>
  within === undefined || isWithin(one.area, within);

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next?: string;
}

/** A list that runs through divisions one after the other. */
const across = async <T>(
  divisions: readonly AreaCode[],
  { limit: most, cursor: place }: { readonly limit: number; readonly cursor?: Place | undefined },
  pageOf: (division: AreaCode, limit: number, after: string | undefined) => Promise<PageOf<T>>,
): Promise<Listed<T>> => {
  const rest = divisions.filter((code) => place === undefined || code >= place.division);
  const items: T[] = [];
  for (const [i, code] of rest.entries()) {
    let after = code === place?.division ? place.after : undefined;
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

/** Summaries of an area's households or sites, township by township. */
export const listRecords = async (
  deps: Deps,
  kind: Subject['kind'],
  query: RecordQuery,
): Promise<Listed<Summary>> => {
  return across<Summary>(codesOf(townships(query.area)), query, async (township, most, after) => {
    const { items, ...next } = await summariesOfTownship(deps.table, township, kind, {
      limit: most,
      // Ids of both kinds have one form, which the query's schema has seen to.
      after: after as HouseholdId & SiteId,
    });
    return { items: items.filter(liesIn(query.area)).filter(isAsked(query)), ...next };
  });
};

/** Live flags of an area's counties, in each by the day they are due. */
export const listFlags = async (deps: Deps, query: FlagQuery): Promise<Listed<Flag>> => {
  const within = query.area && (countyOf(query.area) ?? query.area);
  return across<Flag>(codesOf(counties(within)), query, async (county, most, after) => {
    const { items, ...next } = await openFlagsOfCounty(deps.table, county, {
      limit: most,
      after: after as OpenFlagKey | undefined,
    });
    return { items: items.filter(liesIn(query.area)), ...next };
  });
};
