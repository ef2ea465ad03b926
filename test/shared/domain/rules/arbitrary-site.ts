import * as fc from 'fast-check';
import { codesOf, INDUSTRY_STATUSES } from '../../../../shared/domain/records/code-lists.ts';
import { Residence, type Site, SiteLinks } from '../../../../shared/domain/records/site.ts';
import {
  anyDate,
  anyPeriod,
  anyVoid,
  confirmations,
  datedList,
  daysAfter,
  listOf,
  maybe,
  seldom,
} from './arbitrary-parts.ts';
import { factId, householdId, industryId, site } from './builders.ts';

/** A site with what its rule is handed beside it. */
export interface SiteCase {
  readonly site: Site;
  readonly residences: readonly Residence[];
  readonly links: readonly SiteLinks[];
}

const STATUSES = codesOf(INDUSTRY_STATUSES);

const anyIndustry = fc.record({
  leading: datedList(fc.constantFrom(true, true, true, false), 2),
  status: datedList(fc.constantFrom('operating', 'operating', 'off_season', ...STATUSES)),
  confirmed: confirmations,
  voided: anyVoid,
});

const anyHousehold = fc.record({
  livesHere: fc.constantFrom(true, true, true, false),
  movedIn: fc.oneof(
    { weight: 1, arbitrary: fc.constant(undefined) },
    { weight: 2, arbitrary: anyDate },
    { weight: 5, arbitrary: fc.constant('2019-11-01') },
  ),
  dissolved: seldom,
  links: fc.array(fc.record({ industry: fc.nat({ max: 2 }), period: anyPeriod }), { maxLength: 3 }),
});

export const anySite: fc.Arbitrary<SiteCase> = fc
  .record({
    registered: anyDate,
    occupied: fc.oneof(
      { weight: 1, arbitrary: fc.constant(undefined) },
      { weight: 3, arbitrary: anyDate },
      { weight: 5, arbitrary: fc.constant('2019-10-01') },
    ),
    lived: maybe(fc.nat({ max: 1500 }), 1),
    industries: listOf(anyIndustry, 3, (industry, i) => ({
      ...industry,
      id: industryId(i),
      name: `产业${i}`,
    })),
    households: fc.array(anyHousehold, { maxLength: 6 }),
  })
  .map(({ households, lived, ...rest }) => {
    const dwellings = households.map(({ livesHere, links, ...residence }, i) => ({
      livesHere,
      residence: Residence.parse({ ...residence, household: householdId(i) }),
      links: links.map(({ industry, period }, j) => ({
        ...period,
        id: factId(10 * i + j),
        industry: industryId(industry),
      })),
    }));
    return {
      site: site({ ...rest, vacated: daysAfter(rest.occupied ?? rest.registered, lived) }),
      residences: dwellings.filter(({ livesHere }) => livesHere).map(({ residence }) => residence),
      links: dwellings
        .filter(({ links }) => links.length > 0)
        .map(({ residence, links }) => SiteLinks.parse({ ...residence, links })),
    };
  });
