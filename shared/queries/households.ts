import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Actor } from '../domain/records/actor.ts';
import type { HouseholdId, SiteId } from '../domain/records/ids.ts';
import { pageOfSite } from '../table/record/lists.ts';
import { householdsOfNumbers } from '../table/record/owners.ts';
import { firstNamed, peopleByName, summariesOf } from '../table/record/people.ts';
import type { HouseholdSummary } from '../table/record/summary.ts';
import { searchableName } from '../table/store/keys.ts';
import type { Page, PageRequest } from './page.ts';
import { pageAcrossAreas } from './page-across-areas.ts';
import { type RecordFilter, recordPredicate } from './record-filters.ts';
import { listRecords } from './record-lists.ts';
import { getSiteRecord } from './records.ts';
import { countiesOf, isInScope, scopeOf } from './scope.ts';

export interface HouseholdFilter extends RecordFilter {
  readonly site?: SiteId | undefined;
  /** The beginning of the name of anybody in the household, as typed. */
  readonly name?: string | undefined;
  /** 户编号. */
  readonly number?: string | undefined;
}

type Predicate = (summary: HouseholdSummary) => boolean;

/** Returns the predicate of a household filter where the households are not read township by township. */
const householdPredicate = async (
  deps: Deps,
  filter: HouseholdFilter,
  scope: readonly AreaCode[],
): Promise<Predicate> => {
  const isInside = isInScope(scope);
  const matches = await recordPredicate(deps, filter, scope);
  return (summary) =>
    isInside(summary) &&
    (filter.site === undefined || summary.siteId === filter.site) &&
    (matches?.(summary) ?? true);
};

const listBySite = async (
  deps: Deps,
  actor: Actor,
  site: SiteId,
  filter: HouseholdFilter,
  page: PageRequest,
): Promise<Page<HouseholdSummary>> => {
  const { area } = await getSiteRecord(deps, actor, site);
  // A site's households can be on record in townships that are outside the actor's areas.
  const matches = await householdPredicate(deps, filter, scopeOf(deps.areas, actor, filter.area));
  return pageAcrossAreas<HouseholdSummary>(
    {
      divisions: [area],
      readPage: (_, limit, after) =>
        pageOfSite(deps.table, site, { limit, after: after as HouseholdId | undefined }),
      keyOf: ({ id }) => id,
      matches,
    },
    page,
  );
};

/** A person found by name. The summary is missing if another member of the household comes first in the list. */
interface FoundByName {
  readonly summary: HouseholdSummary | undefined;
  readonly place: string;
}

/** The most people read by name at a time: each page is followed by a batch get of their households. */
const MAX_NAMES = 100;

const listByName = async (
  deps: Deps,
  actor: Actor,
  name: string,
  filter: HouseholdFilter,
  page: PageRequest,
): Promise<Page<HouseholdSummary>> => {
  permitRight(actor, 'look_up', undefined);
  const { table } = deps;
  const scope = scopeOf(deps.areas, actor, filter.area);
  const matches = await householdPredicate(deps, filter, scope);
  const found = await pageAcrossAreas<FoundByName>(
    {
      divisions: countiesOf(deps.areas, scope),
      readPage: async (county, limit, after) => {
        const people = await peopleByName(table, county, name, { limit: Math.min(limit, MAX_NAMES), after });
        const households = people.items.map(({ household }) => household);
        const [summaries, first] = await Promise.all([
          summariesOf(table, households),
          firstNamed(table, households, name),
        ]);
        const items = people.items.map(({ household, member, place }) => ({
          summary: first.get(household) === member ? summaries.get(household) : undefined,
          place,
        }));
        return { items, next: people.next };
      },
      keyOf: ({ place }) => place,
      matches: ({ summary }) => summary !== undefined && matches(summary),
    },
    page,
  );
  return { items: found.items.flatMap(({ summary }) => summary ?? []), next: found.next };
};

const listByNumber = async (
  deps: Deps,
  actor: Actor,
  number: string,
  name: string | undefined,
  filter: HouseholdFilter,
): Promise<Page<HouseholdSummary>> => {
  if (name !== undefined) permitRight(actor, 'look_up', undefined);
  const { table } = deps;
  const id = (await householdsOfNumbers(table, [number])).get(number);
  if (id === undefined) return { items: [] };
  const [summaries, named] = await Promise.all([
    summariesOf(table, [id]),
    name === undefined ? new Set([id]) : firstNamed(table, [id], name),
  ]);
  const summary = named.has(id) ? summaries.get(id) : undefined;
  const matches = await householdPredicate(deps, filter, scopeOf(deps.areas, actor, filter.area));
  return { items: summary && matches(summary) ? [summary] : [] };
};

/**
 * Lists the households of the actor's areas that match every field of the filter. Throws `Refused`: `not_permitted` if
 * the actor may not find people by name, `record_unknown` if the actor may not read the filter's site, `outside_areas`.
 */
export async function listHouseholds(
  deps: Deps,
  actor: Actor,
  filter: HouseholdFilter,
  page: PageRequest,
): Promise<Page<HouseholdSummary>> {
  const { site, number } = filter;
  const name = filter.name === undefined ? undefined : searchableName(filter.name);
  if (number !== undefined) return listByNumber(deps, actor, number, name, filter);
  if (name !== undefined) return listByName(deps, actor, name, filter, page);
  if (site !== undefined) return listBySite(deps, actor, site, filter, page);
  return listRecords(deps, actor, 'household', filter, page);
}
