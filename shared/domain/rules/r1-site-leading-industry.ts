import { dayOf, FOREVER } from '../calendar/dates.ts';
import type { HouseholdId } from '../records/ids.ts';
import type { Industry, Residence, SiteLinks } from '../records/site.ts';
import { atLeast, atLeastShare } from './counting.ts';
import { type Days, holdingFor, intersect, minus, NO_DAYS, span, union } from './days.ts';
import { metWhileHolding, type SiteRule } from './rule.ts';
import type { Settings } from './settings.ts';
import { confirmedWithin, daysWhen, notVoided, periodOf, unrecorded } from './terms.ts';
import type { Ground, Reason } from './timeline.ts';

const livedThere = ({ movedIn, dissolved }: Residence): Days =>
  movedIn ? span(dayOf(movedIn), dissolved ? dayOf(dissolved) - 1 : FOREVER) : NO_DAYS;

/** 运营, or a declared 季节性停业 in its first 180 days; two entries of it in a row are one off-season. */
const working = ({ status }: Industry, settings: Settings): Days => {
  const runs = status.filter(({ value }, i) => status[i - 1]?.value !== value);
  return union(
    ...runs.map(({ from, value }, i) => {
      const next = runs[i + 1];
      const until = next ? dayOf(next.from) - 1 : FOREVER;
      const start = dayOf(from);
      if (value === 'operating') return span(start, until);
      return value === 'off_season'
        ? span(start, Math.min(until, start + settings.offSeasonDays - 1))
        : NO_DAYS;
    }),
  );
};

/** The days on which each household is linked to an industry, living where it lives. */
const linkedTo = (industry: Industry, links: readonly SiteLinks[]): ReadonlyMap<HouseholdId, Days> =>
  new Map(
    links.flatMap((one) => {
      const own = one.links.filter((link) => link.industry === industry.id);
      if (own.length === 0) return [];
      return [[one.household, intersect(union(...own.map(periodOf)), livedThere(one))] as const];
    }),
  );

const judge = (industry: Industry, links: readonly SiteLinks[], settings: Settings) => {
  const linked = linkedTo(industry, links);
  const leading = daysWhen(industry.leading, (value) => value);
  const wanted = intersect(leading, atLeast(settings.minLinkedHouseholds, [...linked.values()]));
  const fresh = confirmedWithin(settings.confirmationMonths, industry.confirmed);
  const operating = working(industry, settings);
  const unsaid = unrecorded(industry.status);
  const counts = intersect(wanted, operating, fresh);
  return {
    industry,
    linked,
    counts,
    missing: [
      { days: intersect(wanted, unsaid), reason: { code: 'missing', what: 'status', fact: industry.id } },
      {
        days: minus(intersect(wanted, union(operating, unsaid)), fresh),
        reason: { code: 'stale', what: 'evidence', fact: industry.id },
      },
    ] satisfies { days: Days; reason: Reason }[],
  };
};

type Judged = ReturnType<typeof judge>;

/** The days on which so large a share of the site's households is linked to an industry that counts. */
const shareReached = (
  judged: readonly Judged[],
  residences: readonly Residence[],
  settings: Settings,
): Days => {
  const residents = new Map(residences.map((one) => [one.household, livedThere(one)]));
  const linked = [...residents].map(([household, lived]) =>
    intersect(
      union(...judged.map(({ linked: to, counts }) => intersect(to.get(household) ?? NO_DAYS, counts))),
      lived,
    ),
  );
  return atLeastShare(settings.minLinkedShare, linked, [...residents.values()]);
};

/** 确保每个集中安置点至少有1项主导产业，并且能对搬迁群众脱贫增收发挥明显带动作用. */
export const siteLeadingIndustry: SiteRule = {
  id: 'R1',
  name: 'site-leading-industry',
  subject: 'site',
  clause: '二（三）1',
  order: ['met', 'at_risk', 'unknown'],
  otherwise: { outcome: 'gap', reason: { code: 'no_leading_industry' } },
  grounds: (site, residences, links, { settings }) => {
    const judged = notVoided(site.industries).map((industry) => judge(industry, links, settings));
    const holding = union(...judged.map(({ counts }) => counts));
    const share = shareReached(judged, residences, settings);
    const parts = judged.map(({ industry, counts }) => ({
      days: counts,
      reason: { code: 'leading_industry', fact: industry.id },
    }));
    const short = minus(holding, share);
    return [
      ...metWhileHolding(holding, settings.lookAheadDays, parts).map((ground) =>
        ground.outcome === 'met' ? { ...ground, days: intersect(ground.days, share) } : ground,
      ),
      ...parts.map(({ days, reason }): Ground => {
        // What ends soon is already a ground of its own; here it only lacks the share.
        const lasting = intersect(short, holdingFor(holding, settings.lookAheadDays));
        return { outcome: 'at_risk', days: intersect(days, lasting), reason };
      }),
      { outcome: 'at_risk', days: short, reason: { code: 'share_below', count: settings.minLinkedShare } },
      ...judged.flatMap(({ missing }) =>
        missing.map(({ days, reason }): Ground => ({ outcome: 'unknown', days, reason })),
      ),
    ];
  },
};
