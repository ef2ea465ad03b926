import { dayOf, FOREVER } from '../calendar/dates.ts';
import type { HouseholdId } from '../records/ids.ts';
import type { Catalogue } from '../records/language.ts';
import type { Industry, Residence, SiteLinks } from '../records/site.ts';
import { atLeast, atLeastShare } from './counting.ts';
import { type Days, holdingFor, intersect, minus, NO_DAYS, span, union } from './days.ts';
import { metWhileHolding, type Part } from './met-while-holding.ts';
import { defineSiteRule, noticeClause, type ReasonCode } from './rule.ts';
import type { Settings } from './settings.ts';
import { confirmedWithin, daysWhen, notVoided, periodOf, unrecorded } from './terms.ts';
import type { Ground } from './timeline.ts';

const SENTENCES = {
  leading_industry: {
    'zh-CN': '{industry}是在运营、有佐证、有联结户的主导产业',
    en: 'A leading industry in operation, with evidence and linked households: {industry}',
  },
  no_leading_industry: {
    'zh-CN': '没有正在运营、佐证有效并带动搬迁户的主导产业',
    en: 'There is no leading industry that operates, has fresh evidence and is linked to relocated households',
  },
  share_below: {
    'zh-CN': '主导产业联结的搬迁户不足本安置点住户的{percent}%，带动作用不明显',
    en: "Leading industries are linked to less than {percent} % of the site's households",
  },
} as const satisfies Catalogue;

type Code = ReasonCode<typeof SENTENCES>;

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
    ] satisfies Part<Code>[],
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
export const siteLeadingIndustry = defineSiteRule({
  id: 'R1',
  name: 'site-leading-industry',
  subject: 'site',
  title: { 'zh-CN': '安置点主导产业', en: "Site's leading industry" },
  duty: {
    'zh-CN': '每个集中安置点至少有1项主导产业，并对搬迁户增收有明显带动作用',
    en: 'Every centralised site has at least one leading industry that visibly lifts incomes',
  },
  clause: noticeClause('二（三）1', {
    'zh-CN': '确保每个集中安置点至少有1项主导产业，并且能对搬迁群众脱贫增收发挥明显带动作用',
    en: 'Ensure that every centralised resettlement site has at least one leading industry that visibly helps those who were relocated out of poverty and to a higher income',
  }),
  sentences: SENTENCES,
  words: {
    status: { 'zh-CN': '运营状态', en: 'operating status' },
    evidence: { 'zh-CN': '佐证材料', en: 'evidence' },
  },
  facts: 'industry',
  closing: {
    gap: {
      'zh-CN': '登记一项正在运营的主导产业，补充佐证材料，并联结本安置点的搬迁户',
      en: 'Record a leading industry that operates, confirm its evidence and link relocated households to it',
    },
    at_risk: {
      'zh-CN': '扩大主导产业的联结户，并在到期前续上产业运营、佐证或利益联结',
      en: 'Link more households, and renew operation, evidence or linkages before they run out',
    },
    unknown: {
      'zh-CN': '登记产业的运营状态，或重新核实并登记佐证时间',
      en: "Record the industry's status, or confirm its evidence anew",
    },
  },
  defaults: { deadlineDays: 90, autoClose: false },
  opensFlagWhenUnknown: true,
  isUrgent: true,
  highestLevel: 'city',
  isNoticeTarget: true,
  order: ['met', 'at_risk', 'unknown'],
  otherwise: { outcome: 'gap', reason: { code: 'no_leading_industry' } },
  grounds: (site, residences, links, { settings }) => {
    const judged = notVoided(site.industries).map((industry) => judge(industry, links, settings));
    const holding = union(...judged.map(({ counts }) => counts));
    const share = shareReached(judged, residences, settings);
    const parts = judged.map(
      ({ industry, counts }): Part<Code> => ({
        days: counts,
        reason: { code: 'leading_industry', fact: industry.id },
      }),
    );
    const short = minus(holding, share);
    return [
      ...metWhileHolding(holding, settings.lookAheadDays, parts).map(
        (ground): Ground<Code> =>
          ground.outcome === 'met' ? { ...ground, days: intersect(ground.days, share) } : ground,
      ),
      ...parts.map(({ days, reason }): Ground<Code> => {
        // What ends soon is already a ground of its own; here it only lacks the share.
        const lasting = intersect(short, holdingFor(holding, settings.lookAheadDays));
        return { outcome: 'at_risk', days: intersect(days, lasting), reason };
      }),
      { outcome: 'at_risk', days: short, reason: { code: 'share_below', count: settings.minLinkedShare } },
      ...judged.flatMap(({ missing }) =>
        missing.map(({ days, reason }): Ground<Code> => ({ outcome: 'unknown', days, reason })),
      ),
    ];
  },
});
