import type { Deps } from '../../shared/deps.ts';
import type { FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import type { Site } from '../../shared/domain/records/site.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { loadRecordAsOf } from '../../shared/queries/record-as-of.ts';
import { householdsOfSite } from '../../shared/table/record/lists.ts';
import { headOf } from '../../shared/table/record/records.ts';
import { type gatherCountyLinks, sitesOf, withCountyLinks } from './county-links.ts';
import { frozenFindingsOf, frozenSite } from './subject.ts';

interface KnownContext {
  /** The links of the site's own township. */
  readonly links: ReturnType<typeof gatherCountyLinks>;
  readonly instant: number;
  readonly policy: Policy;
  readonly opened: OpenedMonth;
  /** Finds the households of other townships that were linked to a site by their frozen lines. */
  readonly elsewhere: (site: SiteId) => Promise<readonly HouseholdId[]>;
}

/** Returns the households that now live at a site or are linked to its industries, in any area. */
const householdsNow = async ({ table }: Deps, { id }: Site): Promise<Set<HouseholdId>> => {
  const [residents, head] = await Promise.all([
    householdsOfSite(table, id),
    headOf(table, { kind: 'site', id }),
  ]);
  const linked = head?.links.map(({ household }) => household) ?? [];
  return new Set([...residents.map((one) => one.id), ...linked]);
};

/**
 * Builds the frozen line of a site from the households of its township and all others linked to it, as they were known
 * at the instant. Throws if one of them cannot be read, because the findings would be wrong without it.
 */
export async function siteFindingsAt(
  deps: Deps,
  site: Site,
  { links, instant, policy, opened, elsewhere }: KnownContext,
): Promise<FrozenSubject> {
  const [now, then] = await Promise.all([householdsNow(deps, site), elsewhere(site.id)]);
  const outside = [...new Set([...now, ...then])].filter((id) => !links.has(id)).sort();
  const known = await Promise.all(
    outside.map((id) => loadRecordAsOf(deps.table, { kind: 'household', id }, instant)),
  );
  const others = known.flatMap((one) =>
    one?.kind === 'household' && sitesOf(one).includes(site.id) ? one : [],
  );
  const all = withCountyLinks(links.of(site.id), site.id, others);
  return frozenSite(site, others, frozenFindingsOf(site, all, policy, opened));
}
