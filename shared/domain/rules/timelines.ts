import { dayOf, type PlainDate } from '../calendar/dates.ts';
import type { Household } from '../records/household.ts';
import type { MemberId } from '../records/ids.ts';
import type { RuleId } from '../records/rule-id.ts';
import type { Residence, Site, SiteLinks } from '../records/site.ts';
import { startDutyOn } from './duty-start.ts';
import { REGISTERED } from './registry.ts';
import type { HouseholdRule, MemberRule, Rule, SiteRule } from './rule.ts';
import type { Policy } from './settings.ts';
import { termsOf } from './terms.ts';
import {
  buildTimeline,
  type Finding,
  findingOn,
  type Ground,
  type Lifespan,
  type Timeline,
} from './timeline.ts';

const HOUSEHOLD_RULES = REGISTERED.filter((rule): rule is HouseholdRule => rule.subject === 'household');
const MEMBER_RULES = REGISTERED.filter((rule): rule is MemberRule => rule.subject === 'member');
const SITE_RULES = REGISTERED.filter((rule): rule is SiteRule => rule.subject === 'site');

/** The timeline of one rule for one subject: the record itself, or one of its members. */
export interface SubjectTimeline {
  readonly rule: RuleId;
  readonly member?: MemberId;
  readonly timeline: Timeline;
}

/** The lifespan of a subject, and whether its beginning is recorded; if not, every outcome is unknown. */
interface Subject {
  readonly lifespan: Lifespan;
  readonly isBeginRecorded: boolean;
}

const timelineFor = (
  { id, order, otherwise }: Pick<Rule, 'id' | 'order' | 'otherwise'>,
  { lifespan, isBeginRecorded }: Subject,
  { settings }: Policy,
  grounds: () => readonly Ground[],
): Timeline => {
  const dutyFrom = settings.dutyFrom?.[id];
  const timeline = isBeginRecorded
    ? buildTimeline(lifespan, order, grounds(), otherwise)
    : buildTimeline(lifespan, [], [], { outcome: 'unknown', reason: { code: 'moved_in_missing' } });
  return startDutyOn(timeline, lifespan, dutyFrom && dayOf(dutyFrom));
};

/** Returns the timelines of a household and of its members, one for each rule and subject. */
export function householdTimelines(household: Household, policy: Policy): SubjectTimeline[] {
  const terms = termsOf(household, policy.settings);
  const subject: Subject = { lifespan: terms.lifespan, isBeginRecorded: terms.hasMovedIn };
  return [
    ...HOUSEHOLD_RULES.map((rule) => ({
      rule: rule.id,
      timeline: timelineFor(rule, subject, policy, () => rule.grounds(terms, policy)),
    })),
    ...MEMBER_RULES.flatMap((rule) =>
      terms.members.map((memberTerms) => ({
        rule: rule.id,
        member: memberTerms.member.id,
        timeline: timelineFor(rule, subject, policy, () => rule.grounds(memberTerms, terms, policy)),
      })),
    ),
  ];
}

/**
 * Returns the timelines of a centralised site, one for each rule.
 *
 * @param residences the site's own households
 * @param links the linkages of households to its industries, including households that live elsewhere
 */
export function siteTimelines(
  site: Site,
  residences: readonly Residence[],
  links: readonly SiteLinks[],
  policy: Policy,
): SubjectTimeline[] {
  const lifespan: Lifespan = {
    from: dayOf(site.occupied ?? site.registered),
    end: site.vacated
      ? { on: dayOf(site.vacated), reason: { code: 'vacated', on: site.vacated } }
      : undefined,
  };
  const subject: Subject = { lifespan, isBeginRecorded: site.occupied !== undefined };
  return SITE_RULES.map((rule) => ({
    rule: rule.id,
    timeline: timelineFor(rule, subject, policy, () => rule.grounds(site, residences, links, policy)),
  }));
}

/** Returns the finding of each timeline on a day. */
export const findingsOn = (timelines: readonly SubjectTimeline[], on: PlainDate): Finding[] =>
  timelines.map(({ rule, member, timeline }) => ({
    rule,
    ...(member ? { member } : {}),
    ...findingOn(timeline, on),
  }));
