import type { Household } from '../../domain/records/household.ts';
import type { SiteId } from '../../domain/records/ids.ts';
import type { SiteLinks } from '../../domain/records/site.ts';

/** Returns a household's linkages by site, as stored beside the sites' records. */
export function linksOf(household: Household): Map<SiteId, SiteLinks> {
  const bySite = new Map<SiteId, SiteLinks>();
  for (const { siteId, id, industryId, from, until, voided } of household.linkages) {
    if (voided) continue;
    const links = bySite.get(siteId) ?? {
      household: household.id,
      movedIn: household.movedIn,
      dissolved: household.dissolved,
      links: [],
    };
    links.links.push({ id, industry: industryId, from, until });
    bySite.set(siteId, links);
  }
  return bySite;
}
