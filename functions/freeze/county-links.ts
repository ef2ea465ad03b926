import type { Household } from '../../shared/domain/records/household.ts';
import type { HouseholdId, SiteId } from '../../shared/domain/records/ids.ts';
import type { Residence, SiteLinks } from '../../shared/domain/records/site.ts';
import { linksOf } from '../../shared/table/record/links.ts';
import { residenceOf } from '../../shared/table/record/touched.ts';

/** The households that live at a site, and those linked to its industries. */
export interface CountyLinks {
  readonly residences: readonly Residence[];
  readonly links: readonly SiteLinks[];
}

interface Gathered {
  readonly residences: Residence[];
  readonly links: SiteLinks[];
}

/** Collects the links of households to sites. */
export function gatherCountyLinks() {
  const bySite = new Map<SiteId, Gathered>();
  const seen = new Set<HouseholdId>();
  const at = (site: SiteId): Gathered => {
    const links = bySite.get(site) ?? { residences: [], links: [] };
    bySite.set(site, links);
    return links;
  };
  return {
    add(household: Household): void {
      seen.add(household.id);
      if (household.siteId) at(household.siteId).residences.push(residenceOf(household));
      for (const [site, links] of linksOf(household)) at(site).links.push(links);
    },
    has: (id: HouseholdId): boolean => seen.has(id),
    of: (site: SiteId): CountyLinks => bySite.get(site) ?? { residences: [], links: [] },
  };
}

/** Adds the links of further households to a site's links. */
export function withCountyLinks(
  own: CountyLinks,
  site: SiteId,
  households: readonly Household[],
): CountyLinks {
  const more = gatherCountyLinks();
  for (const household of households) more.add(household);
  const { residences, links } = more.of(site);
  return { residences: [...own.residences, ...residences], links: [...own.links, ...links] };
}

/** Returns the sites at which a household lives or to whose industries it is linked. */
export function sitesOf(household: Household): SiteId[] {
  const { siteId } = household;
  return [...new Set([...(siteId ? [siteId] : []), ...linksOf(household).keys()])].sort();
}
