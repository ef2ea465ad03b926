import { NotFound } from '../../functions/api/http/errors.ts';
import type { Deps } from '../deps.ts';
import { permitRight } from '../domain/access/permit.ts';
import { relationOf } from '../domain/access/relation.ts';
import type { Alert, AlertKind } from '../domain/alerts/alert.ts';
import type { AreaCode } from '../domain/areas/area.ts';
import type { Person } from '../domain/records/actor.ts';
import type { HouseholdId, SiteId } from '../domain/records/ids.ts';
import { alertsOfCounty } from '../table/outbox/alerts.ts';
import { pageOfSite, summariesOfTownship } from '../table/record/lists.ts';
import { householdsOfNumbers } from '../table/record/owners.ts';
import { firstNamed, peopleByName, summariesOf } from '../table/record/people.ts';
import { recordOf } from '../table/record/records.ts';
import type { HouseholdSummary, Summary } from '../table/record/summary.ts';
import { alertKey, type Subject } from '../table/store/keys.ts';
import { pageAcrossAreas, type Source } from './across-areas.ts';
import { findingFilter, type RecordFilters } from './record-filters.ts';
import { countiesOf, liesIn, scopeOf, townshipsIn } from './scope.ts';

export interface HouseholdFilters extends RecordFilters {
  readonly site?: SiteId | undefined;
  readonly name?: string | undefined;
  readonly number?: string | undefined;
}

export interface Slice<T> {
  readonly items: T[];
  readonly place?: string;
}

/** Asked for by what was found and by area; undefined where townships as a whole are. */
const summaryFilter = async (deps: Deps, filters: RecordFilters, scope: readonly AreaCode[]) => {
  const byFindings = await findingFilter(deps, filters, scope);
  const within = liesIn(scope);
  // Whole townships need no look at each area.
  const isWhole = scope.every((area) => area.length <= 9);
  if (isWhole) return byFindings;
  return (summary: Summary) => within(summary) && (byFindings?.(summary) ?? true);
};

/** Summaries of an area's households or sites, township by township. */
export const recordsIn = async <Kind extends Subject['kind']>(
  deps: Deps,
  actor: Person,
  kind: Kind,
  filters: RecordFilters,
  limit: number,
  place: string | undefined,
): Promise<Slice<Extract<Summary, { kind: Kind }>>> => {
  type Line = Extract<Summary, { kind: Kind }>;
  const scope = scopeOf(actor, filters.area);
  const source: Source<Line> = {
    divisions: townshipsIn(scope),
    pageOf: (township, most, after) =>
      // A place is sealed: it is one that this list gave.
      summariesOfTownship(deps.table, township, kind, { limit: most, after: after as never }),
    keyOf: ({ id }) => id,
    isAsked: await summaryFilter(deps, filters, scope),
  };
  return pageAcrossAreas(source, limit, place);
};

/** Whether a household lies in a scope and is all that is asked for. */
const fits = async (deps: Deps, filters: HouseholdFilters, scope: readonly AreaCode[]) => {
  const within = liesIn(scope);
  const byFindings = await findingFilter(deps, filters, scope);
  return (summary: HouseholdSummary): boolean =>
    within(summary) &&
    (filters.site === undefined || summary.siteId === filters.site) &&
    (byFindings?.(summary) ?? true);
};

const ofSite = async (
  deps: Deps,
  actor: Person,
  site: SiteId,
  filters: RecordFilters,
  limit: number,
  place: string | undefined,
): Promise<Slice<HouseholdSummary>> => {
  const record = await recordOf(deps.table, { kind: 'site', id: site });
  if (record?.kind !== 'site' || !relationOf(actor, record)) throw new NotFound();
  // Households of a site can be on record in a township that whoever asks does not manage.
  const isAsked = await fits(deps, filters, scopeOf(actor, filters.area));
  const source: Source<HouseholdSummary> = {
    divisions: [record.area],
    pageOf: (_, most, after) =>
      pageOfSite(deps.table, site, { limit: most, after: after as HouseholdId | undefined }),
    keyOf: ({ id }) => id,
    isAsked,
  };
  return pageAcrossAreas(source, limit, place);
};

const byName = async (
  deps: Deps,
  actor: Person,
  name: string,
  filters: HouseholdFilters,
  limit: number,
  place: string | undefined,
): Promise<Slice<HouseholdSummary>> => {
  permitRight(actor, 'look_up', undefined);
  const scope = scopeOf(actor, filters.area);
  const { table } = deps;
  const isFit = await fits(deps, filters, scope);
  const source: Source<{ summary: HouseholdSummary | undefined; place: string }> = {
    divisions: countiesOf(scope),
    pageOf: async (county, most, after) => {
      const { items, next } = await peopleByName(table, county, name, { limit: Math.min(most, 100), after });
      const households = items.map(({ household }) => household);
      const [summaries, first] = await Promise.all([
        summariesOf(table, households),
        firstNamed(table, households, name),
      ]);
      return {
        items: items.map(({ household, member, place: here }) => ({
          // Where several of a household have the name, it stands in the list with the first of them.
          summary: first.get(household) === member ? summaries.get(household) : undefined,
          place: here,
        })),
        next,
      };
    },
    keyOf: (found) => found.place,
    isAsked: ({ summary }) => summary !== undefined && isFit(summary),
  };
  const found = await pageAcrossAreas(source, limit, place);
  return { ...found, items: found.items.flatMap(({ summary }) => summary ?? []) };
};

const ofNumber = async (
  deps: Deps,
  actor: Person,
  number: string,
  filters: HouseholdFilters,
): Promise<Slice<HouseholdSummary>> => {
  const { name } = filters;
  if (name !== undefined) permitRight(actor, 'look_up', undefined);
  const { table } = deps;
  const id = (await householdsOfNumbers(table, [number])).get(number);
  if (id === undefined) return { items: [] };
  const [summaries, named] = await Promise.all([
    summariesOf(table, [id]),
    name === undefined ? new Set([id]) : firstNamed(table, [id], name),
  ]);
  const summary = named.has(id) ? summaries.get(id) : undefined;
  const isFit = await fits(deps, filters, scopeOf(actor, filters.area));
  return { items: summary && isFit(summary) ? [summary] : [] };
};

/** Households of an area, a site, a 户编号, or with somebody whose name begins so; all of these where all are given. */
export const householdsIn = (
  deps: Deps,
  actor: Person,
  filters: HouseholdFilters,
  limit: number,
  place: string | undefined,
): Promise<Slice<HouseholdSummary>> => {
  const { site, name, number } = filters;
  if (number !== undefined) return ofNumber(deps, actor, number, filters);
  if (name !== undefined) return byName(deps, actor, name, filters, limit, place);
  if (site !== undefined) return ofSite(deps, actor, site, filters, limit, place);
  return recordsIn(deps, actor, 'household', filters, limit, place);
};

interface AlertFilters {
  readonly area?: AreaCode | undefined;
  readonly kind?: AlertKind | undefined;
  readonly acknowledged?: 'true' | 'false' | undefined;
}

/** Alerts of an area, county by county, in each the latest day first. */
export const alertsIn = (
  { table }: Deps,
  actor: Person,
  { area, kind, acknowledged }: AlertFilters,
  limit: number,
  place: string | undefined,
): Promise<Slice<Alert>> => {
  const scope = scopeOf(actor, area);
  const within = liesIn(scope);
  const source: Source<Alert> = {
    divisions: countiesOf(scope),
    pageOf: (county, most, after) => alertsOfCounty(table, county, { limit: most, after }),
    keyOf: ({ id }) => alertKey(id).sk,
    isAsked: (alert) =>
      within(alert) &&
      (kind === undefined || alert.kind === kind) &&
      (acknowledged === undefined || (alert.acknowledged !== undefined) === (acknowledged === 'true')),
  };
  return pageAcrossAreas(source, limit, place);
};
