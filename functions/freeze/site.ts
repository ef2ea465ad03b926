import type { Deps } from '../../shared/deps.ts';
import type { FrozenSubject, OpenedMonth } from '../../shared/domain/assessments/schema.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import type { Site } from '../../shared/domain/records/site.ts';
import type { Policy } from '../../shared/domain/rules/settings.ts';
import { recordKnownAt } from '../../shared/queries/record-as-of.ts';
import { householdsOfSite } from '../../shared/table/record/lists.ts';
import { headOf } from '../../shared/table/record/records.ts';
import { type gatherCountyLinks, sitesOf, withCountyLinks } from './county-links.ts';
import { foundOf, frozenSite } from './subject.ts';

interface KnownContext {
  /** Those of the site's own township, as they have gone by. */
  readonly ties: ReturnType<typeof gatherCountyLinks>;
  readonly instant: number;
  readonly policy: Policy;
  readonly opened: OpenedMonth;
  /** Those of other townships that were tied to the site by what is frozen of them. */
  readonly elsewhere: (site: SiteId) => Promise<readonly HouseholdId[]>;
}

/** Whoever lives at a site or is linked to its industries now, wherever they are on record. */
const householdsNow = async ({ table }: Deps, { id }: Site): Promise<Set<HouseholdId>> => {
  const [residents, head] = await Promise.all([
    householdsOfSite(table, id),
    headOf(table, { kind: 'site', id }),
  ]);
  const linked = head?.links.map(({ household }) => household) ?? [];
  return new Set([...residents.map((one) => one.id), ...linked]);
};

/**
 * A site as it is frozen: judged by the households of its township that have gone by, and by all others tied to it as
 * they were known at the instant. Throws where one of them cannot be read: without it the site would be judged wrongly.
 */
export async function siteFindingsAt(
  deps: Deps,
  site: Site,
  { ties, instant, policy, opened, elsewhere }: KnownContext,
): Promise<FrozenSubject> {
  const [now, then] = await Promise.all([householdsNow(deps, site), elsewhere(site.id)]);
  const outside = [...new Set([...now, ...then])].filter((id) => !ties.has(id)).sort();
  const known = await Promise.all(
    outside.map((id) => recordKnownAt(deps.table, { kind: 'household', id }, instant)),
  );
  const others = known.flatMap((one) =>
    one?.kind === 'household' && sitesOf(one).includes(site.id) ? one : [],
  );
  const all = withCountyLinks(ties.of(site.id), site.id, others);
  return frozenSite(site, others, foundOf(site, all, policy, opened));
}
