import { dayOf, FOREVER } from '../calendar/dates.ts';
import type { HouseholdId } from '../records/ids.ts';
import type { Catalogue } from '../records/language.ts';
import type { Industry, Residence, SiteLinks } from '../records/site.ts';
import { atLeast, atLeastShare } from './counting.ts';
import { type Days, holdingFor, intersect, minus, NO_DAYS, span, union } from './days.ts';
import { confirmedWithin, daysWhen, notVoided, periodOf, unrecorded } from './fact-days.ts';
import { metWhileHolding, type Part } from './met-while-holding.ts';
import { defineSiteRule, noticeClause, type ReasonCode } from './rule.ts';
import type { Settings } from './settings.ts';
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

const residenceDays = ({ movedIn, dissolved }: Residence): Days =>
  movedIn ? span(dayOf(movedIn), dissolved ? dayOf(dissolved) - 1 : FOREVER) : NO_DAYS;

/** Returns the days in 运营, or in the first 180 days of a declared 季节性停业; equal entries in a row are one. */
const operatingDays = ({ status }: Industry, settings: Settings): Days => {
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

/** Returns by household the days on which it is linked to an industry and lives at its recorded place. */
const linkedDays = (industry: Industry, links: readonly SiteLinks[]): ReadonlyMap<HouseholdId, Days> =>
  new Map(
    links.flatMap((one) => {
      const ownLinks = one.links.filter((link) => link.industry === industry.id);
      if (ownLinks.length === 0) return [];
      return [[one.household, intersect(union(...ownLinks.map(periodOf)), residenceDays(one))] as const];
    }),
  );

const assessIndustry = (industry: Industry, links: readonly SiteLinks[], settings: Settings) => {
  const linked = linkedDays(industry, links);
  const leading = daysWhen(industry.leading, (value) => value);
  const candidate = intersect(leading, atLeast(settings.minLinkedHouseholds, [...linked.values()]));
  const confirmed = confirmedWithin(settings.confirmationMonths, industry.confirmed);
  const operating = operatingDays(industry, settings);
  const withoutStatus = unrecorded(industry.status);
  const qualifying = intersect(candidate, operating, confirmed);
  return {
    industry,
    linked,
    qualifying,
    unknown: [
      {
        days: intersect(candidate, withoutStatus),
        reason: { code: 'missing', what: 'status', fact: industry.id },
      },
      {
        days: minus(intersect(candidate, union(operating, withoutStatus)), confirmed),
        reason: { code: 'stale', what: 'evidence', fact: industry.id },
      },
    ] satisfies Part<Code>[],
  };
};

type AssessedIndustry = ReturnType<typeof assessIndustry>;

/** Returns the days on which at least `minLinkedShare` of the site's households are linked to a qualifying industry. */
const daysWithShare = (
  assessed: readonly AssessedIndustry[],
  residences: readonly Residence[],
  settings: Settings,
): Days => {
  const residents = new Map(residences.map((one) => [one.household, residenceDays(one)]));
  const linkedResidents = [...residents].map(([household, resident]) =>
    intersect(
      union(
        ...assessed.map(({ linked, qualifying }) => intersect(linked.get(household) ?? NO_DAYS, qualifying)),
      ),
      resident,
    ),
  );
  return atLeastShare(settings.minLinkedShare, linkedResidents, [...residents.values()]);
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
    const assessed = notVoided(site.industries).map((industry) => assessIndustry(industry, links, settings));
    const holding = union(...assessed.map(({ qualifying }) => qualifying));
    const share = daysWithShare(assessed, residences, settings);
    const parts = assessed.map(
      ({ industry, qualifying }): Part<Code> => ({
        days: qualifying,
        reason: { code: 'leading_industry', fact: industry.id },
      }),
    );
    const belowShare = minus(holding, share);
    return [
      ...metWhileHolding(holding, settings.lookAheadDays, parts).map(
        (ground): Ground<Code> =>
          ground.outcome === 'met' ? { ...ground, days: intersect(ground.days, share) } : ground,
      ),
      ...parts.map(({ days, reason }): Ground<Code> => {
        // Days that end soon have a ground above.
        const lasting = intersect(belowShare, holdingFor(holding, settings.lookAheadDays));
        return { outcome: 'at_risk', days: intersect(days, lasting), reason };
      }),
      {
        outcome: 'at_risk',
        days: belowShare,
        reason: { code: 'share_below', count: settings.minLinkedShare },
      },
      ...assessed.flatMap(({ unknown }) =>
        unknown.map(({ days, reason }): Ground<Code> => ({ outcome: 'unknown', days, reason })),
      ),
    ];
  },
});
